import { toHex } from './canonical.ts';
import { ProtocolError } from './errors.ts';
import { bureauPattern, kindPattern, uuidPattern, wireIdPattern } from './schema/patterns.ts';

/** ISO 3166-1 alpha-2 of the country, or `IPSG` for the General Secretariat. */
export type BureauCode = string;

/** `US:case:<uuid>`: unique across all bureaus; the prefix says who made it. */
export type WireId = `${string}:${string}:${string}`;

export interface WireIdParts {
  bureau: BureauCode;
  kind: string;
  uuid: string;
}

export function isBureauCode(text: string): text is BureauCode {
  return bureauPattern.test(text);
}

export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** Joins the three parts. Throws `bad-id` when one of them is not well formed. */
export function wireId(bureau: BureauCode, kind: string, uuid: string): WireId {
  if (!bureauPattern.test(bureau) || kind.length > 32 || !kindPattern.test(kind) || !uuidPattern.test(uuid)) {
    throw new ProtocolError('bad-id', 'cannot make a wire id of these parts');
  }
  return `${bureau}:${kind}:${uuid}`;
}

/** Takes a wire id apart; with `kind`, that kind alone is accepted. Throws `bad-id`. */
export function parseWireId(id: string, kind?: string): WireIdParts {
  const found = wireIdPattern.exec(id);
  const [, bureau, foundKind, uuid] = found ?? [];
  if (bureau === undefined || foundKind === undefined || uuid === undefined || foundKind.length > 32) {
    throw new ProtocolError('bad-id', 'not a wire id');
  }
  if (kind !== undefined && kind !== foundKind) throw new ProtocolError('bad-id', 'a wire id of another kind');
  return { bureau, kind: foundKind, uuid };
}

/**
 * UUID version 7 (RFC 9562 section 5.7) from the caller's clock and random source. Ids of one millisecond are not ordered.
 * @param nowMs UTC milliseconds, 0 to 2^48-1
 * @param random returns n random bytes
 */
export function uuidv7(nowMs: number, random: (n: number) => Uint8Array): string {
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48)
    throw new ProtocolError('bad-id', 'time outside UUIDv7');
  const tail = Uint8Array.from(random(10));
  if (tail.length !== 10) throw new ProtocolError('bad-id', 'random source gave too little');
  const time = nowMs.toString(16).padStart(12, '0');
  tail[0] = 0x70 | ((tail[0] ?? 0) & 0x0f);
  tail[2] = 0x80 | ((tail[2] ?? 0) & 0x3f);
  const hex = toHex(tail);
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}

/** The millisecond inside a UUIDv7. Throws `bad-id` for another version. */
export function uuidv7Time(uuid: string): number {
  if (!isUuid(uuid) || uuid[14] !== '7') throw new ProtocolError('bad-id', 'not a UUIDv7');
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
