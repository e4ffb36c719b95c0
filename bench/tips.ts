import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Node } from '../src/node.ts';
import { systemScope } from '../src/platform/index.ts';
import type { RulesView } from '../src/tips/contract.ts';
import { signInNew } from './issue-desk.ts';
import { inParallel, median, rounded } from './statistics.ts';
import { ABROAD_EVERY, reportXml } from './tips-report.ts';
import type { Bench, BenchContext } from './types.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

const DEFAULT = 4_000;
const ROUNDS = 3;
/** A large provider's software sends side by side. */
const CONCURRENCY = 64;
const CLIENT = fileURLToPath(new URL('./tips-client.ts', import.meta.url));
const PEER = 'the raw XML alone inserted with pg over ten connections, a row and a commit each, no HTTP, no checks';

/**
 * Reports as a provider sends them, over HTTP to their end: parsed, validated, stored, owed, on the record, triaged and routed. Seven
 * of eight go to a task force by themselves, the dearer way, each owed its feedback; one points abroad and waits for a person.
 */
export const tips: Bench = {
  summary: 'CyberTipline reports a second received over HTTP and durably done, beside inserting the raw XML alone',
  async run(context) {
    const reports = context.n ?? DEFAULT;
    await using workplace = await createWorkplace();
    const launched = await workplace.start(['IPSG', 'US']);
    try {
      const us = launched.node('US');
      const { username, password } = await us.tips.createProvider({ username: 'bench-provider', name: 'Bench' });
      const credentials = Buffer.from(`${username}:${password}`).toString('base64');
      await letGo(us);
      let first = 0;
      const send = async (count: number): Promise<{ ms: number; p50: number; p99: number }> => {
        const answer = await runClient(context, [us.url, credentials, count, CONCURRENCY, first]);
        first += count;
        return answer;
      };
      context.say('warming up');
      await send(Math.min(1_000, reports));
      await using plain = await openPlain(workplace);
      await plain.insert(1_000);
      const rates = { ours: [] as number[], plain: [] as number[] };
      const latencies: number[] = [];
      const cpu: number[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        const before = process.cpuUsage();
        const sent = await send(reports);
        const used = process.cpuUsage(before);
        rates.ours.push((reports / sent.ms) * 1_000);
        latencies.push(sent.p99);
        cpu.push((used.user + used.system) / 1_000 / reports);
        rates.plain.push(await plain.insert(reports));
        context.say(
          `round ${round}: ${Math.round(rates.ours.at(-1) ?? 0)}/s, ${cpu.at(-1)?.toFixed(2)} ms of CPU each in the server, p99 ${Math.round(sent.p99)} ms; plain ${Math.round(rates.plain.at(-1) ?? 0)}/s`,
        );
      }
      await assertDone(us, first);
      const [value, peerValue] = [median(rates.ours), median(rates.plain)];
      context.emit({
        name: 'tips.rate',
        value: rounded(value),
        unit: 'reports/s',
        peer: PEER,
        peerValue: rounded(peerValue),
        ratio: rounded(value / peerValue),
      });
      context.emit({ name: 'tips.p99', value: rounded(median(latencies)), unit: 'ms from its opening to its end' });
      context.emit({ name: 'tips.cpu', value: rounded(median(cpu)), unit: 'ms of CPU a report in the server' });
    } finally {
      await launched.stop();
    }
  },
};

async function runClient(
  context: BenchContext,
  args: readonly (string | number)[],
): Promise<{ ms: number; p50: number; p99: number }> {
  const child = spawn(process.execPath, [CLIENT, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal: context.signal,
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the provider's software ended with ${code}`);
  return JSON.parse(text) as { ms: number; p50: number; p99: number };
}

/** Rules that let clear-cut reports go by themselves: drafted by one supervisor, tried, and switched on by another. */
async function letGo(us: Node): Promise<void> {
  const [author, other] = [await signInNew(us, 'supervisor'), await signInNew(us, 'supervisor')];
  const shipped = (await author.get<{ items: RulesView[] }>('/api/tip-rules')).items[0];
  const rules = { ...shipped?.rules, automatic: { ...shipped?.rules.automatic, domestic: true } };
  const draft = { base: shipped?.version, rules, reason: 'Clear-cut reports go at once' };
  const { version } = await author.post<{ version: number }>('/api/tip-rules', draft);
  await author.post(`/api/tip-rules/${version}/simulate`, { days: 30 });
  await other.post(`/api/tip-rules/${version}/switch-on`, { reason: 'For the bench' });
}

/** Each of them is whole, routed to a task force or proposed for a bureau abroad, has its work or its end, and is on the record. */
async function assertDone(us: Node, count: number): Promise<void> {
  await us.audit.sealNow();
  const [found] = await us.db.tx(systemScope('US'), (tx) =>
    tx.query<{ whole: number; owed: number; routed: number; referred: number; proposed: number; entries: number }>(
      `SELECT count(*) FILTER (WHERE completed_at IS NOT NULL)::int AS whole,
         count(*) FILTER (WHERE state = 'open')::int AS owed, count(*) FILTER (WHERE state = 'routed')::int AS routed,
         (SELECT count(DISTINCT tip_id)::int FROM tips_referral) AS referred,
         (SELECT count(*)::int FROM tips_routing r JOIN tips_tip t ON t.id = r.tip_id WHERE t.state = 'open' AND 'abroad' = ANY(r.waits)) AS proposed,
         (SELECT count(*)::int FROM audit_entry WHERE act = 'tip.completed') AS entries FROM tips_tip`,
    ),
  );
  const abroad = Math.floor(count / ABROAD_EVERY);
  if (
    found?.whole !== count ||
    found.entries !== count ||
    found.routed !== count - abroad ||
    found.referred !== found.routed ||
    found.owed !== abroad ||
    found.proposed !== abroad
  )
    throw new Error(`not all of them were done: ${JSON.stringify(found)} of ${count}`);
  const { balanced } = await us.conservation();
  if (!balanced) throw new Error('the accounts of ledger, work and tables differ');
}

async function openPlain(workplace: Workplace): Promise<AsyncDisposable & { insert(count: number): Promise<number> }> {
  const pool = new pg.Pool({ connectionString: await workplace.database('plain_tips'), max: 10 });
  await pool.query('CREATE TABLE raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, xml text NOT NULL)');
  return {
    /** Rows a second. */
    async insert(count) {
      const begun = performance.now();
      await inParallel(count, CONCURRENCY, (n) => pool.query('INSERT INTO raw (xml) VALUES ($1)', [reportXml(n)]));
      return (count / (performance.now() - begun)) * 1_000;
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
