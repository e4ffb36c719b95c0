import { ProtocolError } from './errors.ts';
import { TILE_WIDTH } from './tiles.ts';

/** A tile of hashes, or (`entries`) the bundle of log entries under a level 0 tile. */
export interface TileAddress {
  level: number | 'entries';
  index: number;
  /** 1 to 256; 256 is a full tile. */
  width: number;
}

function bad(detail: string): never {
  throw new ProtocolError('bad-tile', detail);
}

/** 1234067 → `x001/x234/067`. */
function indexPath(index: number): string {
  const groups: string[] = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

function checkAddress({ level, index, width }: TileAddress): void {
  if (level !== 'entries' && (!Number.isInteger(level) || level < 0 || level > 63)) bad('level outside 0-63');
  if (!Number.isSafeInteger(index) || index < 0) bad('not a tile index');
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) bad('width outside 1-256');
}

/** C2SP tlog-tiles path, without a leading slash: `tile/0/x001/234.p/17`, `tile/entries/000`. Throws `bad-tile`. */
export function tilePath(level: number | 'entries', index: number, width: number = TILE_WIDTH): string {
  checkAddress({ level, index, width });
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const shape = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads a path back; one spelling only. Throws `bad-tile`. */
export function parseTilePath(path: string): TileAddress {
  const found = shape.exec(path);
  const [, level, index, width] = found ?? [];
  if (level === undefined || index === undefined) bad('not a tile path');
  const address: TileAddress = {
    level: level === 'entries' ? 'entries' : Number(level),
    index: Number(index.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  checkAddress(address);
  if (tilePath(address.level, address.index, address.width) !== path) bad('another spelling of a tile path');
  return address;
}

/** Entry bundle: each entry after its length in two bytes, big-endian. Throws `bad-tile` for an entry over 65535 bytes. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > 0xffff) bad('entry too long');
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length & 0xff;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** Takes a bundle apart. Throws `bad-tile` when it ends in the middle of an entry. */
export function decodeEntries(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const high = bytes[at];
    const low = bytes[at + 1];
    if (high === undefined || low === undefined) bad('bundle ends within a length');
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) bad('bundle ends within an entry');
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
