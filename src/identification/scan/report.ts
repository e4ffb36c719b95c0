import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvReport } from './report-csv.ts';
import { htmlReport } from './report-html.ts';
import type { ScanReport } from './scan-folder.ts';

/** What a report is written as, by the ending of its name. */
export const REPORTS: Readonly<Record<string, (report: ScanReport) => Iterable<string>>> = {
  '.html': htmlReport,
  '.csv': csvReport,
  '.json': jsonReport,
};

/** Writes a report, whole or not at all: the name appears when everything is on the disk. */
export async function writeReport(path: string, report: ScanReport): Promise<void> {
  const pieces = REPORTS[extname(path).toLowerCase()];
  if (!pieces) throw new Error(`${path}: expected .html, .csv or .json`);
  const temporary = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(pieces(report)), createWriteStream(temporary, { mode: 0o600 }));
    const file = await open(temporary, 'r+');
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

function* jsonReport(report: ScanReport): Generator<string> {
  const { matches, problems, ...rest } = report;
  yield `${JSON.stringify(rest).slice(0, -1)},"matches":[`;
  yield* rows(matches);
  yield '],"problems":[';
  yield* rows(problems);
  yield ']}\n';
}

function* rows(items: readonly object[]): Generator<string> {
  for (const [n, item] of items.entries()) yield `${n > 0 ? ',' : ''}\n${JSON.stringify(item)}`;
}
