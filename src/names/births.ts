/** A date of birth with its precision; month and day are 0 where not known. */
export interface Birth {
  year: number;
  month: number;
  day: number;
}

/** Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`; undefined for anything else. */
export function readBirth(text: string): Birth | undefined {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text.trim());
  if (found === null) return undefined;
  const month = Number(found[2] ?? 0);
  const day = Number(found[3] ?? 0);
  return month > 12 || day > 31 ? undefined : { year: Number(found[1]), month, day };
}

/** How well two dates of birth agree. */
export interface BirthComparison {
  /** 0 to 1. */
  readonly score: number;
  readonly code: string;
}

const SAME: BirthComparison = { score: 1, code: 'birth-same' };
const SAME_MONTH: BirthComparison = { score: 0.93, code: 'birth-same-month' };
const BOTH_YEARS: BirthComparison = { score: 0.88, code: 'birth-same-year' };
const SWAPPED: BirthComparison = { score: 0.83, code: 'birth-day-month-swapped' };
const ONE_YEAR: BirthComparison = { score: 0.84, code: 'birth-same-year' };
const STAND_IN: BirthComparison = { score: 0.78, code: 'birth-same-year' };
const DAY_SLIP: BirthComparison = { score: 0.72, code: 'birth-day-differs' };
const YEAR_SLIP: BirthComparison = { score: 0.66, code: 'birth-year-slip' };
const MONTH_DIFFERS: BirthComparison = { score: 0.62, code: 'birth-month-differs' };
const DAY_DIFFERS: BirthComparison = { score: 0.6, code: 'birth-day-differs' };
const DAY_OF_NEAR_YEAR: BirthComparison = { score: 0.55, code: 'birth-year-near' };
const ROUGH_NEAR: BirthComparison = { score: 0.5, code: 'birth-year-near' };
const YEAR_ONLY: BirthComparison = { score: 0.42, code: 'birth-year-only' };
const NEXT_YEAR: BirthComparison = { score: 0.32, code: 'birth-year-near' };
const ROUGH_FAR: BirthComparison = { score: 0.3, code: 'birth-year-near' };
const DIFFERENT: BirthComparison = { score: 0, code: 'birth-different' };

/** 1 January is what offices write when they know the year alone. */
const isStandIn = (month: number, day: number): boolean => month === 1 && day === 1;

/** Compares two dates of birth, each as precise as it is. Symmetric. */
export function compareBirths(a: Birth, b: Birth): BirthComparison {
  return compareDates(a.year, a.month, a.day, b.year, b.month, b.day);
}

/** The same over numbers, for the index. */
export function compareDates(ya: number, ma: number, da: number, yb: number, mb: number, db: number): BirthComparison {
  const years = Math.abs(ya - yb);
  const rough = ma === 0 || mb === 0;
  if (years === 0) {
    if (rough) return ma === mb ? BOTH_YEARS : ONE_YEAR;
    if (ma === mb) {
      if (da === 0 || db === 0) return SAME_MONTH;
      if (da === db) return SAME;
      return digitsApart(da, db) <= 1 ? DAY_SLIP : DAY_DIFFERS;
    }
    if (da === mb && ma === db) return SWAPPED;
    if (isStandIn(ma, da) || isStandIn(mb, db)) return STAND_IN;
    return da !== 0 && da === db ? MONTH_DIFFERS : YEAR_ONLY;
  }
  const sameDay = !rough && ma === mb && da === db && da !== 0;
  if (sameDay && (years === 1 || years === 10 || digitsSwapped(ya, yb))) return YEAR_SLIP;
  if (sameDay && years <= 2) return DAY_OF_NEAR_YEAR;
  if (years === 1) return rough ? ROUGH_NEAR : NEXT_YEAR;
  return years === 2 && rough ? ROUGH_FAR : DIFFERENT;
}

/** Years of birth beside its own in which a date does not simply contradict: slips of the last digits. */
export function slippedYears(year: number): number[] {
  const swapped = Math.floor(year / 100) * 100 + (year % 10) * 10 + (Math.floor(year / 10) % 10);
  return [year - 10, year + 10, swapped].filter((other) => Math.abs(other - year) > 2);
}

function digitsApart(a: number, b: number): number {
  const [a1, a2, b1, b2] = [Math.floor(a / 10), a % 10, Math.floor(b / 10), b % 10];
  if (a1 === b2 && a2 === b1) return 1;
  return (a1 === b1 ? 0 : 1) + (a2 === b2 ? 0 : 1);
}

function digitsSwapped(a: number, b: number): boolean {
  return (
    Math.floor(a / 100) === Math.floor(b / 100) &&
    a % 10 === Math.floor(b / 10) % 10 &&
    b % 10 === Math.floor(a / 10) % 10
  );
}
