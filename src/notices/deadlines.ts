import deadlineData from './data/deadlines.json' with { type: 'json' };
import papersData from './data/papers-due.json' with { type: 'json' };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hours: Readonly<Record<string, number>> = deadlineData.hours;

/** UTC ms by which a task is owed, by its code (`review.decide/urgent`). */
export function dueAt(now: number, task: string): number {
  const owed = hours[task];
  if (owed === undefined) throw new Error(`no deadline for ${task}`);
  return now + owed * HOUR;
}

/** Days a country's treaty gives for the papers, where the bureau has set them: `{ NL: 60 }`. */
export type PapersDueDays = Readonly<Record<string, number>>;

/** When extradition papers are due after a provisional arrest in `country` on `date` (YYYY-MM-DD), and where the figure is from. */
export function papersDue(
  country: string,
  date: string,
  set: PapersDueDays = {},
): { days: number; basis: 'set' | 'unverified'; at: number } {
  const own = set[country];
  const days = own ?? papersData.default.days;
  return { days, basis: own === undefined ? 'unverified' : 'set', at: Date.parse(date) + days * DAY };
}

/** RPD: a notice is kept five years from its issue (the same day, UTC), or from what it was extended to, unless it is extended. */
export function endsAfter(from: number): number {
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + deadlineData.retentionYears);
  return end.getTime();
}

/** RPD: a suspension lasts six months at most. */
export const SUSPENSION_MAX_MS = 184 * DAY;
