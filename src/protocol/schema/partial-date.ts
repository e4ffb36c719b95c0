/** A date as far as it is known: month 1-12, day 1-31, absent when unknown. */
export interface PartialDateParts {
  year: number;
  month?: number;
  day?: number;
}

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (proleptic Gregorian, year 0001-9999); null when it names no real date. */
export function readPartialDate(text: string): PartialDateParts | null {
  const found = shape.exec(text);
  if (!found) return null;
  const year = Number(found[1]);
  if (year < 1) return null;
  if (found[2] === undefined) return { year };
  const month = Number(found[2]);
  if (month < 1 || month > 12) return null;
  if (found[3] === undefined) return { year, month };
  const day = Number(found[3]);
  return day >= 1 && day <= daysInMonth(year, month) ? { year, month, day } : null;
}

/** The last day of a full month. */
export { daysInMonth };
