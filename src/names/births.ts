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
  score: number;
  code: string;
}

/** 1 January is what offices write when they know the year alone. */
const isStandIn = (birth: Birth): boolean => birth.month === 1 && birth.day === 1;

/** Compares two dates of birth, each as precise as it is. */
export function compareBirths(a: Birth, b: Birth): BirthComparison {
  const years = Math.abs(a.year - b.year);
  const rough = a.month === 0 || b.month === 0;
  if (years === 0) {
    if (rough) return { score: a.month === 0 && b.month === 0 ? 0.88 : 0.84, code: 'birth-same-year' };
    if (a.month === b.month) {
      if (a.day === 0 || b.day === 0) return { score: 0.93, code: 'birth-same-month' };
      if (a.day === b.day) return { score: 1, code: 'birth-same' };
      return { score: digitsApart(a.day, b.day) <= 1 ? 0.72 : 0.6, code: 'birth-day-differs' };
    }
    if (a.day === b.month && a.month === b.day) return { score: 0.86, code: 'birth-day-month-swapped' };
    if (isStandIn(a) || isStandIn(b)) return { score: 0.78, code: 'birth-same-year' };
    if (a.day !== 0 && a.day === b.day) return { score: 0.62, code: 'birth-month-differs' };
    return { score: 0.42, code: 'birth-year-only' };
  }
  const sameDay = !rough && a.month === b.month && a.day === b.day && a.day !== 0;
  if (sameDay && (years === 1 || years === 10 || digitsSwapped(a.year, b.year)))
    return { score: 0.66, code: 'birth-year-slip' };
  if (sameDay && years <= 2) return { score: 0.55, code: 'birth-year-near' };
  if (years === 1) return { score: rough ? 0.55 : 0.32, code: 'birth-year-near' };
  if (years === 2 && rough) return { score: 0.3, code: 'birth-year-near' };
  return { score: 0, code: 'birth-different' };
}

function digitsApart(a: number, b: number): number {
  const x = String(a).padStart(2, '0');
  const y = String(b).padStart(2, '0');
  if (x.charAt(0) === y.charAt(1) && x.charAt(1) === y.charAt(0)) return 1;
  return (x.charAt(0) === y.charAt(0) ? 0 : 1) + (x.charAt(1) === y.charAt(1) ? 0 : 1);
}

function digitsSwapped(a: number, b: number): boolean {
  const x = String(a);
  const y = String(b);
  return x.slice(0, 2) === y.slice(0, 2) && x.charAt(2) === y.charAt(3) && x.charAt(3) === y.charAt(2);
}
