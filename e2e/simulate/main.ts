import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Databases, openDatabases } from './databases.ts';
import { runSeed, type SeedReport } from './run-seed.ts';

const USAGE =
  'usage: npm run simulate -- [--bureaus N] [--seed S | --seeds K] [--verify] [--trace FILE] [--log LEVEL] [--json]';

/** `npm run simulate`: a federation in virtual time, with faults drawn from a seed. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      bureaus: { type: 'string', default: '5' },
      seed: { type: 'string' },
      seeds: { type: 'string' },
      verify: { type: 'boolean', default: false },
      trace: { type: 'string' },
      log: { type: 'string', default: 'silent' },
      json: { type: 'boolean', default: false },
    },
  });
  const bureaus = number(values.bureaus, '--bureaus', 2, 20);
  const seeds =
    values.seeds === undefined
      ? [number(values.seed ?? String(Math.floor(Math.random() * 1e6)), '--seed', 0, 2 ** 27)]
      : Array.from({ length: number(values.seeds, '--seeds', 1, 10_000) }, (_, n) => n + 1);
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (stopped = true));
  await using databases = await openDatabases();
  let failed = 0;
  let passed = 0;
  const waiting = [...seeds];
  const work = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      if (stopped) throw new Error('stopped by a signal');
      const begun = performance.now();
      const report = await runSeed(databases, { seed, bureaus, run: `${seed}`, logLevel: values.log });
      const repeats = values.verify ? await repeat(databases, report, values.log) : true;
      const ok = report.ok && repeats;
      if (ok) passed++;
      else failed++;
      if (values.trace !== undefined) await writeFile(values.trace, `${report.trace.join('\n')}\n`);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      process.stdout.write(
        values.json
          ? `${JSON.stringify(line(report, ok, values.verify ? repeats : undefined))}\n`
          : text(report, ok, repeats, seconds),
      );
    }
  };
  // Two federations at a time: one computes while the other waits for PostgreSQL. Each keeps its own order and time.
  await Promise.all([work(), work()]);
  if (!values.json && values.seeds !== undefined) process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** The same seed once more: trace and verdict must be the same, to the last line. */
async function repeat(databases: Databases, first: SeedReport, logLevel: string): Promise<boolean> {
  const again = await runSeed(databases, { ...first, run: `${first.seed}_again`, logLevel });
  if (again.digest === first.digest) return true;
  const at = again.trace.findIndex((one, n) => one !== first.trace[n]);
  process.stderr.write(
    `the second run parts from the first at line ${at + 1} of the trace:\n  ${first.trace[at]}\n  ${again.trace[at]}\n`,
  );
  return false;
}

function line(report: SeedReport, ok: boolean, repeats: boolean | undefined) {
  const { trace: _trace, ok: _ok, ...told } = report;
  return { ok, ...told, ...(repeats === undefined ? {} : { repeats }) };
}

function text(report: SeedReport, ok: boolean, repeats: boolean, seconds: string): string {
  const faults = Object.entries(report.faults).map(([name, count]) => `${name} ${count}`);
  const lines = [
    `seed ${report.seed}: ${ok ? 'ok' : 'FAILED'}; ${report.bureaus} bureaus and the Secretariat, ${report.messages} messages, ${report.entries} feed entries, ${report.requests} signed requests; ${report.hours} virtual hours, ${report.transactions} transactions, ${seconds} s`,
    `  faults: ${faults.join(', ')}`,
    ...report.left.map((what) => `  still under way: ${what}`),
    ...Object.entries(report.verdicts).flatMap(([name, problems]: [string, string[]]) =>
      problems.slice(0, 10).map((problem) => `  ${name}: ${problem}`),
    ),
    ...(repeats ? [] : ['  a second run of this seed went another way']),
    `  trace ${report.digest}`,
  ];
  return `${lines.join('\n')}\n`;
}

function number(value: string, name: string, least: number, most: number): number {
  const n = Number(value);
  if (!Number.isSafeInteger(n) || n < least || n > most)
    throw new Error(`${name}: expected ${least} to ${most}\n${USAGE}`);
  return n;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
