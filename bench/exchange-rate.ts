import { z } from 'zod';
import type { Node } from '../src/node.ts';
import { messageHandler, systemScope } from '../src/platform/index.ts';
import { openPlainStore, postPlain, startPlainReceiver } from './plain-peer.ts';
import { inParallel, median, rounded } from './statistics.ts';
import type { BenchContext } from './types.ts';
import type { Workplace } from './workplace.ts';

const MESSAGES = 300;
const ROUNDS = { least: 3, most: 9 };
const BUDGET_MS = 15_000;
const CONCURRENCY = 16;
/** A short letter. */
const TEXT = 'The bureau asks for confirmation of the address given below. '.repeat(10);

const note = z.strictObject({ v: z.literal(1), text: z.string().max(10_000) });

/**
 * Messages a second from US to NL: signed, encrypted, durable at both ends, and the signed receipt recorded at the sender.
 * Rounds alternate with the plain peer's, and the medians are compared.
 */
export async function measureRate(
  context: BenchContext,
  workplace: Workplace,
  { us, nl }: { us: Node; nl: Node },
): Promise<void> {
  const scope = systemScope('US');
  nl.federation.register({
    messages: [messageHandler({ kind: 'bench.note', schema: note, handle: async () => undefined })],
  });
  let delivered = 0;
  let reached: { count: number; tell: () => void } | null = null;
  us.federation.onDelivery(async (tx, event) => {
    if (event.state !== 'delivered') throw new Error(`a message was refused: ${event.reason}`);
    tx.onCommit(() => {
      delivered += 1;
      if (reached && delivered >= reached.count) reached.tell();
    });
  });
  const ours = async (): Promise<void> => {
    delivered = 0;
    const all = new Promise<void>((tell) => {
      reached = { count: MESSAGES, tell };
    });
    await inParallel(MESSAGES, CONCURRENCY, () =>
      us.db.tx(scope, (tx) => us.federation.send(tx, { to: ['NL'], kind: 'bench.note', body: { v: 1, text: TEXT } })),
    );
    await all;
  };

  await using sender = await openPlainStore({
    url: await workplace.database('plain_sender'),
    table: 'sent',
    connections: 10,
  });
  await using receiver = await startPlainReceiver({
    url: await workplace.database('plain_receiver'),
    table: 'received',
    connections: 10,
  });
  const plain = (): Promise<void> =>
    inParallel(MESSAGES, CONCURRENCY, async () => {
      const id = us.runtime.newId();
      await sender.insert(id, TEXT);
      await postPlain(receiver.url, id, TEXT);
    });

  const rates = { ours: [] as number[], plain: [] as number[] };
  const deadline = performance.now() + BUDGET_MS;
  for (let round = 0; round <= ROUNDS.most; round++) {
    if (round > ROUNDS.least && performance.now() > deadline) break;
    context.signal.throwIfAborted();
    const [a, b] = [await rate(ours), await rate(plain)];
    // The first is for warming up.
    if (round === 0) continue;
    rates.ours.push(a);
    rates.plain.push(b);
    context.say(`round ${round}: ${Math.round(a)}/s, plain ${Math.round(b)}/s`);
  }
  const [value, peerValue] = [median(rates.ours), median(rates.plain)];
  context.emit({
    name: 'exchange.rate',
    value: rounded(value),
    unit: 'messages/s',
    peer: 'pg, one insert in a transaction at each end and one HTTP POST',
    peerValue: rounded(peerValue),
    ratio: rounded(value / peerValue),
  });
}

async function rate(run: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await run();
  return MESSAGES / ((performance.now() - begun) / 1000);
}
