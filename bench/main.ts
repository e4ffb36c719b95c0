import { parseArgs } from 'node:util';
import { deskLive } from './desk-live.ts';
import { exchange } from './exchange.ts';
import { hashImport } from './hash-import.ts';
import { hosting } from './hosting.ts';
import { icseLookup } from './icse-lookup.ts';
import { imagehashHash } from './imagehash-hash.ts';
import { imagehashMatch } from './imagehash-match.ts';
import { imagehashRobustness } from './imagehash-robustness.ts';
import { names } from './names.ts';
import { namesQuality } from './names-quality.ts';
import { noticeFanout } from './notice-fanout.ts';
import { noticesApi } from './notices-api.ts';
import { noticesImport } from './notices-import.ts';
import { predator } from './predator.ts';
import { scan } from './scan.ts';
import { screening } from './screening.ts';
import { tips } from './tips.ts';
import type { Bench, BenchRow } from './types.ts';

/** Every bench by name; its rows are named `NAME.metric`. */
const benches: Readonly<Record<string, Bench>> = {
  'desk-live': deskLive,
  exchange,
  'hash-import': hashImport,
  hosting,
  'icse-lookup': icseLookup,
  'imagehash-hash': imagehashHash,
  'imagehash-match': imagehashMatch,
  'imagehash-robustness': imagehashRobustness,
  'notices-api': noticesApi,
  'notices-import': noticesImport,
  predator,
  'notice-fanout': noticeFanout,
  names,
  'names-quality': namesQuality,
  scan,
  screening,
  tips,
};

const USAGE = 'usage: npm run bench -- [NAME …] [--n COUNT] [--json]';

/** `npm run bench`: all benches or the named ones, one after another. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, n: { type: 'string' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    const list = Object.entries(benches).map(([name, bench]) => `  ${name.padEnd(16)} ${bench.summary}`);
    process.stderr.write(`no bench ${unknown.join(', ')}\n${USAGE}\n${list.join('\n')}\n`);
    return 2;
  }
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort());
  const rows: BenchRow[] = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
    await benches[name]?.run({
      signal: stopped.signal,
      n: values.n === undefined ? undefined : Number(values.n),
      say: (text) => process.stderr.write(`${name}: ${text}\n`),
      emit(row) {
        rows.push(row);
        if (values.json) process.stdout.write(`${JSON.stringify(row)}\n`);
      },
    });
  }
  if (!values.json) process.stdout.write(table(rows));
  return 0;
}

function table(rows: readonly BenchRow[]): string {
  const head = ['name', 'value', 'unit', 'peer value', 'ratio', 'peer'];
  const cells = rows.map((row) => [
    row.name,
    String(row.value),
    row.unit,
    row.peerValue === undefined ? '' : String(row.peerValue),
    row.ratio === undefined ? '' : String(row.ratio),
    row.peer ?? '',
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) =>
        at >= 1 && at <= 4 && at !== 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return `${[head, ...cells].map(line).join('\n')}\n`;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
