import { ProtocolError } from './errors.ts';
import { daysInMonth, type PartialDateParts, readPartialDate } from './schema/partial-date.ts';

export type { PartialDateParts } from './schema/partial-date.ts';

/** UTC milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type UtcMillis = number;

/** Upper bound for times on the wire: the last millisecond of the year 9999. */
export const MAX_UTC_MILLIS = 253_402_300_799_999;

export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Reads `YYYY[-MM[-DD]]`. Throws `bad-date` when it names no real date. */
export function parsePartialDate(text: string): PartialDateParts {
  const parts = readPartialDate(text);
  if (!parts) throw new ProtocolError('bad-date', 'not a date of the form YYYY[-MM[-DD]]');
  return parts;
}

export function isPartialDate(text: string): boolean {
  return readPartialDate(text) !== null;
}

/** Writes the parts back. Throws `bad-date` when they name no real date. */
export function formatPartialDate({ year, month, day }: PartialDateParts): string {
  let text = String(year).padStart(4, '0');
  if (month !== undefined) text += `-${String(month).padStart(2, '0')}`;
  if (day !== undefined) text += `-${String(day).padStart(2, '0')}`;
  parsePartialDate(text);
  return text;
}

function utc(year: number, month: number, day: number): UtcMillis {
  // Date.UTC reads years 0-99 as 1900-1999, so the year is set apart.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

/** The first and last whole day (as UTC midnights) that a partial date may mean. Throws `bad-date`. */
export function partialDateSpan(text: string): { first: UtcMillis; last: UtcMillis } {
  const { year, month, day } = parsePartialDate(text);
  const lastMonth = month ?? 12;
  return {
    first: utc(year, month ?? 1, day ?? 1),
    last: utc(year, lastMonth, day ?? daysInMonth(year, lastMonth)),
  };
}

export function isUtcMillis(value: unknown): value is UtcMillis {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_UTC_MILLIS;
}

/** `2026-01-31T12:00:00.000Z`. Throws `bad-date` out of range. */
export function toIso(millis: UtcMillis): string {
  if (!isUtcMillis(millis)) throw new ProtocolError('bad-date', 'not UTC milliseconds');
  return new Date(millis).toISOString();
}

/** Reads exactly what `toIso` writes. Throws `bad-date`. */
export function fromIso(text: string): UtcMillis {
  const millis = Date.parse(text);
  if (!isUtcMillis(millis) || new Date(millis).toISOString() !== text) {
    throw new ProtocolError('bad-date', 'not a UTC time of the form YYYY-MM-DDTHH:MM:SS.sssZ');
  }
  return millis;
}
