import { parseArgs } from 'node:util';
import { type FuzzTarget, runFuzz } from './run-fuzz.ts';
import { tipsTargets } from './tips.ts';

const TARGETS: Readonly<Record<string, () => Promise<readonly FuzzTarget[]>>> = { tips: tipsTargets };
const USAGE = 'usage: npm run fuzz -- tips [--runs N] [--seed S] [--from RUN] [--json]';

/** `npm run fuzz`: mutants of good documents given to whatever reads strangers' documents. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '20000' },
      seed: { type: 'string' },
      from: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
    },
  });
  const load = TARGETS[positionals[0] ?? ''];
  if (!load || positionals.length > 1) throw new Error(USAGE);
  const seed = number(values.seed ?? String(Math.floor(Math.random() * 1e6)), '--seed', 0);
  const runs = number(values.runs, '--runs', 1);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  const begun = performance.now();
  const report = await runFuzz(await load(), {
    runs,
    seed,
    from: number(values.from, '--from', 0),
    signal: stop.signal,
    progress: (done) => {
      if (done % 50_000 === 0) process.stderr.write(`${done} of ${runs}\n`);
    },
  });
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  const ok = report.failures.length === 0 && report.runs === runs;
  if (values.json) process.stdout.write(`${JSON.stringify({ ok, seed, seconds, megabytes, ...report })}\n`);
  else {
    process.stdout.write(
      `seed ${seed}: ${report.runs} mutants, ${report.read} read, ${report.refused} refused with a reason, ${report.failures.length} failed; slowest ${report.slowestMs} ms, ${megabytes} MB, ${seconds} s\n`,
    );
    for (const one of report.failures)
      process.stdout.write(`${one.target}, run ${one.run}:\n  ${one.problem}\n  ${one.mutant}\n`);
  }
  return ok ? 0 : 1;
}

function number(value: string, name: string, least: number): number {
  const n = Number(value);
  if (!Number.isSafeInteger(n) || n < least)
    throw new Error(`${name}: expected a whole number from ${least}\n${USAGE}`);
  return n;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
