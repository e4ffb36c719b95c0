import { parseArgs } from 'node:util';
import { type CallCounts, Caller } from './caller.ts';
import { compare } from './compare.ts';
import { openDatabases } from './databases.ts';
import { type Code, type Fleet, startFleet } from './fleet.ts';
import { killAround } from './killer.ts';
import { loadAnswers, loadMessages } from './load-messages.ts';
import { loadNotices } from './load-notices.ts';
import { loadRequests } from './load-requests.ts';
import { createRandom, type Random } from './random.ts';
import { printReport, type Report } from './report.ts';
import { settle } from './settle.ts';
import { createTally, type Tally } from './tally.ts';
import { takeCheckpoints, verify } from './verify.ts';

const SETTLE_MS = 120_000;

/** `npm run chaos -- --kills N [--seed S] [--json]`: kills bureaus and PostgreSQL while they work, then counts. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '15' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const kills = positive(values.kills, '--kills');
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : positive(values.seed, '--seed');
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => abort.abort(new Error(`stopped by ${signal}`)));

  const fleet = await startFleet(abort.signal);
  const onExit = (): void => fleet.killAtOnce();
  process.once('exit', onExit);
  try {
    const report = await run(fleet, { kills, seed, signal: abort.signal, say });
    printReport(report, { json: values.json, say });
    if (!report.ok) say(await fleet.logTails());
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!abort.signal.aborted) say(await fleet.logTails());
    throw error;
  } finally {
    await fleet.stop();
    process.off('exit', onExit);
  }
}

interface RunOptions {
  readonly kills: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

async function run(fleet: Fleet, { kills, seed, signal, say }: RunOptions): Promise<Report> {
  const begun = Date.now();
  const name = `CX${seed.toString(36).toUpperCase().padStart(6, '0')}`;
  const tally = createTally();
  const calls: CallCounts = { retried: 0, internal: 0, signedOut: 0 };
  await using db = openDatabases(fleet);
  const load = await startLoad(fleet, { name, tally, calls, random: createRandom(seed + 1), signal });
  const checkpoints = new Map<Code, string[]>();
  await takeCheckpoints(db, checkpoints);
  say(`three bureaus work; ${kills} kills begin (seed ${seed})`);

  const every = Math.max(5, Math.floor(kills / 20));
  const killed = killAround(fleet, {
    kills,
    random: createRandom(seed),
    signal,
    acknowledged: () => acknowledged(tally),
    async onKill(done, target) {
      if (done % every !== 0 && done !== kills) return;
      say(`${done} kills, the last of ${target}: ${acknowledged(tally)} acknowledged so far`);
      await takeCheckpoints(db, checkpoints);
    },
  });
  // A worker that fails ends the run: what it was refused is a defect.
  const byTarget = await Promise.race([killed, load.failed]);
  await Promise.all(Object.values(fleet.bureaus).map((bureau) => bureau.untilReady(signal, 60_000)));
  await Promise.race([load.finish(), load.failed]);
  const left = await settle(db, tally, SETTLE_MS, signal);
  const { lost, doubled, kept } = await compare(db, tally, name);
  const days = [...new Set([begun, Date.now()].map((at) => new Date(at).toISOString().slice(0, 10)))];
  const verified = await verify(fleet, checkpoints, days);
  const crashes = Object.values(fleet.bureaus).flatMap((bureau) => bureau.crashes);
  const problems = [lost, doubled, kept, left, crashes, verified.ledgers, verified.conservation, verified.digests];
  return {
    ok: problems.every((list) => list.length === 0) && acknowledged(tally) > 0,
    kills,
    byTarget,
    seed,
    seconds: Math.round((Date.now() - begun) / 1000),
    acknowledged: acknowledged(tally),
    byKind: countByKind(tally),
    lost,
    doubled,
    kept,
    left,
    crashes,
    calls,
    verified,
  };
}

interface Load {
  /** Lets every worker finish what it began. */
  finish(): Promise<void>;
  /** Rejects when one of them fails. */
  readonly failed: Promise<never>;
}

async function startLoad(
  fleet: Fleet,
  options: { name: string; tally: Tally; calls: CallCounts; random: Random; signal: AbortSignal },
): Promise<Load> {
  const { name: run, tally, calls, random, signal } = options;
  const person = async (code: Code, username: string): Promise<Caller> =>
    new Caller({ url: fleet.bureaus[code].url, login: await fleet.login(code, username), counts: calls, signal });
  const people = {
    author: await person('US', 'fenwick'),
    submitter: await person('US', 'delacroix'),
    reviewer: await person('IPSG', 'moreau'),
  };
  const [officer, asker, answerer] = [
    await person('US', 'oakhurst'),
    await person('US', 'abara'),
    await person('NL', 'dewit'),
  ];
  await Promise.all([...Object.values(people), officer, asker, answerer].map((caller) => caller.signIn()));
  let going = true;
  let answering = true;
  const asking = [
    loadRequests(officer, tally, run, () => going),
    loadMessages(asker, tally, { run, random, going: () => going }),
    ...[1, 2].map((worker) => loadNotices(people, tally, { run, worker, random, going: () => going })),
  ];
  const answers = loadAnswers(answerer, tally, { run, going: () => answering });
  const failed = Promise.all([...asking, answers]).then(() => new Promise<never>(() => {}));
  failed.catch(() => undefined);
  return {
    async finish() {
      going = false;
      await Promise.all(asking);
      answering = false;
      await answers;
    },
    failed,
  };
}

const acknowledged = (tally: Tally): number => Object.values(countByKind(tally)).reduce((sum, n) => sum + n, 0);

const countByKind = (tally: Tally): Record<'requests' | 'messages' | 'answers' | 'notices' | 'endings', number> => ({
  requests: tally.requests.length,
  messages: tally.messages.length,
  answers: tally.answers.length,
  notices: tally.notices.filter((one) => one.state !== 'submitted').length,
  endings: tally.notices.filter((one) => one.state === 'withdrawn' || one.state === 'cancelled').length,
});

function positive(text: string, name: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < 1) throw new Error(`${name}: expected a number from 1 on`);
  return n;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`chaos: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
