import { AsyncLocalStorage } from 'node:async_hooks';
import type { DeliveryEvent } from '../../federation/index.ts';
import {
  AppError,
  bureauScope,
  type RoomParts,
  type Scope,
  systemScope,
  type Tx,
  type TxRoute,
} from '../../platform/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCommon } from '../../testing/bureaus.ts';
import type { NoticeForm } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { blue, red, yellow } from '../examples.testkit.ts';
import { createNotices } from '../index.ts';
import { LIFE_JOB } from '../life/life-soon.ts';
import { isEnded, MOVES, type MoveRule, standingOf } from '../life.ts';
import { REPORT_JOB } from '../report-holders.ts';
import { type Command, DAY, later, type Model, type Who } from './model.testkit.ts';

type Code = 'US' | 'IPSG';
interface Mail {
  readonly to: string;
  readonly kind: string;
  readonly body: unknown;
  readonly id: string;
  readonly iat: number;
  readonly hash: string;
  readonly thread: string | null;
}
interface Entry {
  readonly kind: string;
  readonly body: unknown;
}
interface Act {
  readonly at: Code;
  readonly act: string;
  readonly actor: string;
  /** Article of the rule, as the ledger has it. */
  readonly article: unknown;
}

/** One history: its moment, what is on its way, and the two open transactions that it writes into. */
interface Course {
  now: number;
  readonly tx: Record<Code, Tx>;
  mail: Mail[];
  feed: Entry[];
  acts: Act[];
  seq: number;
  notice: string | null;
}

const current = new AsyncLocalStorage<Course>();
const course = (): Course => {
  const found = current.getStore();
  if (!found) throw new Error('outside a history');
  return found;
};

interface Place {
  readonly code: Code;
  readonly bureau: TestBureau;
  readonly parts: RoomParts;
  readonly deps: NoticesDeps;
  readonly hearers: ((tx: Tx, event: DeliveryEvent) => Promise<void>)[];
}

/** The real room at two bureaus over real databases; messages, feed and jobs are carried by hand. */
export class Rooms implements AsyncDisposable {
  readonly #world: TestBureaus;
  readonly #places: Record<Code, Place>;

  private constructor(world: TestBureaus, places: Record<Code, Place>) {
    this.#world = world;
    this.#places = places;
  }

  static async open(): Promise<Rooms> {
    const made = new Map<Code, Omit<Place, 'bureau'>>();
    const world = await createTestBureaus(['US'], (common) => {
      const code = common.runtime.bureau as Code;
      const place = tapped(code, common);
      made.set(code, place);
      return [place.parts];
    });
    const place = (code: Code): Place => {
      const found = made.get(code);
      if (!found) throw new Error(code);
      return { ...found, bureau: world.at(code) };
    };
    return new Rooms(world, { US: place('US'), IPSG: place('IPSG') });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#world[Symbol.asyncDispose]();
  }

  /** Runs `fn` with a course of its own; whatever it wrote at either bureau is rolled back after it. */
  async scratch(now: number, fn: (history: History) => Promise<void>): Promise<void> {
    const undo = new Error('rolled back on purpose');
    try {
      await this.#places.US.bureau.tx((us) =>
        this.#places.IPSG.bureau.tx(async (lyon) => {
          const it: Course = {
            now,
            tx: { US: us, IPSG: lyon },
            mail: [],
            feed: [],
            acts: [],
            seq: 1,
            notice: null,
          };
          await current.run(it, () => fn(new History(this.#places, it)));
          throw undo;
        }),
      );
    } catch (error) {
      if (error !== undo) throw error;
    }
  }
}

// Time passes in a history: who is missing may come of age, and is then asked about as an adult is.
const FORMS: Record<Model['colour'], NoticeForm> = { red, blue, yellow: { ...yellow, privacyAllows: true } };
const NAMES = ['ana', 'ben', 'cal', 'rita', 'rolf', 'rosa', 'lyon'] as const;
const ROLES: Record<Who, readonly string[]> = {
  ana: ['analyst'],
  ben: ['supervisor', 'analyst'],
  cal: ['supervisor'],
  rita: ['reviewer'],
  rolf: ['reviewer'],
  rosa: ['reviewer'],
  lyon: ['supervisor'],
};
const personOf = (who: Who): string => `person:00000000-0000-7000-8000-00000000000${NAMES.indexOf(who)}`;

/** What both sides of a history are, as the model's `seen` says it. */
export type Seen = Record<'owner' | 'lyon', unknown>;

export class History {
  readonly #places: Record<Code, Place>;
  readonly #it: Course;

  constructor(places: Record<Code, Place>, it: Course) {
    this.#places = places;
    this.#it = it;
  }

  /** Runs `fn` and takes back whatever it did. */
  async undone(fn: () => Promise<void>): Promise<void> {
    const kept = { ...this.#it };
    const both = (sql: string) => Promise.all([this.#it.tx.US.query(sql), this.#it.tx.IPSG.query(sql)]);
    await both('SAVEPOINT history');
    try {
      await fn();
    } finally {
      await both('ROLLBACK TO SAVEPOINT history');
      Object.assign(this.#it, kept, { mail: [...kept.mail], feed: [...kept.feed], acts: [] });
    }
  }

  /** Does the command in the room. Answers the code it is refused with, or `ok`. */
  async perform(command: Command, colour: Model['colour']): Promise<string> {
    this.#it.mail = [...this.#it.mail];
    this.#it.feed = [...this.#it.feed];
    this.#it.acts = [];
    try {
      await this.#do(command, colour);
      return 'ok';
    } catch (error) {
      return codeOf(error);
    }
  }

  async #do(c: Command, colour: Model['colour']): Promise<void> {
    const form = (fits: boolean): NoticeForm => (fits ? FORMS[colour] : { ...FORMS[colour], status: undefined });
    switch (c.do) {
      case 'draft': {
        const body = { form: form(c.fits), distribution: { to: ['US'], withhold: [] } };
        const made = (await this.#call('US', c.who, 'POST', '/api/notices', {}, body)) as { id: string };
        this.#it.notice = made.id;
        return;
      }
      case 'edit':
        return this.#own(c, 'PATCH', '', { form: form(c.fits) });
      case 'submit':
        return this.#own(c, 'POST', '/submit', {});
      case 'amend':
        return this.#own(c, 'POST', '/amend', { form: form(c.fits), reason: 'More is known' });
      case 'withdraw':
        return this.#own(c, 'POST', '/withdraw', { reason: 'Not needed any more' });
      case 'cancel': {
        const when = new Date(this.#it.now).toISOString().slice(0, 10);
        const evidence = { who: 'US Marshals', where: 'Dulles', country: 'US', when };
        return this.#own(c, 'POST', '/cancel', {
          ground: c.ground,
          reason: 'As reported',
          ...(c.returned ? { evidence } : {}),
        });
      }
      case 'confirm':
        return this.#own(c, 'POST', '/cancel/confirm', { decision: c.decision });
      case 'extend': {
        const row = await this.#row('US');
        const until = Math.max(1, later(row?.ends_at ?? this.#it.now, c.years));
        return this.#own(c, 'POST', '/extend', { until, reason: 'Still looked for' });
      }
      case 'take':
        return this.#review(c, '/take', { nationalities: [c.national] });
      case 'decide': {
        const all = ['all.human-rights', 'all.neutrality', 'all.refugee', 'red.ordinary-law', 'red.excluded-matter'];
        const reason = c.decision === 'pass' ? {} : { reason: 'Say more' };
        return this.#review(c, '/decide', { decision: c.decision, judged: c.judged ? all : [], ...reason });
      }
      case 'suspend':
        return this.#order('rita', 'suspend', c.stale, {
          until: this.#it.now + c.days * DAY,
          reason: 'Under examination',
          atEnd: c.atEnd,
        });
      case 'resume':
        return this.#order('rita', 'resume', c.stale, { reason: 'Nothing found' });
      case 'order-end':
        return this.#order(c.who, 'cancel', false, { ground: 'secretariat-decision', reason: 'Conditions not met' });
      case 'deliver':
        return this.#deliver(c.to);
      case 'follow':
        return this.#follow();
      case 'report':
        return this.#job(REPORT_JOB, { notice: this.#it.notice });
      default:
        this.#it.now += c.days * DAY;
        return this.#job(LIFE_JOB, {});
    }
  }

  async #own(c: { who: Who; stale?: boolean }, method: string, path: string, body: object): Promise<void> {
    const row = await this.#row('US');
    const version = (row?.version ?? 1) + (c.stale ? 1 : 0);
    await this.#call('US', c.who, method, `/api/notices/:id${path}`, { id: this.#it.notice }, { version, ...body });
  }

  async #order(who: Who, path: string, stale: boolean | undefined, body: object): Promise<void> {
    const row = await this.#row('IPSG');
    const version = (row?.version ?? 1) + (stale ? 1 : 0);
    const params = { id: this.#it.notice ?? NOBODY };
    await this.#call('IPSG', who, 'POST', `/api/notices/:id/${path}`, params, { version, ...body });
  }

  async #review(c: { who: Who; stale?: boolean }, path: string, body: object): Promise<void> {
    const [row] = await this.#it.tx.IPSG.query<{ id: string; version: number }>(
      'SELECT id, version FROM notice_review WHERE notice_id = $1 ORDER BY opened_at DESC, id DESC LIMIT 1',
      [this.#it.notice],
      'histories.review',
    );
    const version = (row?.version ?? 1) + (c.stale ? 1 : 0);
    await this.#call('IPSG', c.who, 'POST', `/api/reviews/:id${path}`, { id: row?.id ?? NOBODY }, { version, ...body });
  }

  /** As the HTTP edge does it: parse, load what the policy asks about, ask the policy, handle. */
  async #call(code: Code, who: Who, method: string, path: string, params: object, body: object): Promise<unknown> {
    const { parts, deps } = this.#places[code];
    const route = parts.routes?.find((r) => r.method === method && r.path === path) as TxRoute | undefined;
    if (!route?.body) throw new Error(`no route ${method} ${path}`);
    const scope: Scope = {
      actor: { kind: 'person', id: personOf(who) },
      bureau: code,
      agency: null,
      roles: ROLES[who],
      compartments: ['general'],
    };
    const input = { params, query: {}, body: route.body.parse(body) };
    return inside(code, scope, async (tx) => {
      const resource = route.resource ? await route.resource(tx, input as never) : {};
      if (resource === null) throw new AppError('not-found', path);
      if (!deps.access.guard.may(scope, route.action, resource)) throw new AppError('forbidden', route.action);
      return route.handle({ ...input, scope, tx } as never);
    });
  }

  async #deliver(to: Code): Promise<void> {
    const at = this.#it.mail.findIndex((mail) => mail.to === to);
    const mail = this.#it.mail[at];
    if (!mail) return;
    this.#it.mail.splice(at, 1);
    const from: Code = to === 'US' ? 'IPSG' : 'US';
    const handler = this.#places[to].parts.messages?.find((m) => m.kind === mail.kind);
    if (!handler) throw new Error(`nobody takes ${mail.kind}`);
    let refusal: string | null = null;
    try {
      const message = { ...mail, from, replyTo: null, urgency: 'routine', handling: null };
      // As it arrives: read by its schema, from its bytes.
      const body = handler.schema.parse(JSON.parse(JSON.stringify(mail.body)));
      await inside(to, bureauScope(to, from), (tx) => handler.handle(tx, { ...message, body } as never));
    } catch (error) {
      refusal = codeOf(error);
    }
    const event = { messageId: mail.id, to, state: refusal === null ? 'delivered' : 'refused', reason: refusal };
    await inside(from, systemScope(from), async (tx) => {
      for (const hear of this.#places[from].hearers) await hear(tx, event as unknown as DeliveryEvent);
    });
  }

  async #follow(): Promise<void> {
    const entry = this.#it.feed.shift();
    if (!entry) return;
    const handler = this.#places.US.parts.feed?.find((f) => f.kind === entry.kind);
    if (!handler) throw new Error(`nobody follows ${entry.kind}`);
    const body = handler.schema.parse(JSON.parse(JSON.stringify(entry.body)));
    this.#it.seq += 1;
    const read = { seq: this.#it.seq, kind: entry.kind, time: this.#it.now, state: 'body', body };
    await inside('US', systemScope('US'), (tx) => handler.handle(tx, read as never));
  }

  async #job(kind: string, payload: object): Promise<void> {
    const handler = this.#places.IPSG.parts.jobs?.[kind];
    if (!handler) throw new Error(`no job ${kind}`);
    const signal = new AbortController().signal;
    await handler({ id: 'job', kind, payload, attempt: 1, signal, done: async () => {} });
  }

  #row(code: Code): Promise<Row | undefined> {
    return rowOf(this.#it.tx[code], this.#it.notice);
  }

  async seen(): Promise<Seen> {
    const [own, lyon] = await Promise.all([this.#row('US'), this.#row('IPSG')]);
    return {
      owner: own
        ? {
            state: own.state,
            standing: standingOf(own),
            amendment: own.amendment,
            inForce: own.content_version,
            extensions: own.extensions,
            endsAt: own.ends_at,
            ending: own.ending,
            purged: own.purged_at !== null,
            complete: own.purge_complete_at !== null,
          }
        : null,
      lyon: lyon
        ? {
            state: lyon.state,
            standing: standingOf(lyon),
            amendment: lyon.amendment,
            inForce: lyon.content_version,
            extensions: lyon.extensions,
            endsAt: lyon.ends_at,
            suspendedUntil: lyon.suspended_until,
            complete: lyon.purge_complete_at !== null,
            review:
              lyon.review === null
                ? null
                : {
                    open: lyon.review === 'open',
                    n: lyon.n,
                    taken: (lyon.taken ?? []).map((decision) => decision ?? 'taken'),
                  },
          }
        : null,
    };
  }

  /**
   * What the table of moves promises of the change that was just seen: a move that leads from one state to the other, its act on
   * the record of that bureau, under somebody's name.
   */
  broken(before: Seen, after: Seen): string[] {
    return (['owner', 'lyon'] as const).flatMap((side) => {
      const [from, to] = [stateOf(before[side]), stateOf(after[side])];
      const [at, acts] = side === 'owner' ? (['US', 'owner'] as const) : (['IPSG', 'secretariat'] as const);
      const recorded = this.#it.acts.filter((a) => a.at === at);
      if (recorded.some((a) => a.actor === '')) return [`${side}: an act without an actor`];
      if (from === to || to === null) return [];
      const moves = (Object.values(MOVES) as MoveRule[]).filter(
        (m) =>
          m.to === to && (from === null ? m.from.length === 0 || side === 'lyon' : (m.from as string[]).includes(from)),
      );
      if (moves.length === 0) return [`${side}: no move leads from ${from} to ${to}`];
      const named = moves.flatMap((m) => (m.acts[acts] ? [{ act: m.acts[acts], article: m.article }] : []));
      return named.some((n) => recorded.some((a) => a.act === n.act && a.article === n.article))
        ? []
        : [`${side}: ${from} to ${to} is not on the record as ${JSON.stringify(named)}: ${JSON.stringify(recorded)}`];
    });
  }

  /** An open notice of ours is somebody's work, one that is over and purged everywhere is nobody's. */
  async owed(): Promise<string | null> {
    const row = await this.#row('US');
    if (!row) return null;
    const [work] = await this.#it.tx.US.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM work_item WHERE ref_kind = 'notice' AND ref_id = $1 AND closed_at IS NULL",
      [this.#it.notice],
      'histories.owed',
    );
    const isOpen =
      !['refused', 'discarded'].includes(row.state) && !(isEnded(row.state) && row.purge_complete_at !== null);
    const n = work?.n ?? 0;
    if (isOpen && n === 0) return `${row.state} and nobody owes anything`;
    return !isOpen && n > 0 ? `${row.state} and ${n} pieces of work are open` : null;
  }
}

interface Row {
  state: Parameters<typeof standingOf>[0]['state'];
  relation: 'owner' | 'secretariat';
  amendment: string | null;
  content_version: number;
  extensions: number;
  ends_at: number | null;
  suspended_until: number | null;
  purged_at: number | null;
  purge_complete_at: number | null;
  version: number;
  ending: string | null;
  review: string | null;
  n: number | null;
  taken: (string | null)[] | null;
}

async function rowOf(tx: Tx, id: string | null): Promise<Row | undefined> {
  if (id === null) return undefined;
  const [row] = await tx.query<Row>(
    `SELECT state, relation, amendment, content_version, extensions, ends_at, suspended_until, purged_at, purge_complete_at,
       notice.version,
       (SELECT e.state FROM notice_ending e WHERE e.notice_id = notice.id AND e.state IN ('proposed', 'requested')) AS ending,
       r.review, r.n, r.taken
     FROM notice LEFT JOIN LATERAL (
       SELECT v.state AS review, v.n,
         (SELECT array_agg(d.decision ORDER BY d.taken_at, d.person) FROM notice_decision d WHERE d.review_id = v.id) AS taken
       FROM notice_review v WHERE v.notice_id = notice.id ORDER BY v.opened_at DESC, v.id DESC LIMIT 1
     ) r ON true WHERE notice.id = $1`,
    [id],
    'histories.row',
  );
  return row;
}

const NOBODY = '00000000-0000-7000-8000-0000000000ff';
const stateOf = (side: unknown): string | null => (side as { state: string } | null)?.state ?? null;

function codeOf(error: unknown): string {
  if (!(error instanceof AppError) || error.code === 'internal') throw error;
  if (error.code !== 'refused') return error.code;
  return error.errors[0]?.code ?? error.detail;
}

/** A transaction within the history's own: its own moment and scope, gone when it throws. */
async function inside<T>(code: Code, scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const it = course();
  const outer = it.tx[code];
  const before = new Map<string, () => Promise<void>>();
  const tx: Tx = {
    scope,
    now: it.now,
    memo: new Map(),
    as: () => outer.as(),
    query: (text, values, name) => outer.query(text, values, name),
    beforeCommit: (key, hook) => {
      if (!before.has(key)) before.set(key, hook);
    },
    onCommit: () => {},
  };
  const kept = { mail: [...it.mail], feed: [...it.feed], acts: [...it.acts] };
  await outer.query('SAVEPOINT step');
  try {
    const value = await fn(tx);
    for (const hook of before.values()) await hook();
    await outer.query('RELEASE SAVEPOINT step');
    return value;
  } catch (error) {
    await outer.query('ROLLBACK TO SAVEPOINT step');
    Object.assign(it, kept);
    throw error;
  }
}

/** The room as `node.ts` makes it, but what it sends, publishes and enqueues is kept for the history to carry. */
function tapped(code: Code, common: TestCommon): Omit<Place, 'bureau'> {
  const hearers: Place['hearers'] = [];
  const { federation, audit, jobs, db } = common;
  const deps: NoticesDeps = {
    ...common,
    db: { ...db, tx: (scope, fn) => (current.getStore() ? inside(code, scope, fn) : db.tx(scope, fn)) },
    federation: {
      ...federation,
      onDelivery: (listener) => void hearers.push(listener),
      async send(tx, message) {
        const sent = await federation.send(tx, message);
        const it = course();
        for (const to of message.to) {
          const { kind, body } = message;
          it.mail.push({ to, kind, body, ...sent, iat: tx.now, thread: message.thread ?? null });
        }
        return sent;
      },
      async append(tx, entry) {
        const appended = await federation.append(tx, entry);
        course().feed.push({ kind: entry.kind, body: entry.body });
        return appended;
      },
    },
    audit: {
      ...audit,
      record(tx, entry) {
        const article = (entry.body as { article?: unknown } | undefined)?.article;
        course().acts.push({ at: code, act: entry.act, actor: tx.scope.actor.id, article });
        audit.record(tx, entry);
      },
    },
    jobs: { ...jobs, enqueue: async () => {} },
  };
  return { code, parts: createNotices(deps).parts, deps, hearers };
}
