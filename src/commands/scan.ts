import { stat } from 'node:fs/promises';
import { scanFolder } from '../identification/index.ts';
import { type Command, text, UsageError } from './command.ts';

/** Triage of a seizure without a network: hashes everything, lists matches, shows no picture. */
export const scan: Command = {
  name: 'scan',
  summary: 'hash every picture in a folder and list what matches a hash list; offline, no picture is shown',
  usage: 'FOLDER --against LIST [--radius N]',
  options: { against: { type: 'string' }, radius: { type: 'string', default: '31' } },
  help: [
    'FOLDER          looked through with all its sub-folders',
    '--against LIST  an ICSE CSV, or a text file with one MD5, SHA-1, SHA-256 or PDQ a line',
    '--radius N      greatest Hamming distance of a near match, 0 to 31 (default 31)',
  ],
  async run(input) {
    const [folder] = input.positionals;
    const list = text(input, 'against');
    if (!folder || !list) throw new UsageError('expected: scan FOLDER --against LIST');
    const radius = Number(text(input, 'radius'));
    if (!Number.isInteger(radius) || radius < 0 || radius > 31) throw new UsageError('--radius: expected 0 to 31');
    if (!(await stat(folder).catch(() => null))?.isDirectory()) throw new UsageError(`${folder}: expected a folder`);
    if (!(await stat(list).catch(() => null))?.isFile()) throw new UsageError(`${list}: expected a file`);
    const report = await scanFolder({ folder, list, radius });
    for (const match of report.matches) {
      input.say(
        `${match.file}  ${match.kind}${match.distance === null ? '' : ` at ${match.distance}`}  ${match.entry}`,
      );
    }
    for (const line of report.refused) input.say(`not read: ${line.file}: ${line.reason}`);
    input.say(`${report.files} files, ${report.hashed} pictures hashed, ${report.matches.length} matches`);
    return { ok: true, json: { ok: true, ...report } };
  },
};
