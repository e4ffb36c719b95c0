import { setTimeout as sleep } from 'node:timers/promises';
import type { Node } from '../src/node.ts';
import type { FeedHandler } from '../src/platform/index.ts';
import { type IssueDesk, openIssueDesk } from './issue-desk.ts';
import { openPlainStore, postPlain, startPlainReceiver } from './plain-peer.ts';
import { percentile, rounded } from './statistics.ts';
import type { BenchContext } from './types.ts';
import type { Workplace } from './workplace.ts';

const SAMPLES = { least: 12, most: 100 };
const WARM_UP = 2;
const BUDGET_MS = 15_000;
/** After the holders' confirmations, for what they set off. */
const QUIET_MS = 200;
const PLAIN_BODY = 'Particulars of the subject, purpose of the notice, action to be taken. '.repeat(25);
const ISSUED = 'notice.issued';

/**
 * One notice at a time: from the reviewer's last word at the Secretariat until the last bureau has committed its copy.
 * The real path: people, rules, review, feed, signed checkpoint, proof, encrypted body, each bureau's own tables.
 */
export async function measureIssueVisible(
  context: BenchContext,
  workplace: Workplace,
  { ipsg, us, holders }: { ipsg: Node; us: Node; holders: readonly Node[] },
): Promise<void> {
  const desk = await openIssueDesk({ ipsg, us });
  const watch = watchCopies(holders);
  await using peer = await openPeer(workplace, watch.holders);
  const times = { ours: [] as number[], plain: [] as number[] };
  const deadline = performance.now() + BUDGET_MS;
  for (let n = 0; n < WARM_UP + SAMPLES.most; n++) {
    if (n >= WARM_UP + SAMPLES.least && performance.now() > deadline) break;
    context.signal.throwIfAborted();
    const ours = await timeIssue(desk, watch);
    await sleep(QUIET_MS);
    const plain = await peer.time(n);
    if (n < WARM_UP) continue;
    times.ours.push(ours);
    times.plain.push(plain);
  }
  context.say(`${watch.holders} bureaus: ${times.ours.length} notices`);
  for (const p of [50, 99]) {
    const [value, peerValue] = [percentile(times.ours, p), percentile(times.plain, p)];
    context.emit({
      name: `exchange.issue-visible-${watch.holders}.p${p}`,
      value: rounded(value),
      unit: 'ms',
      peer: `pg, one insert in a transaction and one HTTP POST to each of ${watch.holders} that insert in one`,
      peerValue: rounded(peerValue),
      ratio: rounded(peerValue / value),
    });
  }
}

interface Watch {
  readonly holders: number;
  /** Resolves when every bureau has committed its copy of the notice. */
  visible(notice: string): Promise<number>;
}

async function timeIssue(desk: IssueDesk, watch: Watch): Promise<number> {
  const { wireId, issue, confirmed } = await desk.prepare();
  await sleep(QUIET_MS);
  const visible = watch.visible(wireId);
  const begun = performance.now();
  const [last] = await Promise.all([visible, issue()]);
  await confirmed(watch.holders);
  return last - begun;
}

/** Each bureau's own handler of issued notices goes on as it is, and tells when its transaction has committed. */
function watchCopies(followers: readonly Node[]): Watch {
  let current = { notice: '', missing: 0, tell: (_at: number): void => undefined };
  for (const node of followers) {
    const handler = node.notices.parts.feed?.find((one) => one.kind === ISSUED);
    if (!handler) throw new Error(`${node.code} has no handler of ${ISSUED}`);
    const told: FeedHandler = {
      ...handler,
      async handle(tx, entry) {
        await handler.handle(tx, entry);
        const notice = (entry as { body: { notice?: string } | null }).body?.notice;
        tx.onCommit(() => {
          if (notice !== current.notice) return;
          current.missing -= 1;
          if (current.missing === 0) current.tell(performance.now());
        });
      },
    };
    node.federation.register({ feed: [told] });
  }
  return {
    holders: followers.length,
    visible: (notice) =>
      new Promise((tell) => {
        current = { notice, missing: followers.length, tell };
      }),
  };
}

async function openPeer(workplace: Workplace, count: number) {
  const stack = new AsyncDisposableStack();
  // One database, a table each: on one server all databases share one write-ahead log anyway.
  const url = await workplace.database('plain');
  const sender = stack.use(await openPlainStore({ url, table: 'sent', connections: 2 }));
  const urls: string[] = [];
  for (let at = 0; at < count; at++) {
    urls.push(stack.use(await startPlainReceiver({ url, table: `received_${at}`, connections: 2 })).url);
  }
  const run = crypto.randomUUID();
  return {
    async time(n: number): Promise<number> {
      const begun = performance.now();
      await sender.insert(`${run}-${n}`, PLAIN_BODY);
      await Promise.all(urls.map((url) => postPlain(url, `${run}-${n}`, PLAIN_BODY)));
      return performance.now() - begun;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
