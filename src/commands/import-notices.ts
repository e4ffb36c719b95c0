import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DEFAULT_SOURCE, importSource, type NoticeImportProblem, type NoticeImportView } from '../notices/contract.ts';
import { phrases } from '../notices/phrases.ts';
import { type Command, type CommandInput, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

/** Problems printed; all of them are in the console. */
const PRINTED = 1_000;
const COLOURS = ['red', 'yellow', 'un'] as const;
const WIDTH = 24;

/** Copies of notices from a file. */
export const importNotices: Command = {
  name: 'import notices',
  summary: 'bring notices in from a file: our own copies, or what the public notices API answered',
  usage: 'FILE [--source NAME] [--colour red|yellow|un] [--complete] [--preview] | --undo ID',
  options: {
    source: { type: 'string', default: DEFAULT_SOURCE },
    colour: { type: 'string' },
    complete: { type: 'boolean' },
    preview: { type: 'boolean' },
    undo: { type: 'string' },
    bureau: { type: 'string' },
  },
  help: [
    'FILE             one notice, an array of them, a page of a list, or one after another (JSON lines)',
    '--source NAME    whose records these are; the same number of another source is another notice',
    '--colour COLOUR  of records that do not say it: red, yellow or un',
    '--complete       the file is all that its source has: copies from it that it does not name are removed',
    '--preview        says what is in the file, and takes nothing',
    '--undo ID        takes an import back: what it added goes, what it changed is as it was',
    '--bureau CODE    into this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'What comes in is a read-only copy with its source and date, screened against like any notice in force.',
    'Run again on the same file after it was stopped it goes on; run again after it was done it merges everything.',
  ],
  async run(input) {
    const undo = text(input, 'undo');
    if (undo !== undefined) return takeBack(input, undo);
    const [path, more] = input.positionals;
    if (path === undefined || more !== undefined) throw new UsageError('expected: import notices FILE');
    const source = importSource.safeParse(text(input, 'source'));
    if (!source.success) throw new UsageError('--source: expected a name of 2 to 80 characters');
    const asked = text(input, 'colour');
    const colour = COLOURS.find((one) => one === asked) ?? null;
    if (asked !== undefined && colour === null) throw new UsageError(`--colour: expected ${COLOURS.join(', ')}`);
    const info = await stat(path).catch(() => null);
    if (!info?.isFile() || info.size === 0) throw new UsageError(`${path}: expected a file with something in it`);
    const sha256 = await sha256Of(path);
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau to import into: --bureau CODE');
      const { files } = node.notices;
      if (input.values.preview === true) {
        const found = await files.preview(path, { source: source.data, colour });
        const colours = Object.entries(found.colours).map(([name, n]) => `${n} ${name}`);
        input.say(
          `${found.whole ? 'all' : 'the first'} ${found.looked}: ${found.readable} readable, ${found.refused} refused`,
        );
        input.say(colours.join(', '));
        for (const problem of found.problems) process.stderr.write(`${sayProblem(problem)}\n`);
        return { ok: true, json: { ok: true, preview: found } };
      }
      const done = await files.import({
        path,
        fileName: basename(path),
        size: info.size,
        sha256,
        source: source.data,
        colour,
        complete: input.values.complete === true,
        progress: progressBar(),
      });
      const problems: NoticeImportProblem[] = [];
      for await (const problem of files.problems(done.id)) {
        if (problems.length === PRINTED) break;
        problems.push(problem);
        process.stderr.write(`${sayProblem(problem)}\n`);
      }
      await node.audit.sealNow();
      const { read, accepted, merged, refused, removed, broken } = done;
      input.say(
        `${node.code}: ${read} notices read from "${done.source}": ${accepted} new, ${merged} merged, ${refused} refused, ${removed} removed`,
      );
      if (broken !== null) input.say(`the file could not be read to its end: ${phrases[broken]?.en ?? broken}`);
      input.say(`import ${done.id}`);
      const ok = done.state === 'done' && broken === null;
      return { ok, json: { ok, bureau: node.code, import: done, problems } };
    });
  },
};

async function takeBack(input: CommandInput, id: string) {
  return withBureaus(ofOne(input), async (nodes) => {
    const [node] = nodes;
    if (!node) throw new UsageError('no bureau: --bureau CODE');
    const undone = await node.notices.files.undo(id);
    await node.audit.sealNow();
    const ok = undone.state === 'undone';
    input.say(ok ? `${node.code}: import ${id} is taken back` : `${node.code}: import ${id} is ${undone.state}`);
    return { ok, json: { ok, bureau: node.code, import: undone } };
  });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** On standard error: in place on a terminal, a line every few seconds elsewhere. */
function progressBar(): (now: NoticeImportView) => void {
  let last = 0;
  let said = '';
  return (now) => {
    const isLast = now.state !== 'running';
    if (!isLast && Date.now() - last < (process.stderr.isTTY ? 200 : 5_000)) return;
    last = Date.now();
    const part = now.bytesRead / Math.max(1, now.size);
    const full = Math.round(part * WIDTH);
    const bar = `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.floor(part * 100)} %`;
    const line = `${bar} ${now.read} notices: ${now.accepted} new, ${now.merged} merged, ${now.refused} refused`;
    if (line === said) return;
    said = line;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
}

function sayProblem(problem: NoticeImportProblem): string {
  const words = (phrases[problem.code]?.en ?? problem.code).replaceAll(/\{(\w+)\}/g, (all, name: string) =>
    String(problem.params[name] ?? all),
  );
  const where = `line ${problem.line}, notice ${problem.record}${problem.pointer && ` (${problem.pointer})`}`;
  // What a file says is shown without what would steer a terminal.
  return `${where}: ${problem.refused ? 'refused: ' : ''}${words}`.replaceAll(/\p{Cc}/gu, ' ');
}
