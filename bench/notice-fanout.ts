import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import bureauData from '../src/directory/data/bureaus.json' with { type: 'json' };
import type { Node } from '../src/node.ts';
import { systemScope } from '../src/platform/index.ts';
import { type IssueDesk, openIssueDesk } from './issue-desk.ts';
import { measureCatchUp } from './notice-catch-up.ts';
import { dataDirOf, enrolAll, type FollowerHouse, openFollowerHouse, type Place } from './notice-followers.ts';
import { startPlainSource } from './notice-plain.ts';
import { percentile, rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

/** Washington, which issues, is one of them. */
const SIZES = [24, 48, 97, 195];
const ROUNDS = 20;
const WARM_UP = 3;
const HOUSES = 2;
/** After a notice, for the holders' confirmations that it sets off. */
const QUIET_MS = 1_000;
const ENTRIES = 100_000;

/**
 * One notice to every bureau of the organisation on one machine: from the reviewer's last word to the last follower's commit,
 * each with a database of its own, hosted by the hundred. `--n FOLLOWERS` measures with fewer, and catches up with as many
 * hundred entries.
 */
export const noticeFanout: Bench = {
  summary: 'one notice to 195 followers, its growth, and a follower that catches up from zero',
  async run(context) {
    const most = context.n ?? 195;
    await using workplace = await createWorkplace();
    await using launched = await workplace.start(['IPSG', 'US']);
    const [ipsg, us] = [launched.node('IPSG'), launched.node('US')];
    {
      await using stack = new AsyncDisposableStack();
      const houses: FollowerHouse[] = [];
      for (let n = 0; n < HOUSES; n++) houses.push(stack.use(await openFollowerHouse()));
      const desk = await openIssueDesk({ us, ipsg });
      const codes = bureauData.bureaus.map((one) => one.code).filter((code) => code !== 'US' && code !== 'IPSG');
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const source = stack.use(await startPlainSource(privateKey));
      const jwk = publicKey.export({ format: 'jwk' });
      let running = 1;
      const sizes = [...SIZES.filter((size) => size < most), most];
      for (const size of sizes) {
        context.signal.throwIfAborted();
        await startMore(workplace, ipsg, houses, codes.slice(running - 1, size - 1), running - 1);
        running = size;
        context.say(`${size} bureaus run`);
        await allFollowed(ipsg, houses);
        context.say('they have followed the feed to its end');
        const isLast = size === most;
        const times = await measure(context, desk, houses, isLast ? ROUNDS : Math.ceil(ROUNDS / 3));
        const plain = await measurePlain(source, houses, jwk, isLast ? ROUNDS : Math.ceil(ROUNDS / 3));
        context.say(
          `${size} followers: last after ${rounded(percentile(times, 50))} ms, plain ${rounded(percentile(plain, 50))} ms`,
        );
        const emit = (name: string, p: number): void =>
          context.emit({
            name,
            value: rounded(percentile(times, p)),
            unit: 'ms',
            peer: `fetch, ES256 verify and two inserts in ${size - 1} databases`,
            peerValue: rounded(percentile(plain, p)),
            ratio: rounded(percentile(plain, p) / percentile(times, p)),
          });
        emit(`notice-fanout.followers-${size}`, 50);
        if (!isLast) continue;
        emit('notice-fanout.p50', 50);
        emit('notice-fanout.p99', 99);
      }
    }
    await measureCatchUp(context, workplace, ipsg, context.n === undefined ? ENTRIES : context.n * 100);
  },
};

async function startMore(
  workplace: Workplace,
  ipsg: Node,
  houses: readonly FollowerHouse[],
  codes: readonly string[],
  offset: number,
): Promise<void> {
  const { rootFingerprint } = ipsg.config.ipsg;
  const places: Place[] = [];
  for (const code of codes) {
    const databaseUrl = await workplace.copy(code);
    const dataDir = dataDirOf(workplace.folder, code);
    places.push({ code, databaseUrl, dataDir, ipsg: { url: ipsg.url, rootFingerprint } });
  }
  const statements = await Promise.all(
    houses.map((house, n) => house.start(places.filter((_place, at) => (at + offset) % houses.length === n))),
  );
  await enrolAll(ipsg, statements.flat());
}

async function allFollowed(ipsg: Node, houses: readonly FollowerHouse[]): Promise<void> {
  await sleep(500);
  const { feed } = await ipsg.db.tx(systemScope('IPSG'), (tx) => ipsg.federation.status(tx));
  await Promise.all(houses.map((house) => house.followed(feed.size)));
}

/** Each round: how long until the last follower has verified and stored it, ms. */
async function measure(
  context: BenchContext,
  desk: IssueDesk,
  houses: readonly FollowerHouse[],
  rounds: number,
): Promise<number[]> {
  const lasts: number[] = [];
  for (let n = 0; n < rounds + WARM_UP; n++) {
    context.signal.throwIfAborted();
    const prepared = await desk.prepare();
    await sleep(QUIET_MS);
    const stored = houses.map((house) => house.stored(prepared.wireId));
    // The houses have heard the question before it begins.
    await sleep(50);
    const begun = performance.timeOrigin + performance.now();
    await prepared.issue();
    const times = (await Promise.all(stored)).flat();
    if (n >= WARM_UP) lasts.push(Math.max(...times) - begun);
  }
  return lasts;
}

async function measurePlain(
  source: { offer(body: object): string },
  houses: readonly FollowerHouse[],
  jwk: object,
  rounds: number,
): Promise<number[]> {
  const lasts: number[] = [];
  const form = { summary: 'Invented facts of an invented matter. '.repeat(30) };
  for (let n = 0; n < rounds + WARM_UP; n++) {
    await sleep(100);
    const begun = performance.timeOrigin + performance.now();
    const url = source.offer({ id: crypto.randomUUID(), form });
    const times = (await Promise.all(houses.map((house) => house.plain(url, jwk)))).flat();
    if (n >= WARM_UP) lasts.push(Math.max(...times) - begun);
  }
  return lasts;
}
