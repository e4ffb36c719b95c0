import type { Node } from '../../src/node.ts';
import { systemScope } from '../../src/platform/index.ts';
import type { Fleet } from './fleet.ts';
import type { Ledgered } from './workload.ts';

/** Each is a list of what does not hold; empty means that it holds. */
export interface Verdicts {
  exactlyOnce: string[];
  feedsEqual: string[];
  receipts: string[];
  threadOrder: string[];
  requestsOnce: string[];
  purged: string[];
  ledgers: string[];
  digests: string[];
  conservation: string[];
  alarms: string[];
}

interface Effect {
  kind: string;
  n: number;
  sender: string;
  thread: string | null;
  message: string;
}
interface DeliveryRow {
  message_id: string;
  peer: string;
  seq: number;
  thread: string | null;
  state: string;
  reason: string | null;
  receipt: string | null;
  kept: boolean;
}
interface InboxRow {
  id: string;
  peer: string;
  outcome: string;
  receipt: string;
}
interface FedRow {
  seq: number;
  n: number | null;
  state: string;
}

interface Books {
  readonly node: Node;
  readonly effects: Effect[];
  readonly sent: DeliveryRow[];
  readonly got: InboxRow[];
  readonly fed: FedRow[];
  readonly feed: { size: number; root: string; halted: string | null };
}

async function readBooks(node: Node): Promise<Books> {
  return node.db.tx(systemScope(node.code), async (tx) => {
    const [feed] = await tx.query<Books['feed']>(
      node.code === 'IPSG'
        ? "SELECT size, encode(root, 'hex') AS root, NULL AS halted FROM merkle_log WHERE name = 'feed'"
        : "SELECT size, encode(root, 'hex') AS root, halted FROM federation_feed_state",
    );
    return {
      node,
      effects: await tx.query<Effect>('SELECT kind, n, sender, thread, message FROM sim_effect ORDER BY at'),
      sent: await tx.query<DeliveryRow>(
        `SELECT message_id, peer, seq, thread, state, reason, receipt, jws IS NOT NULL AS kept
         FROM federation_delivery JOIN federation_outbox ON id = message_id ORDER BY seq`,
      ),
      got: await tx.query<InboxRow>('SELECT id, peer, outcome, receipt FROM federation_inbox'),
      fed: await tx.query<FedRow>('SELECT seq, n, state FROM sim_fed ORDER BY at'),
      feed: feed ?? { size: 0, root: '', halted: null },
    };
  });
}

/** Compares what was acknowledged with what every bureau's books say. */
export async function judge(
  fleet: Fleet,
  done: Ledgered,
  days: readonly string[],
  checkpoints: ReadonlyMap<string, readonly string[]>,
): Promise<Verdicts> {
  const books = new Map<string, Books>();
  for (const { code, node } of fleet.bureaus) if (node) books.set(code, await readBooks(node));
  const all = [...books.values()];
  return {
    exactlyOnce: done.notes.flatMap((note) => note.to.flatMap((to) => judgeNote(books, note, to))),
    feedsEqual: judgeFeeds(books, done),
    receipts: all.flatMap((from) => from.sent.flatMap((row) => judgeReceipt(books, from.node.code, row))),
    threadOrder: all.flatMap((from) => judgeOrder(books, from)),
    requestsOnce: done.asked.flatMap(({ n, from, to, outcome }) => {
      const count =
        books.get(to)?.effects.filter((e) => e.kind === 'asked' && e.n === n && e.sender === from).length ?? 0;
      const wrong = outcome === 'wrong' || count > 1 || (outcome === 'answered' && count !== 1);
      return wrong ? [`request ${n} ${from}>${to}: ${outcome}, ${count} effects`] : [];
    }),
    purged: done.notes.flatMap((note) => {
      const kept = note.purged && books.get(note.from)?.sent.some((row) => row.message_id === note.id && row.kept);
      return kept ? [`note ${note.n}: purged, and its copy is still there`] : [];
    }),
    ledgers: await judgeLedgers(all, checkpoints),
    digests: await judgeDigests(all, days),
    conservation: await judgeConservation(all),
    alarms: await readAlarms(all),
  };
}

function judgeNote(books: ReadonlyMap<string, Books>, note: Ledgered['notes'][number], to: string): string[] {
  const effects = books.get(to)?.effects.filter((e) => e.kind === 'note' && e.n === note.n) ?? [];
  const say = (what: string): string[] => [`note ${note.n} ${note.from}>${to} (${note.say ?? 'plain'}): ${what}`];
  if (effects.length > 1) return say(`${effects.length} effects`);
  // Nobody was told that it was taken: either is right.
  if (note.id === null) return [];
  const row = books.get(note.from)?.sent.find((one) => one.message_id === note.id && one.peer === to);
  if (!row) return say('acknowledged, and not in the outbox');
  if (row.state === 'queued') return say('still queued');
  if (row.state === 'delivered') return effects.length === 1 ? [] : say('delivered without effect');
  const allowed = note.say === 'refuse' ? 'sim.not-wanted' : note.purged ? 'message.purged' : '';
  if (row.reason !== allowed && !(note.purged && row.reason === 'message.purged')) return say(`refused: ${row.reason}`);
  return effects.length === 0 ? [] : say(`refused (${row.reason}) with an effect`);
}

function judgeFeeds(books: ReadonlyMap<string, Books>, done: Ledgered): string[] {
  const problems: string[] = [];
  const ipsg = books.get('IPSG');
  if (!ipsg) return ['the Secretariat is not there'];
  const seqOf = new Map<number, number>();
  for (const { node, feed, fed } of books.values()) {
    const { code } = node;
    if (feed.size !== ipsg.feed.size || feed.root !== ipsg.feed.root || feed.halted !== null)
      problems.push(`${code}: size ${feed.size} of ${ipsg.feed.size}, ${feed.halted ?? 'another root'}`);
    if (code === 'IPSG') continue;
    if (fed.some((row, at) => at > 0 && row.seq <= (fed[at - 1]?.seq ?? 0)))
      problems.push(`${code}: not in order, or twice`);
    if (fed.length < done.entries.length) problems.push(`${code}: ${fed.length} entries of ${done.entries.length}`);
    for (const row of fed) {
      if (row.n === null) continue;
      const known = seqOf.get(row.n) ?? row.seq;
      seqOf.set(row.n, known);
      if (known !== row.seq) problems.push(`${code}: entry ${row.n} at ${row.seq}, elsewhere at ${known}`);
      const entry = done.entries.find((one) => one.n === row.n);
      const meant = !entry || ((entry.audience?.includes(code) ?? true) && !entry.withhold.includes(code));
      if (!meant) problems.push(`${code}: has the body of entry ${row.n}, which was not meant for it`);
    }
    for (const entry of done.entries) {
      const meant = (entry.audience?.includes(code) ?? true) && !entry.withhold.includes(code);
      if (meant && !entry.purged && !fed.some((row) => row.n === entry.n))
        problems.push(`${code}: lacks entry ${entry.n}`);
    }
  }
  return problems;
}

function judgeReceipt(books: ReadonlyMap<string, Books>, from: string, row: DeliveryRow): string[] {
  const there = books.get(row.peer)?.got.find((one) => one.id === row.message_id);
  const what = `${from}>${row.peer} ${row.state} ${row.reason ?? ''}`.trim();
  if (!there) return [`${what}: the peer does not know it`];
  return row.receipt === there.receipt ? [] : [`${what}: another receipt than the peer's`];
}

/** By the sender's numbers: what of a thread arrived must have arrived in the order of sending. */
function judgeOrder(books: ReadonlyMap<string, Books>, from: Books): string[] {
  const problems: string[] = [];
  const seqs = new Map(from.sent.map((row) => [`${row.peer} ${row.message_id}`, row.seq]));
  for (const to of books.values()) {
    const last = new Map<string, number>();
    for (const effect of to.effects) {
      if (effect.kind !== 'note' || effect.thread === null || effect.sender !== from.node.code) continue;
      const seq = seqs.get(`${to.node.code} ${effect.message}`) ?? 0;
      if (seq <= (last.get(effect.thread) ?? -1))
        problems.push(`${from.node.code}>${to.node.code}: note ${effect.n} overtaken`);
      last.set(effect.thread, seq);
    }
  }
  return problems;
}

async function judgeLedgers(
  all: readonly Books[],
  checkpoints: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const { node } of all) {
    const verdict = await node.audit.verify({ checkpoints: checkpoints.get(node.code) ?? [] });
    for (const problem of verdict.problems)
      problems.push(`${node.code}: ${problem.code} ${JSON.stringify(problem.params)}`);
  }
  return problems;
}

async function judgeDigests(all: readonly Books[], days: readonly string[]): Promise<string[]> {
  const found = new Map<string, { digest: string; count: number }>();
  for (const { node } of all) {
    for (const day of days) {
      for (const one of await node.db.tx(systemScope(node.code), (tx) => node.federation.digests(tx, day))) {
        const way = one.direction === 'sent' ? `${node.code}>${one.peer}` : `${one.peer}>${node.code}`;
        found.set(`${day} ${way} ${one.direction}`, one);
      }
    }
  }
  const problems: string[] = [];
  for (const [key, one] of found) {
    const other = found.get(key.endsWith('sent') ? key.replace(/sent$/, 'received') : key.replace(/received$/, 'sent'));
    if (other?.digest !== one.digest) problems.push(`${key} ${one.count}, the other end ${other?.count ?? 0}`);
  }
  return problems;
}

async function judgeConservation(all: readonly Books[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { node } of all) {
    for (const item of (await node.conservation()).items) {
      for (const difference of item.differences)
        problems.push(`${node.code}: ${item.item} ${JSON.stringify(difference)}`);
    }
  }
  return problems;
}

async function readAlarms(all: readonly Books[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { node } of all) {
    const rows = await node.db.tx(systemScope(node.code), (tx) =>
      tx.query<{ code: string; peer: string | null; params: object }>(
        'SELECT code, peer, params FROM federation_alarm',
      ),
    );
    for (const row of rows) problems.push(`${node.code}: ${row.code} ${row.peer ?? ''} ${JSON.stringify(row.params)}`);
  }
  return problems;
}
