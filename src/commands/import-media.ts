import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import {
  type ImportPreview,
  type ImportProblem,
  type ImportSummary,
  LIST_KINDS,
  previewFile,
} from '../identification/index.ts';
import { phrases } from '../identification/phrases.ts';
import { type Command, type CommandInput, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** Problems printed; all of them are in the console, and by the API as a CSV. */
const PRINTED = 1_000;

/** A hash list from a file. What it is shows in the file; the other names are for who looks for them. */
function importCommand(name: string, summary: string): Command {
  return {
    name,
    summary,
    usage: 'FILE [--list NAME] [--as REGION] [--kind known|benign|mixed] [--source TEXT] [--terms TEXT] [--preview]',
    options: {
      list: { type: 'string' },
      as: { type: 'string' },
      kind: { type: 'string', default: 'mixed' },
      source: { type: 'string' },
      terms: { type: 'string' },
      preview: { type: 'boolean' },
      bureau: { type: 'string' },
    },
    help: [
      'FILE            VICS 1.2 to 2.0 JSON, an ICSE CSV, a CSV with a column md5, sha1, sha256 or pdq, or one hash a line;',
      '                which of them shows in the file',
      '--list NAME     into the list of this name, which is made when there is none (default: the file’s name)',
      '--as REGION     read category numbers as this country’s: US, UK, CA … (default: what the file says)',
      '--kind KIND     of a list that is made: known, benign or mixed (default mixed)',
      '--source TEXT   of a list that is made: who gave it; --terms TEXT: under which terms',
      '--preview       says what is in the file, and takes nothing',
      '--bureau CODE   into this bureau (default: the first national one of HOMEWARD_BUREAUS)',
      'run again on the same file after it was stopped it goes on; run again after it was done it merges everything.',
      'It can be taken back for seven days: homeward import undo ID, or in the console.',
    ],
    async run(input) {
      const [path, more] = input.positionals;
      if (path === undefined || more !== undefined) throw new UsageError(`expected: ${name} FILE`);
      const as = text(input, 'as');
      if (as !== undefined && !/^[A-Za-z0-9]{1,20}$/.test(as))
        throw new UsageError('--as: expected a region, such as US');
      const kind = LIST_KINDS.find((one) => one === text(input, 'kind'));
      if (!kind) throw new UsageError(`--kind: expected ${LIST_KINDS.join(', ')}`);
      const info = await stat(path).catch(() => null);
      if (!info?.isFile()) throw new UsageError(`${path}: expected a file`);
      if (input.values.preview === true) return preview(input, await previewFile(path, as));
      const listName = (text(input, 'list') ?? basename(path, extname(path))).trim().slice(0, 120);
      if (listName === '') throw new UsageError('--list: expected a name');
      const list = { name: listName, kind, source: text(input, 'source') ?? '', terms: text(input, 'terms') ?? '' };
      const sha256 = await sha256Of(path);
      return withBureaus(ofOne(input), async (nodes) => {
        const [node] = nodes;
        if (!node) throw new UsageError('no bureau to import into: --bureau CODE');
        const progress = progressLine();
        const done = await node.identification.lists.importFile({
          path,
          fileName: basename(path),
          size: info.size,
          sha256,
          list,
          ...(as === undefined ? {} : { as }),
          progress,
        });
        const problems: ImportProblem[] = [];
        for await (const problem of node.identification.lists.problems(done.id)) {
          if (problems.length === PRINTED) break;
          problems.push(problem);
          process.stderr.write(`${sayProblem(problem)}\n`);
        }
        await node.audit.sealNow();
        return report(input, node.code, done, problems);
      });
    },
  };
}

export const importMedia = importCommand(
  'import media',
  'bring a hash list in: VICS, ICSE CSV, CSV or one hash a line',
);
export const importVics = importCommand('import vics', 'the same as import media');
export const importIcseCsv = importCommand('import icse-csv', 'the same as import media');

/** One bureau: the one named, or the first national one. */
export function ofOne(input: CommandInput): CommandInput {
  const { bureaus } = input.config;
  const bureau = text(input, 'bureau') ?? bureaus.find((code) => code !== 'IPSG') ?? bureaus[0];
  return { ...input, values: { ...input.values, bureau } };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** On standard error: in place on a terminal, a line every few seconds elsewhere. */
function progressLine(): (now: ImportSummary) => void {
  let last = 0;
  let said = '';
  return (now) => {
    const isLast = now.bytesRead >= now.size;
    if (!isLast && Date.now() - last < (process.stderr.isTTY ? 200 : 5_000)) return;
    last = Date.now();
    const percent = Math.floor((100 * now.bytesRead) / Math.max(1, now.size));
    const left = now.msLeft === null || isLast ? '' : `, ${Math.ceil(now.msLeft / 1000)} s left`;
    const line = `${now.read} records, ${percent} %${left}: ${now.accepted} new, ${now.merged} merged, ${now.refused} refused`;
    if (line === said) return;
    said = line;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
}

function sayProblem(problem: ImportProblem): string {
  const words = (phrases[problem.code]?.en ?? problem.code).replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    String(problem.params[name] ?? all),
  );
  const where = problem.record === 0 ? `line ${problem.line}` : `line ${problem.line}, record ${problem.record}`;
  const text = `${where}${problem.pointer && ` (${problem.pointer})`}: ${problem.refused ? 'refused: ' : ''}${words}`;
  // What a file says is shown without what would steer a terminal.
  return text.replaceAll(/\p{Cc}/gu, ' ');
}

function preview(input: CommandInput, found: ImportPreview) {
  const { hashes } = found;
  input.say(
    `${found.format}${found.region ? `, region ${found.region}` : ''}${found.shape ? `, #${found.shape}` : ''}, ${found.encoding}`,
  );
  input.say(
    `${found.whole ? 'all' : 'the first'} ${found.looked} records: ${found.readable} readable, ${found.refused} refused`,
  );
  input.say(
    `hashes: md5 ${hashes.md5}, sha1 ${hashes.sha1}, sha256 ${hashes.sha256}, pdq ${hashes.pdq}, photodna ${hashes.photodna}`,
  );
  for (const { classification, count } of found.categories)
    input.say(`  ${classification.scheme} ${classification.code} (${classification.label}): ${count}`);
  input.say(`  not categorised: ${found.uncategorised}`);
  if (found.labels) input.say(`labels: ${found.labels.source}${found.labels.verified ? '' : ' (not verified)'}`);
  if (found.pictures > 0) input.say(`${found.pictures} small pictures inside it would be left out`);
  for (const problem of found.problems) process.stderr.write(`${sayProblem(problem)}\n`);
  return { ok: true, json: { ok: true, preview: found } };
}

function report(input: CommandInput, bureau: string, done: ImportSummary, problems: readonly ImportProblem[]) {
  const { read, accepted, merged, refused, broken } = done;
  input.say(
    `${bureau}: ${read} records read into "${done.list?.name}": ${accepted} new, ${merged} merged, ${refused} refused, ${done.warnings} noted`,
  );
  if (broken !== null) input.say(`the file could not be read to its end: ${broken}`);
  input.say(`import ${done.id}`);
  const ok = done.state === 'done' && broken === null;
  return { ok, json: { ok, bureau, import: done, problems } };
}
