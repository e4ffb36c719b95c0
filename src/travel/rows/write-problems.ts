import type { Json } from '../../protocol/index.ts';
import type { RowFormat } from './read-rows.ts';
import { PROBLEM_COLUMN, ROW_COLUMN } from './read-rows.ts';

export interface RefusedRow {
  readonly record: number;
  /** The row as it stood in the file; null when it could not be read at all. */
  readonly value: { readonly [key: string]: Json | undefined } | null;
  /** What was wrong, in words or codes. */
  readonly problems: readonly string[];
}

/**
 * The refused rows in the format they came in, each with its number and what was wrong: put right, the file can be brought in
 * as it is, and only those rows are taken again.
 */
export function* writeProblems(format: RowFormat, columns: readonly string[], rows: Iterable<RefusedRow>) {
  if (format === 'json') {
    for (const { record, problems, value } of rows)
      yield `${JSON.stringify({ row: record, problem: problems, record: value ?? {} })}\n`;
    return;
  }
  const own = columns.filter((name) => name !== ROW_COLUMN && name !== PROBLEM_COLUMN);
  yield `${[ROW_COLUMN, PROBLEM_COLUMN, ...own].map(writeCell).join(',')}\r\n`;
  for (const { record, problems, value } of rows) {
    const cells = own.map((name) => String(value?.[name] ?? ''));
    yield `${[String(record), problems.join('; '), ...cells].map(writeCell).join(',')}\r\n`;
  }
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it, which our reader takes off. */
function writeCell(value: string): string {
  const text = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
