import type { TextKey } from '../locales/index.ts';
import { type Language, LOCALES } from './words.ts';

export type Params = Readonly<Record<string, unknown>>;
type Lookup = (id: string, values?: Record<string, unknown>) => string | undefined;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Text {
  readonly language: Language;
  /** A text of the console itself. */
  t(key: TextKey, params?: Params): string;
  /** A code that a room sent, in words; its parameters may be codes themselves. */
  phrase(code: string, params?: Params): string;
  /** A state or kind: `word('draft', 'notice.state')`. The first scope that knows it wins. */
  word(value: string, ...scopes: string[]): string;
  /** True when the code has words. */
  knows(code: string): boolean;
  dateTime(ms: number): string;
  date(ms: number): string;
  /** `YYYY[-MM[-DD]]` as far as known. */
  partialDate(value: string): string;
  number(value: number): string;
  size(bytes: number): string;
  /** How long: `3 h 20 min`, `2 d 4 h`. */
  duration(ms: number): string;
  country(code: string): string;
  bureau(code: string): string;
  list(items: readonly string[]): string;
}

/** Everything that depends on the language alone. */
export function createText(language: Language, lookup: Lookup): Text {
  const locale = LOCALES[language];
  const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);

  const country = (code: string) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code);

  function spoken(code: string, name: string, value: unknown): unknown {
    if (typeof value === 'number') {
      if (value > 1e11 && /(?:at|until|by|due)$/i.test(name)) return dateTime.format(value);
      return numbers.format(value);
    }
    if (typeof value === 'boolean') return lookup(value ? 'common.yes' : 'common.no') ?? String(value);
    if (Array.isArray(value)) return lists.format(value.map((item) => String(spoken(code, name, item))));
    if (typeof value === 'string' && /^(?:[A-Z]{2}|IPSG)(?:, (?:[A-Z]{2}|IPSG))+$/.test(value))
      return lists.format(value.split(', ').map((code) => self.bureau(code)));
    if (typeof value !== 'string') return value === null || value === undefined ? '–' : String(value);
    if (/^(?:[A-Z]{2}|IPSG)$/.test(value)) return self.bureau(value);
    const room = code.split('.')[0] ?? '';
    const found = [`${room}.${name}.${value}`, `${name}.${value}`, `${room}.${value}`, value].find(
      (id) => lookup(id) !== undefined,
    );
    return found === undefined ? value : lookup(found);
  }

  const self: Text = {
    language,
    t: (key, params) => lookup(key, params && { ...params }) ?? key,
    phrase(code, params = {}) {
      const values = Object.fromEntries(Object.entries(params).map(([name, v]) => [name, spoken(code, name, v)]));
      return lookup(code, values) ?? code;
    },
    word(value, ...scopes) {
      for (const scope of scopes) {
        const found = lookup(`${scope}.${value}`);
        if (found !== undefined) return found;
      }
      return lookup(value) ?? value;
    },
    knows: (code) => lookup(code) !== undefined,
    dateTime: (ms) => dateTime.format(ms),
    date: (ms) => date.format(ms),
    partialDate(value) {
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day.format(Date.parse(value));
      if (/^\d{4}-\d{2}$/.test(value)) return month.format(Date.parse(`${value}-01`));
      return value;
    },
    number: (value) => numbers.format(value),
    size(bytes) {
      if (bytes < 1000) return unit(bytes, 'byte');
      if (bytes < 1_000_000) return unit(Math.round(bytes / 1000), 'kilobyte');
      return unit(Math.round(bytes / 100_000) / 10, 'megabyte');
    },
    duration(ms) {
      const left = Math.abs(ms);
      if (left >= 2 * DAY) {
        const hours = Math.floor((left % DAY) / HOUR);
        const days = unit(Math.floor(left / DAY), 'day');
        return hours > 0 && left < 14 * DAY ? `${days} ${unit(hours, 'hour')}` : days;
      }
      if (left >= HOUR) {
        const minutes = Math.floor((left % HOUR) / 60_000);
        const hours = unit(Math.floor(left / HOUR), 'hour');
        return minutes > 0 ? `${hours} ${unit(minutes, 'minute')}` : hours;
      }
      return unit(Math.max(1, Math.floor(left / 60_000)), 'minute');
    },
    country,
    bureau: (code) => (code === 'IPSG' ? (lookup('bureau.ipsg') ?? code) : country(code)),
    list: (items) => lists.format(items),
  };
  return self;
}
