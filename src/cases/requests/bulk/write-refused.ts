import { BULK_COLUMNS, type BulkProblem } from '../../contract.ts';
import type { BulkRow } from './read-bulk.ts';

/**
 * The rows that were refused, with the reason first, as a file that can be put right and brought in again. What a spreadsheet
 * would take for a formula is written with an apostrophe before it, which our reader takes off.
 */
export function writeRefused(rows: readonly BulkRow[], problems: readonly BulkProblem[]): string {
  const why = new Map<number, string[]>();
  for (const { line, column, code } of problems) {
    why.set(line, [...(why.get(line) ?? []), column === '' ? code : `${column}: ${code}`]);
  }
  const refused = rows.filter((row) => why.has(row.line));
  const table = [
    ['line', 'problem', ...BULK_COLUMNS],
    ...refused.map((row) => [
      String(row.line),
      (why.get(row.line) ?? []).join('; '),
      ...BULK_COLUMNS.map((name) => row.cells[name] ?? ''),
    ]),
  ];
  return table.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: string): string {
  const inert = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) || inert !== inert.trim() ? `"${inert.replaceAll('"', '""')}"` : inert;
}
