export interface CsvRow {
  /** Of the file, from 1: where the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The separator that the first line has most of. */
export function separatorOf(text: string): string {
  const first = text.slice(0, 20_000).split(/\r\n|\n|\r/, 1)[0] ?? '';
  const count = (separator: string): number => first.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, one) => (count(one) > count(best) ? one : best), ',');
}

/** Rows of a CSV (RFC 4180, any of the usual separators). Empty lines are passed over; a quote that is not closed ends with the text. */
export function* parseCsv(text: string): Generator<CsvRow> {
  const separator = separatorOf(text);
  let line = 1;
  let begins = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const end = (): CsvRow | null => {
    cells.push(cell);
    const row = cells.some((one) => one.trim() !== '') ? { line: begins, cells } : null;
    cells = [];
    cell = '';
    return row;
  };
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) line++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (character === separator) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[at + 1] === '\n') continue;
      const row = end();
      if (row) yield row;
      begins = line;
    } else cell += character;
  }
  const row = end();
  if (row) yield row;
}
