const DAY_MINUTES = 1440;

/** The minute of the day at a place. An unknown zone is UTC. */
function minuteOfDay(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hours = '0', minutes = '0'] = parts.format(at).split(':');
  return Number(hours) * 60 + Number(minutes);
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * When the quiet hours that hold at a moment end, UTC ms; null when none hold. From 22:00 to 06:00 spans midnight; from equal to
 * until is the whole day.
 */
export function quietUntil(
  at: number,
  quiet: { readonly from: number; readonly to: number } | null,
  zone: string,
): number | null {
  if (quiet === null) return null;
  const now = minuteOfDay(at, zone);
  const sinceFrom = (now - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  const length = (quiet.to - quiet.from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  if (sinceFrom >= length) return null;
  return at - (at % 60_000) + (length - sinceFrom) * 60_000;
}
