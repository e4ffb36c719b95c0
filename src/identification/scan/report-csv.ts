import type { ScanReport } from './scan-folder.ts';

const COLUMNS = [
  'file',
  'outcome',
  'match',
  'distance',
  'orientation',
  'frame_at_ms',
  'frames_agreeing',
  'frames',
  'list',
  'list_line',
  'listed_as',
  'scheme',
  'code',
  'label',
  'size',
  'md5',
  'sha256',
  'problem',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Matches, then problems, a line each (RFC 4180, UTF-8 with a mark, so that a spreadsheet reads the names right). */
export function* csvReport({ lists, matches, problems }: ScanReport): Generator<string> {
  yield `\ufeff${COLUMNS.join(',')}\r\n`;
  for (const { entry, frame, kind, ...match } of matches) {
    yield line({
      ...{
        file: match.file,
        outcome: 'matched',
        match: kind,
        distance: match.distance,
        orientation: match.orientation,
      },
      ...{ frame_at_ms: frame?.at ?? null, frames_agreeing: frame?.agreeing ?? null, frames: frame?.of ?? null },
      ...{ list: lists[entry.list]?.file ?? '', list_line: entry.line, listed_as: entry.name },
      ...(entry.classification ?? {}),
      ...{ size: match.size, md5: match.md5, sha256: match.sha256 },
    });
  }
  for (const { file, reason } of problems) yield line({ file, outcome: 'problem', problem: reason });
}

function line(row: Row): string {
  return `${COLUMNS.map((name) => cell(row[name] ?? '')).join(',')}\r\n`;
}

/** A spreadsheet runs what begins like a formula: an apostrophe before it makes it text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
