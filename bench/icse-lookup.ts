import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as wire from '../src/identification/wire.ts';
import type { Node } from '../src/node.ts';
import { databaseUrl } from '../src/platform/postgres/index.ts';
import { changed, fillPictures, hashOf, settleDatabase, withoutIndexes } from './icse-fill.ts';
import { startLyon } from './icse-lyon-process.ts';
import { openPlainSearch } from './icse-plain.ts';
import { inParallel, median, percentile, rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';
import { createWorkplace } from './workplace.ts';

const PICTURES = 1_000_000;
/** Warm: Lyon answers all day, and the first hundreds of questions are those in which its code is compiled. */
const QUESTIONS = { warmUp: 500, measured: 1_000 };
/** As large as a signed request may be. */
const BATCH = 256;
const RATE = { atOnce: 2, warmUp: 2, measured: 40 };
/** The plain search takes seconds for each picture. */
const PLAIN = { one: 3, many: 3 };
const FOLLOWED = 40;
/** Pictures that come in at once while questions go on. */
const BURST = { times: 5, pictures: 20_000 };
/** One picture in ten is known, 20 of its 256 bits changed. */
const KNOWN = 10;

/**
 * The look-up service at Lyon, in a process of its own over its own database, asked by a bureau with real signed requests: every
 * question is remembered, on the ledger and answered with series and contributors.
 */
export const icseLookup: Bench = {
  summary: 'look-ups at Lyon: one hash, hashes a second, how soon new pictures are found, restart (--n pictures)',
  async run(context) {
    const pictures = context.n ?? PICTURES;
    await using workplace = await createWorkplace();
    await using bureaus = await workplace.start(['IPSG', 'US']);
    const [ipsg, us] = [bureaus.node('IPSG'), bureaus.node('US')];
    await ipsg.close();
    const place = {
      dataDir: workplace.folder,
      adminUrl: workplace.postgres.adminUrl,
      port: Number(new URL(ipsg.url).port),
    };
    const url = databaseUrl(place.adminUrl, 'homeward_ipsg');
    context.say(`${pictures} pictures into Lyon's database`);
    await withoutIndexes(url, () => fillPictures(url, 0, pictures));
    await settleDatabase(url);
    const bench = { context, us, url, pictures };

    context.say('Lyon starts, and makes its index from the database');
    let begun = performance.now();
    {
      await using lyon = await startLyon(place);
      await ask(us, [question(0)]);
      const anew = (performance.now() - begun) / 1000;
      await measureOne(bench);
      await measureRate(bench);
      await measureFollow(bench);
      await measureStall(bench);
      await saved(context, join(place.dataDir, 'ipsg', 'index', 'media.index'));
      lyon.kill();
      await lyon.ended;
      context.emit({ name: 'icse-lookup.start-anew', value: rounded(anew), unit: 's' });
    }
    begun = performance.now();
    await using _again = await startLyon(place);
    const found = await ask(us, [question(0)]);
    if (found.length === 0) throw new Error('Lyon came back without its pictures');
    context.emit({ name: 'icse-lookup.restart', value: rounded((performance.now() - begun) / 1000), unit: 's' });
  },
};

interface Measured {
  readonly context: BenchContext;
  readonly us: Node;
  /** Lyon's database. */
  readonly url: string;
  readonly pictures: number;
}

type Question = wire.Lookup['items'][number];

/** A picture as an officer's machine hashes it: known nearly, or of chance. */
function question(n: number | null): Question {
  const hash = n === null ? randomBytes(32) : changed(hashOf(n), 20);
  const forms = Array.from({ length: 7 }, () => randomBytes(32).toString('hex'));
  const pdq = hash.toString('hex');
  const file = { sha256: randomBytes(32).toString('hex'), md5: randomBytes(16).toString('hex') };
  return { ...file, pdq, quality: 100, dihedral: [pdq, ...forms] };
}

async function ask(us: Node, items: readonly Question[]): Promise<wire.FoundMatch[]> {
  const body = { id: us.runtime.newId(), purpose: 'Identification', items: items.map((item) => ({ ...item })) };
  const answer = await us.federation.request('IPSG', {
    path: 'icse/lookup',
    body: body as never,
    schema: wire.lookupAnswer,
  });
  if (!('found' in answer)) throw new Error('Lyon asks the bench to wait');
  return answer.found;
}

async function measureOne({ context, us, url, pictures }: Measured): Promise<void> {
  context.say('one hash a question, one question at a time');
  const times: number[] = [];
  for (let n = 0; n < QUESTIONS.warmUp + QUESTIONS.measured; n++) {
    context.signal.throwIfAborted();
    const known = n % KNOWN === 0 ? Math.floor(Math.random() * pictures) : null;
    const asked = question(known);
    const begun = performance.now();
    const found = await ask(us, [asked]);
    const took = performance.now() - begun;
    if (found.length > 0 !== (known !== null)) throw new Error(`picture ${known}: ${found.length} found`);
    if (n >= QUESTIONS.warmUp) times.push(took);
  }
  await using plain = await openPlainSearch(url);
  const peer: number[] = [];
  for (let n = 0; n < PLAIN.one; n++) peer.push(await plain.time([question(n)]));
  for (const p of [50, 99]) {
    const [value, peerValue] = [percentile(times, p), percentile(peer, p)];
    context.emit({
      name: `icse-lookup.p${p}`,
      value: rounded(value),
      unit: 'ms',
      peer: 'PostgreSQL alone: bit_count over all hashes; exact, nothing signed or recorded',
      peerValue: rounded(peerValue),
      ratio: rounded(peerValue / value),
    });
  }
}

async function measureRate({ context, us, url, pictures }: Measured): Promise<void> {
  context.say(`${BATCH} hashes a question, ${RATE.atOnce} questions at once`);
  const batch = (): Question[] =>
    Array.from({ length: BATCH }, (_, n) => question(n % KNOWN === 0 ? Math.floor(Math.random() * pictures) : null));
  const one = async (): Promise<void> => {
    context.signal.throwIfAborted();
    const found = await ask(us, batch());
    if (found.length < BATCH / KNOWN) throw new Error('known pictures were not found');
  };
  await inParallel(RATE.warmUp, RATE.atOnce, one);
  const begun = performance.now();
  await inParallel(RATE.measured, RATE.atOnce, one);
  const value = (RATE.measured * BATCH) / ((performance.now() - begun) / 1000);
  await using plain = await openPlainSearch(url);
  const plainTook = await plain.time(Array.from({ length: PLAIN.many }, (_, n) => question(n)));
  const peerValue = PLAIN.many / (plainTook / 1000);
  context.emit({
    name: 'icse-lookup.rate',
    value: rounded(value),
    unit: 'hashes/s',
    peer: 'PostgreSQL alone: bit_count over all hashes; exact, nothing signed or recorded',
    peerValue: rounded(peerValue),
    ratio: rounded(value / peerValue),
  });
}

/** This process commits pictures to Lyon's database: how soon Lyon's answers find them. */
async function measureFollow({ context, us, url, pictures }: Measured): Promise<void> {
  context.say('pictures that another process adds');
  const times: number[] = [];
  for (let n = 0; n < FOLLOWED; n++) {
    await fillPictures(url, pictures + n, 1);
    const begun = performance.now();
    while ((await ask(us, [question(pictures + n)])).length === 0) await sleep(1);
    times.push(performance.now() - begun);
  }
  context.emit({ name: 'icse-lookup.follow', value: rounded(median(times)), unit: 'ms' });
}

/** Many pictures come in while questions go on: the longest that one waits. */
async function measureStall({ context, us, url, pictures }: Measured): Promise<void> {
  context.say('many pictures that another process adds while questions go on');
  let longest = 0;
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      context.signal.throwIfAborted();
      const begun = performance.now();
      await ask(us, [question(null)]);
      longest = Math.max(longest, performance.now() - begun);
    }
  })();
  for (let n = 0; n < BURST.times; n++) {
    await fillPictures(url, pictures + FOLLOWED + n * BURST.pictures, BURST.pictures);
    await sleep(1_000);
  }
  await sleep(5_000);
  isOver = true;
  await asking;
  context.emit({ name: 'icse-lookup.stall', value: rounded(longest), unit: 'ms' });
}

/** Until the index lies in the node's folder. */
async function saved({ signal }: BenchContext, path: string): Promise<void> {
  while (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  ) {
    signal.throwIfAborted();
    await sleep(100);
  }
}
