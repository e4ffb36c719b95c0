import type { MediaView } from './contract.ts';

export interface ExifFacts {
  readonly exif: MediaView['exif'];
  readonly place: MediaView['place'];
}

const NOTHING: ExifFacts = { exif: null, place: null };
/** More tags than any camera writes; a file that claims more is not read on. */
const MOST_TAGS = 500;

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its value stands in the TIFF block. */
  readonly at: number;
}

/**
 * The few things of a picture's EXIF that help to find where it comes from: make, model, time, software, and apart from them
 * the place. Written for hostile files: whatever does not fit is as if it were not there, and nothing throws. JPEG, PNG, WebP.
 */
export function readExif(bytes: Uint8Array): ExifFacts {
  const block = findBlock(bytes);
  if (!block) return NOTHING;
  try {
    return readTiff(new DataView(block.buffer, block.byteOffset, block.byteLength));
  } catch (error) {
    // Reading past the end is what a broken block comes to.
    if (error instanceof RangeError) return NOTHING;
    throw error;
  }
}

function findBlock(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number, length: number): string =>
    at + length > bytes.length ? '' : String.fromCharCode(...bytes.subarray(at, at + length));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
      const marker = bytes[at + 1];
      if (marker === 0xda || marker === 0xd9) return null;
      const length = view.getUint16(at + 2);
      if (length < 2) return null;
      if (marker === 0xe1 && word(at + 4, 6) === 'Exif\0\0') return bytes.subarray(at + 10, at + 2 + length);
      at += 2 + length;
    }
    return null;
  }
  if (word(1, 3) === 'PNG') {
    for (let at = 8; at + 12 <= bytes.length; ) {
      const length = view.getUint32(at);
      if (word(at + 4, 4) === 'eXIf') return bytes.subarray(at + 8, at + 8 + length);
      at += 12 + length;
    }
    return null;
  }
  if (word(0, 4) === 'RIFF' && word(8, 4) === 'WEBP') {
    for (let at = 12; at + 8 <= bytes.length; ) {
      const length = view.getUint32(at + 4, true);
      if (word(at, 4) === 'EXIF') {
        const start = word(at + 8, 6) === 'Exif\0\0' ? at + 14 : at + 8;
        return bytes.subarray(start, at + 8 + length);
      }
      at += 8 + length + (length % 2);
    }
  }
  return null;
}

function readTiff(view: DataView): ExifFacts {
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return NOTHING;
  const little = order === 0x4949;
  const entries = (at: number): Map<number, Entry> => {
    const found = new Map<number, Entry>();
    const count = Math.min(view.getUint16(at, little), MOST_TAGS);
    for (let n = 0; n < count; n++) {
      const entry = at + 2 + n * 12;
      const type = view.getUint16(entry + 2, little);
      const size = view.getUint32(entry + 4, little);
      const bytes = size * ([0, 1, 1, 2, 4, 8][type] ?? 8);
      const where = bytes <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
      found.set(view.getUint16(entry, little), { type, count: size, at: where });
    }
    return found;
  };
  const text = (entry: Entry | undefined, most: number): string | null => {
    if (entry?.type !== 2) return null;
    let out = '';
    for (let n = 0; n < Math.min(entry.count, most); n++) {
      const code = view.getUint8(entry.at + n);
      if (code === 0) break;
      if (code >= 0x20 && code !== 0x7f) out += String.fromCharCode(code);
    }
    return out.trim() || null;
  };
  const inside = (parent: Map<number, Entry>, tag: number): Map<number, Entry> => {
    const entry = parent.get(tag);
    return entry ? entries(view.getUint32(entry.at, little)) : new Map<number, Entry>();
  };
  const degrees = (entry: Entry | undefined, ref: string | null, most: number): string | null => {
    if (entry?.type !== 5 || entry.count < 1) return null;
    let value = 0;
    for (let n = 0; n < Math.min(entry.count, 3); n++) {
      const over = view.getUint32(entry.at + n * 8 + 4, little);
      if (over > 0) value += view.getUint32(entry.at + n * 8, little) / over / 60 ** n;
    }
    if (value > most) return null;
    return (ref === 'S' || ref === 'W' ? -value : value).toFixed(6);
  };
  const first = entries(view.getUint32(4, little));
  const camera = inside(first, 0x8769);
  const gps = inside(first, 0x8825);
  const time = text(camera.get(0x9003), 19) ?? text(first.get(0x0132), 19);
  const zone = text(camera.get(0x9011), 6);
  const exif = {
    make: text(first.get(0x010f), 120),
    model: text(first.get(0x0110), 120),
    taken: time === null ? null : `${time.replace(/^(\d{4}):(\d\d):(\d\d) /, '$1-$2-$3 ')}${zone ?? ''}`,
    software: text(first.get(0x0131), 120),
  };
  const latitude = degrees(gps.get(2), text(gps.get(1), 2), 90);
  const longitude = degrees(gps.get(4), text(gps.get(3), 2), 180);
  return {
    exif: Object.values(exif).some((value) => value !== null) ? exif : null,
    place: latitude !== null && longitude !== null ? { latitude, longitude, readBy: 'homeward' } : null,
  };
}
