import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { ProgressLine, REPORTS, type ScanReport, scanFolder, writeReport } from '../identification/scan/index.ts';
import { type OfflineCommand, type OfflineInput, text, texts, UsageError } from './command.ts';

/** Triage of a seizure without a network: hashes everything, lists matches, shows no picture. */
export const scan: OfflineCommand = {
  isOffline: true,
  name: 'scan',
  summary: 'hash every picture and video in a folder and list what matches hash lists; offline, no picture is shown',
  usage: 'FOLDER --against LIST [--against LIST …] [--report OUT.html|.csv|.json …] [--resume STATEFILE]',
  options: {
    against: { type: 'string', multiple: true },
    report: { type: 'string', multiple: true },
    resume: { type: 'string' },
    radius: { type: 'string', default: '31' },
    processes: { type: 'string' },
    'exit-code': { type: 'boolean' },
  },
  help: [
    'FOLDER            looked through with all its sub-folders; links are not followed, nothing in it is changed',
    '--against LIST    an ICSE CSV, a VICS 1.3 or 2.0 JSON, or a text file with one MD5, SHA-1, SHA-256 or PDQ a line;',
    '                  may be given several times',
    '--report OUT      writes a report as .html, .csv or .json, without any picture; may be given several times',
    '--resume STATE    keeps what is done in this file, and goes on from it: unchanged files are not hashed again;',
    '                  holds for other lists too',
    '--radius N        greatest Hamming distance of a near match, 0 to 31 (default 31)',
    '--processes N     decoder processes (default: one a core)',
    '--exit-code       tells the outcome by the exit code, for scripts',
    '',
    'Progress is on standard error. Exit code: 0 the scan is complete, whatever it found; 1 it is not; 2 wrong use.',
    'With --exit-code: 0 nothing matched and everything was compared; 3 something matched; 4 nothing matched, but not',
    'everything could be read or decoded.',
  ],
  async run(input) {
    const asked = await readArguments(input);
    const progress = new ProgressLine({
      write: (line) => process.stderr.write(line),
      isTerminal: process.stderr.isTTY === true,
      now: Date.now,
    });
    const report = await scanFolder({ ...asked, now: Date.now, onProgress: (now) => progress.tell(now) });
    progress.end();
    if (report.versions.ffmpeg === null) {
      process.stderr.write('ffmpeg is not installed: videos were compared by their file hashes alone\n');
    }
    for (const path of asked.reports) await writeReport(path, report);
    sayWhatMatched(report, input.say);
    const { matched, notRead, notDecoded } = report.counts;
    const exit = matched > 0 ? 3 : notRead + notDecoded > 0 ? 4 : 0;
    return { ok: true, json: { ok: true, ...report }, ...(input.values['exit-code'] === true ? { exit } : {}) };
  },
};

async function readArguments(input: OfflineInput) {
  const [folder, more] = input.positionals;
  const lists = texts(input, 'against');
  const reports = texts(input, 'report');
  const stateFile = text(input, 'resume');
  if (folder === undefined || more !== undefined || lists.length === 0) {
    throw new UsageError('expected: scan FOLDER --against LIST');
  }
  if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new UsageError(`${folder}: expected a folder`);
  for (const list of lists) {
    if (!(await stat(list).catch(() => null))?.isFile()) throw new UsageError(`${list}: expected a file`);
  }
  for (const path of reports) {
    if (!(extname(path).toLowerCase() in REPORTS)) throw new UsageError(`${path}: expected .html, .csv or .json`);
  }
  for (const path of stateFile === undefined ? reports : [...reports, stateFile]) await mustLieOutside(path, folder);
  const radius = whole(text(input, 'radius'), '--radius', 0, 31);
  const processes =
    text(input, 'processes') === undefined ? undefined : whole(text(input, 'processes'), '--processes', 1, 256);
  return { folder, lists, reports, stateFile, radius, processes };
}

/** What is written must not change what is looked through: it may be evidence. */
async function mustLieOutside(path: string, folder: string): Promise<void> {
  if ((await lstat(path).catch(() => null))?.isDirectory()) throw new UsageError(`${path}: expected a file`);
  const parent = await realpath(dirname(resolve(path))).catch(() => {
    throw new UsageError(`${path}: its folder does not exist`);
  });
  const inside = `${await realpath(folder)}${sep}`;
  if (join(parent, basename(path)).startsWith(inside)) throw new UsageError(`${path}: must lie outside the folder`);
}

function whole(given: string | undefined, name: string, least: number, most: number): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(`${name}: expected ${least} to ${most}`);
  }
  return value;
}

function sayWhatMatched({ matches, problems, listProblems, counts }: ScanReport, say: (line: string) => void): void {
  for (const { file, kind, distance, frame, entry } of matches) {
    const how = distance === null ? kind : `${kind} at ${distance}`;
    const frames = frame ? ` (${frame.agreeing} of ${frame.of} frames)` : '';
    const classified = entry.classification ? `  ${entry.classification.scheme} ${entry.classification.code}` : '';
    say(`${file}  ${how}${frames}  ${entry.name}${classified}`);
  }
  for (const { list, line, reason } of listProblems) say(`not used: ${list}, line ${line}: ${reason}`);
  for (const { file, reason } of problems) say(`problem: ${file}: ${reason}`);
  say(
    `${counts.files} files: ${counts.matched} matched, ${counts.unmatched} not matched, ` +
      `${counts.notDecoded} not decoded, ${counts.notRead} not read; ` +
      `${counts.pictures} pictures and ${counts.videos} videos compared, ${counts.resumed} taken from the state file`,
  );
}
