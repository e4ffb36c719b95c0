import { parse } from 'csv-parse/sync';
import { invalid } from '../../platform/index.ts';

const MOST = 5_000;

/**
 * Rows of a system's confirmation file: JSON (a list, or `{items: […]}`) or CSV with a header line of the record's field names.
 * The shape of each row is judged later, so that one bad row stops no other.
 * @throws AppError `invalid` when it is no such file at all
 */
export function readConfirmationFile(file: { format: 'csv' | 'json'; text: string }): unknown[] {
  const rows = file.format === 'json' ? readJson(file.text) : readCsv(file.text);
  if (rows.length === 0) throw invalid('/body/text', 'entry.file-empty');
  if (rows.length > MOST) throw invalid('/body/text', 'entry.file-too-long', { most: MOST });
  return rows;
}

function readJson(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read)) return read;
    if (read !== null && typeof read === 'object' && 'items' in read && Array.isArray(read.items)) return read.items;
  } catch {
    // Said below, as for JSON of another shape.
  }
  throw invalid('/body/text', 'entry.file-unreadable');
}

function readCsv(text: string): unknown[] {
  try {
    const rows = parse(text, {
      columns: (header: string[]) => header.map((name) => name.trim()),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      to: MOST + 1,
    }) as Record<string, string>[];
    return rows.map((row) => {
      const filled = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
      return { ...filled, version: Number(filled.version ?? 0) };
    });
  } catch {
    throw invalid('/body/text', 'entry.file-unreadable');
  }
}
