/** Greatest age that a birth date of two-digit years is taken for; above it, the century is not known. */
const OLDEST = 100;

/**
 * A date of six places. Unknown parts are fillers: `74<<<<` is 1974.
 * @param raw YYMMDD
 * @param today YYYY-MM-DD; the century follows from it: a birth lies behind it, an expiry within fifty years of it
 * @returns `YYYY[-MM[-DD]]`; null when nothing is known of it, or when it is no date
 */
export function readDate(
  raw: string,
  kind: 'birth' | 'expiry',
  today: string,
): { date: string | null; valid: boolean } {
  if (/^<{6}$/.test(raw) || /^0{6}$/.test(raw)) return { date: null, valid: true };
  const found = /^(\d\d)(\d\d|<<|00)(\d\d|<<|00)$/.exec(raw);
  if (!found) return { date: null, valid: false };
  const [, yy = '', month = '', day = ''] = found;
  const year = kind === 'birth' ? birthYear(Number(yy), raw, today) : expiryYear(Number(yy), today);
  if (month === '<<' || month === '00') return { date: String(year), valid: day === '<<' || day === '00' };
  if (Number(month) > 12) return { date: null, valid: false };
  if (day === '<<' || day === '00') return { date: `${year}-${month}`, valid: true };
  const date = `${year}-${month}-${day}`;
  return isDay(date) ? { date, valid: true } : { date: null, valid: false };
}

function birthYear(yy: number, raw: string, today: string): number {
  const now = Number(today.slice(0, 4));
  const century = now - (now % 100);
  const mmdd = raw.slice(2).replaceAll('<', '0');
  const isAhead = century + yy > now || (century + yy === now && mmdd > today.slice(5).replace('-', ''));
  return isAhead ? century + yy - OLDEST : century + yy;
}

function expiryYear(yy: number, today: string): number {
  const now = Number(today.slice(0, 4));
  const century = now - (now % 100);
  return [century - 100 + yy, century + yy, century + 100 + yy].reduce((best, year) =>
    Math.abs(year - now) < Math.abs(best - now) ? year : best,
  );
}

function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}
