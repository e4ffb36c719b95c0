import type { IMAGE_TYPES, VIDEO_TYPES } from '../contract-media.ts';

/** HEIC is recognised so that it can be named; it is decoded where the codec is there. */
export type PictureType = (typeof IMAGE_TYPES)[number];
export type VideoType = (typeof VIDEO_TYPES)[number];

/** So much of a file's beginning tells its type. */
export const SNIFF_BYTES = 512;

/**
 * What a file is by its first bytes; its name and what a sender says of it do not count. Null: neither picture nor video. A
 * file that is several things at once (a polyglot) is what it begins as, and is given to that decoder alone.
 */
export function sniff(bytes: Uint8Array): PictureType | VideoType | null {
  const starts = (text: string, at = 0): boolean =>
    bytes.length >= at + text.length && [...text].every((char, i) => bytes[at + i] === char.charCodeAt(0));
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('RIFF')) return starts('WEBP', 8) ? 'image/webp' : starts('AVI ', 8) ? 'video/x-msvideo' : null;
  if (starts('GIF87a') || starts('GIF89a')) return 'image/gif';
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => starts(mark))) return 'image/tiff';
  if (starts('BM')) return isBmp(bytes) ? 'image/bmp' : null;
  if (starts('ftyp', 4)) return byBrands(bytes);
  if (['moov', 'mdat', 'wide', 'free', 'skip'].some((box) => starts(box, 4))) return 'video/quicktime';
  if (starts('\x1aE\xdf\xa3')) return ascii(bytes, 4, 64).includes('webm') ? 'video/webm' : 'video/x-matroska';
  if (starts('\0\0\x01\xba') || starts('\0\0\x01\xb3')) return 'video/mpeg';
  if (starts('FLV\x01')) return 'video/x-flv';
  if (starts('\x30\x26\xb2\x75\x8e\x66\xcf\x11')) return 'video/x-ms-wmv';
  if ([0, 188, 376].every((at) => bytes[at] === 0x47)) return 'video/mp2t';
  return null;
}

export function isVideo(type: string): type is VideoType {
  return type.startsWith('video/');
}

/** The ISO container of AVIF, HEIC, MP4, QuickTime and 3GPP says by brands which it is: its own, then the compatible ones. */
function byBrands(bytes: Uint8Array): PictureType | VideoType {
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0);
  const text = ascii(bytes, 8, Math.min(Math.max(size, 16), 128));
  const brands: readonly string[] = text.match(/.{4}/gs) ?? [];
  const own = brands[0] ?? '';
  if (own === 'qt  ') return 'video/quicktime';
  if (own.startsWith('3g')) return 'video/3gpp';
  if (['avif', 'avis'].includes(own)) return 'image/avif';
  if (['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'].includes(own)) return 'image/heic';
  if (own === 'mif1' || own === 'msf1') return brands.includes('avif') ? 'image/avif' : 'image/heic';
  return 'video/mp4';
}

/** Two letters alone are too little to go by: the header that follows must be one of the known lengths. */
function isBmp(bytes: Uint8Array): boolean {
  if (bytes.length < 30) return false;
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(14, true);
  return [12, 40, 52, 56, 64, 108, 124].includes(size);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
}
