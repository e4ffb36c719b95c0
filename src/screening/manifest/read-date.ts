const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/**
 * A date as files write it: `1974-08-12`, `19740812`, `1974-08`, `1974`, `12AUG74` and `12AUG1974` (airlines), `12.08.1974`, `12/08/1974`.
 * @param today YYYY-MM-DD: a two-digit year of a birth lies behind it
 * @returns the readings, the likelier first: with strokes, day and month may be either way round. Empty: it is no date
 */
export function readDate(text: string, today: string): string[] {
  const cell = text.trim().toUpperCase();
  const iso = /^(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?$/.exec(cell);
  if (iso) return valid([join(iso[1], iso[2], iso[3])]);
  const airline = /^(\d{1,2})[ -]?([A-Z]{3})[ -]?(\d{2}|\d{4})$/.exec(cell);
  if (airline) {
    const month = MONTHS.indexOf(airline[2] ?? '') + 1;
    if (month === 0) return [];
    return valid([join(year(airline[3] ?? '', today), pad(month), pad(Number(airline[1])))]);
  }
  const parts = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(cell);
  if (!parts) return [];
  const [, a = '', mark, b = '', y = ''] = parts;
  const full = year(y, today);
  const dayFirst = join(full, pad(Number(b)), pad(Number(a)));
  const monthFirst = join(full, pad(Number(a)), pad(Number(b)));
  return valid(mark === '/' ? [dayFirst, monthFirst] : [dayFirst]);
}

const pad = (n: number): string => String(n).padStart(2, '0');
const join = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('-');

function year(text: string, today: string): string {
  if (text.length === 4) return text;
  const now = Number(today.slice(0, 4));
  const full = now - (now % 100) + Number(text);
  return String(full > now ? full - 100 : full);
}

function valid(dates: readonly string[]): string[] {
  return [...new Set(dates)].filter((date) => {
    if (!/^(1[89]|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(date)) return false;
    return date.length < 10 || new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  });
}
