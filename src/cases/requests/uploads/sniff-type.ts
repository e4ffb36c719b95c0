/** What a file is by its first bytes. `media`: a picture, film or sound, whatever it is called. */
export type Sniffed = 'pdf' | 'zip' | 'media' | 'program' | 'text' | 'other';

const ASCII = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const MEDIA: readonly { readonly at: number; readonly bytes: readonly number[] }[] = [
  { at: 0, bytes: [0xff, 0xd8, 0xff] }, // JPEG
  { at: 0, bytes: [0x89, ...ASCII('PNG')] },
  { at: 0, bytes: ASCII('GIF8') },
  { at: 0, bytes: ASCII('RIFF') }, // WebP, AVI, WAV
  { at: 0, bytes: ASCII('BM') },
  { at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] }, // TIFF and raw formats of cameras
  { at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { at: 4, bytes: ASCII('ftyp') }, // HEIC, AVIF, MP4, MOV
  { at: 4, bytes: ASCII('moov') },
  { at: 4, bytes: ASCII('mdat') },
  { at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] }, // Matroska, WebM
  { at: 0, bytes: [0x30, 0x26, 0xb2, 0x75] }, // ASF, WMV
  { at: 0, bytes: [0x00, 0x00, 0x01, 0xba] }, // MPEG
  { at: 0, bytes: [0x00, 0x00, 0x01, 0xb3] },
  { at: 0, bytes: ASCII('FLV') },
  { at: 0, bytes: ASCII('OggS') },
  { at: 0, bytes: ASCII('ID3') },
  { at: 0, bytes: [0xff, 0xfb] }, // MP3
  { at: 0, bytes: [0x00, 0x00, 0x01, 0x00] }, // ICO
  { at: 0, bytes: [0xff, 0x0a] }, // JPEG XL
  { at: 0, bytes: [0x00, 0x00, 0x00, 0x0c, ...ASCII('JXL ')] },
];

export function sniffType(bytes: Uint8Array): Sniffed {
  const has = (at: number, expected: readonly number[]): boolean => expected.every((byte, n) => bytes[at + n] === byte);
  if (has(0, ASCII('%PDF-'))) return 'pdf';
  if (has(0, [...ASCII('PK'), 3, 4])) return 'zip';
  if (has(0, ASCII('MZ')) || has(0, [0x7f, ...ASCII('ELF')]) || has(0, ASCII('#!'))) return 'program';
  if (isText(bytes)) return 'text';
  if (MEDIA.some(({ at, bytes: expected }) => has(at, expected))) return 'media';
  return 'other';
}

/** UTF-8 without control characters; a character cut off at the end counts as whole. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}

/** Pictures lie in the `media` folders of an Office document; a document of words has its own folder too. */
export function isWordDocument(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString('latin1');
  return text.includes('[Content_Types].xml') || text.includes('word/');
}
