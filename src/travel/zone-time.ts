import type { Moment } from './contract-form.ts';

const formatters = new Map<string, Intl.DateTimeFormat | null>();

/** A clock of the zone; null for a name that is no IANA zone. */
function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat | null = null;
  // Offsets and abbreviations are no zones: they do not follow the rules of a place.
  if (zone === 'UTC' || /^[A-Za-z_]+\/[A-Za-z0-9_+/-]+$/.test(zone)) {
    try {
      made = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      });
    } catch {
      made = null;
    }
  }
  if (formatters.size > 1_000) formatters.clear();
  formatters.set(zone, made);
  return made;
}

export const isZone = (zone: string): boolean => clockOf(zone) !== null;

/** What a clock in the zone shows, as UTC milliseconds of the same digits. */
function shownAt(clock: Intl.DateTimeFormat, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(at)) part[type] = Number(value);
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day ?? 1, part.hour ?? 0, part.minute ?? 0);
}

/**
 * The moment in UTC milliseconds; a date alone is its first minute. A time that the clocks skip is read as if they had not
 * yet been put on; one that comes twice is the first. Null when the day or the zone does not exist.
 */
export function toUtc(moment: Moment): number | null {
  const clock = clockOf(moment.zone);
  const wanted = Date.parse(moment.local.length === 10 ? `${moment.local}T00:00Z` : `${moment.local}Z`);
  if (!clock || Number.isNaN(wanted)) return null;
  if (new Date(wanted).toISOString().slice(0, 10) !== moment.local.slice(0, 10)) return null;
  const DAY = 86_400_000;
  // The offsets before and after whatever change is near: the larger one gives the earlier moment.
  const offsets = [shownAt(clock, wanted - DAY) - (wanted - DAY), shownAt(clock, wanted + DAY) - (wanted + DAY)];
  for (const offset of [...offsets].sort((a, b) => b - a)) {
    if (shownAt(clock, wanted - offset) === wanted) return wanted - offset;
  }
  return wanted - (offsets[0] ?? 0);
}
