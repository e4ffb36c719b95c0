/*
 * A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which spreadsheets hide, and read
 * without it. A cell that begins with apostrophes and such a sign gets one more, so that nothing is lost on the way.
 */
const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** A cell as it is written. */
export function writeCell(value: string, delimiter: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return text.includes(delimiter) || /["\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

/** What a cell says. */
export function readCell(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
