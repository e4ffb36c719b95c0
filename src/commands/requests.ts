import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { BULK_COLUMNS, REQUEST_STATES } from '../cases/contract.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { sayCode } from './say-code.ts';
import { withBureaus } from './with-bureaus.ts';

const BUREAU = '--bureau CODE   of this bureau (default: the first national one of HOMEWARD_BUREAUS)';

/** Requests of agencies from a CSV: each gets its number and owes its call-back, as if it had been written by hand. */
export const requestsImport: Command = {
  name: 'requests import',
  summary: 'bring in requests for assistance from a CSV file',
  usage: 'FILE [--preview] [--refused FILE]',
  options: { preview: { type: 'boolean' }, refused: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    `FILE            CSV with named columns: ${BULK_COLUMNS.slice(0, 12).join(', ')} …`,
    '                (all of them in docs/guide/intake.md); at most 500 rows',
    '--preview       says what would happen, and takes nothing',
    '--refused FILE  writes the refused rows with their reasons, to put right and bring in again',
    BUREAU,
    'It can be taken back while nobody has begun to work on it: homeward requests undo ID.',
  ],
  async run(input) {
    const [path, more] = input.positionals;
    if (path === undefined || more !== undefined) throw new UsageError('expected: requests import FILE');
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) throw new UsageError(`${path}: expected a file`);
    const file = { fileName: basename(path).slice(0, 200), csv: await readFile(path, 'utf8') };
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node || node.code === 'IPSG') throw new UsageError('no national bureau to import into: --bureau CODE');
      const isPreview = input.values.preview === true;
      const found = isPreview ? await node.cases.requests.preview(file) : await node.cases.requests.bringIn(file);
      await node.audit.sealNow();
      for (const { line, column, code, params } of found.problems) {
        process.stderr.write(`line ${line}${column && `, ${column}`}: ${sayCode(code, params)}\n`);
      }
      const target = text(input, 'refused');
      if (target !== undefined && found.problems.length > 0) await writeFile(target, found.refusedCsv);
      const taken = 'taken' in found ? found.taken : [];
      for (const row of taken) input.say(`line ${row.line}: ${row.number}`);
      input.say(
        'good' in found
          ? `${found.rows} rows, ${found.good} of them can be taken`
          : `${taken.length} of ${found.rows} taken${found.id ? `; taken back with: homeward requests undo ${found.id}` : ''}`,
      );
      const { refusedCsv: _refused, ...rest } = found;
      const ok = found.problems.length === 0;
      return { ok, json: { ok, bureau: node.code, ...rest } };
    });
  },
};

export const requestsUndo: Command = {
  name: 'requests undo',
  summary: 'take back a file of requests, as far as nobody has begun to work on them',
  usage: 'ID',
  options: { bureau: { type: 'string' } },
  help: ['ID              of the import, as it was told', BUREAU],
  async run(input) {
    const [id] = input.positionals;
    if (id === undefined || !/^[0-9a-f-]{36}$/.test(id)) throw new UsageError('expected: requests undo ID');
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const { withdrawn, kept } = await node.cases.requests.undo(id);
      await node.audit.sealNow();
      input.say(`${withdrawn} withdrawn, ${kept} kept`);
      return { ok: true, json: { ok: true, bureau: node.code, withdrawn, kept } };
    });
  },
};

export const requestsList: Command = {
  name: 'requests',
  summary: 'list requests for assistance, newest first',
  usage: '[--state STATE] [--limit N]',
  options: { state: { type: 'string' }, limit: { type: 'string', default: '50' }, bureau: { type: 'string' } },
  help: [`--state STATE   ${REQUEST_STATES.join(', ')}`, '--limit N       at most so many (default 50)', BUREAU],
  async run(input) {
    const state = text(input, 'state');
    if (state !== undefined && !(REQUEST_STATES as readonly string[]).includes(state)) {
      throw new UsageError(`--state: expected ${REQUEST_STATES.join(', ')}`);
    }
    const limit = Number(text(input, 'limit'));
    if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new UsageError('--limit: expected 1 to 1000');
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const items = await node.cases.requests.list({ ...(state ? { state } : {}), limit });
      for (const item of items) {
        const from = item.agency ?? item.from ?? '';
        input.say(
          `${item.number}  ${item.state.padEnd(9)}  ${item.urgency.padEnd(12)}  ${from.padEnd(9)}  ${item.caseNumber ?? ''}`,
        );
      }
      return { ok: true, json: { ok: true, bureau: node.code, requests: items } };
    });
  },
};
