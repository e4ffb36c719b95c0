import { Buffer } from 'node:buffer';

/** Values as other people's tools write them. Each answers `undefined` for what is not said, `null` for what it cannot read. */

/** Hex of so many digits in either case, as lower case. */
export function readHash(value: unknown, digits: number): string | null | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (text === '') return undefined;
  return text.length === digits && /^[0-9a-fA-F]+$/.test(text) ? text.toLowerCase() : null;
}

/** A PhotoDNA value: 144 bytes as base64 (192 characters), hex (288 digits) or numbers between commas. Base64 comes out. */
export function readPhotoDna(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (text === '') return undefined;
  if (text.length === 192 && /^[A-Za-z0-9+/]+$/.test(text)) return text;
  if (text.length === 288 && /^[0-9a-fA-F]+$/.test(text)) return Buffer.from(text, 'hex').toString('base64');
  const numbers = text.split(',');
  if (numbers.length !== 144 || !numbers.every((n) => /^\s*\d{1,3}\s*$/.test(n) && Number(n) < 256)) return null;
  return Buffer.from(numbers.map(Number)).toString('base64');
}

/** true, "true", 1, "1", "yes" and their opposites. Absent is not false. */
export function readFlag(value: unknown): boolean | null | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim().toLowerCase() : '';
  if (text === 'true' || text === '1' || text === 'yes') return true;
  return text === 'false' || text === '0' || text === 'no' ? false : null;
}

/** A category's number: 0 and null say that it is not categorised. */
export function readCategory(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (!/^\d{1,4}$/.test(text)) return null;
  return Number(text) || undefined;
}

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,9})?\s*(Z|[+-]\d{1,2}:?\d{2}Z?)?$/i;
const NET = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/**
 * A time as ISO 8601 with as many digits as it came with: ISO with `Z`, an offset or neither (then it stays without), 1 to 7
 * digits of a second's fraction, .NET's `/Date(ms)/`, and the broken `…+1:00Z` of one tool.
 */
export function readTime(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const net = NET.exec(text);
  if (net) {
    const date = new Date(Number(net[1]));
    return Number.isNaN(date.getTime()) ? null : date.toISOString();
  }
  const [, day = '', time = '', fraction = '', zone = ''] = ISO.exec(text) ?? [];
  if (day === '' || Number.isNaN(Date.parse(`${day}T${time}Z`))) return null;
  const seconds = time.length === 5 ? `${time}:00` : time;
  return `${day}T${seconds}${fraction}${readZone(zone)}`;
}

function readZone(zone: string): string {
  if (zone === '' || zone.toUpperCase() === 'Z') return zone.toUpperCase();
  const [, sign = '+', hours = '0', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})/.exec(zone) ?? [];
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
