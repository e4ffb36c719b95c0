import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError, type Scope, systemClock, type Tx } from '../platform/index.ts';
import { createTestLedger, type TestLedger } from '../testing/ledger.ts';
import { keepClaims, takeOverWork } from './claim-work.ts';
import { escalateWork, settleEscalation } from './escalate-work.ts';
import { checkConservation, createWork, type Work, type WorkItem } from './index.ts';
import { skipWork, snoozeWork } from './set-aside.ts';

const HOUR = 3_600_000;
const person = (name: string, roles: string[]): Scope => ({
  actor: { kind: 'person', id: `person:${name}` },
  bureau: 'US',
  agency: null,
  roles,
  compartments: ['general'],
});
const ann = person('ann', ['analyst']);
const bob = person('bob', ['analyst']);
const sue = person('sue', ['supervisor']);
const wes = person('wes', ['watch-officer']);

let t: TestLedger;
let work: Work;
const world = { offset: 0 };
const now = (): number => Date.now() + world.offset;

beforeAll(async () => {
  t = await createTestLedger({ clock: { ...systemClock, now } });
  work = createWork({ runtime: t.runtime, audit: t.audit });
  t.audit.registerActs(work.parts.acts ?? {});
});
afterAll(() => t?.[Symbol.asyncDispose]());

const as = <T>(scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T> => t.db.tx(scope, fn);
const deps = () => ({ audit: t.audit, runtime: t.runtime });
const caught = async (promise: Promise<unknown>): Promise<string | null> => {
  try {
    await promise;
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.errors[0]?.code ?? error.code;
  }
};
let count = 0;
async function owe(more: { dueIn?: number; urgency?: WorkItem['urgency'] } = {}): Promise<WorkItem> {
  const ref = { kind: 'request', id: `r${++count}` };
  const id = await as(t.system, (tx) =>
    work.open(tx, {
      ref,
      task: 'request.intake',
      owner: { role: 'analyst' },
      dueAt: now() + (more.dueIn ?? 8 * HOUR),
      urgency: more.urgency ?? 'routine',
    }),
  );
  return item(id);
}
const item = async (id: string): Promise<WorkItem> => (await as(wes, (tx) => work.show(tx, id))).item;
const finish = (one: WorkItem) => as(t.system, (tx) => work.close(tx, { ref: one.ref, outcome: 'done' }));
const seen = async (scope: Scope, show: 'now' | 'snoozed') =>
  (await as(scope, (tx) => work.list(tx, { limit: 200, show }))).items.map((one) => one.id);

test('a claim stands while its holder’s console is there, and lapses without it', async () => {
  const one = await owe();
  await as(ann, (tx) => work.claim(tx, { id: one.id, version: 1 }));
  world.offset += 20 * 60_000;
  expect((await as(ann, keepClaims)).held).toBe(1);
  world.offset += 20 * 60_000;
  expect(await caught(as(bob, (tx) => work.claim(tx, { id: one.id, version: 2 })))).toBe('work.claimed-by-other');
  world.offset += 11 * 60_000;
  expect((await as(ann, keepClaims)).held).toBe(0);
  expect(await as(bob, (tx) => work.claim(tx, { id: one.id, version: 2 }))).toMatchObject({
    claimedBy: bob.actor.id,
    version: 3,
  });
  const { history } = await as(bob, (tx) => work.show(tx, one.id));
  expect(history.at(-1)).toMatchObject({ act: 'work.claimed', body: { lapsedClaimOf: ann.actor.id } });
  expect(await caught(as(ann, (tx) => takeOverWork(deps(), tx, { ...one, version: 3, reason: 'mine' })))).toBe(
    'forbidden',
  );
  const taken = await as(sue, (tx) => takeOverWork(deps(), tx, { ...one, version: 3, reason: 'Bob is ill' }));
  expect(taken).toMatchObject({ claimedBy: sue.actor.id, version: 4 });
  await finish(one);
});

test('next is the soonest that one may take, and not what was just left to others', async () => {
  const [late, soon] = [await owe({ dueIn: 3 * HOUR }), await owe({ dueIn: HOUR })];
  const next = (scope: Scope, after: string | null = null) =>
    as(scope, async (tx) => (await work.next(tx, { filter: {}, after }))?.id ?? null);
  expect(await next(ann)).toBe(soon.id);
  expect(await next(ann, soon.id)).toBe(late.id);
  await as(ann, (tx) => work.claim(tx, { id: soon.id, version: 1 }));
  expect(await next(bob)).toBe(late.id);
  const skipped = await as(ann, (tx) => skipWork(deps(), tx, { id: soon.id, version: 2, reason: 'language' }));
  expect(skipped).toMatchObject({ claimedBy: null, version: 3 });
  expect(await next(ann)).toBe(late.id);
  expect(await next(bob)).toBe(soon.id);
  expect(await next(person('cy', ['curator']))).toBe(null);
  expect(await seen(ann, 'now')).toContain(soon.id);
  await Promise.all([finish(late), finish(soon)]);
  expect(await as(ann, (tx) => work.show(tx, soon.id))).toMatchObject({ outcome: 'done' });
});

test('nothing is put out of sight beyond its deadline, or where a life is at risk, but by a supervisor', async () => {
  const one = await owe({ dueIn: 4 * HOUR });
  const risk = await owe({ dueIn: 4 * HOUR, urgency: 'life-at-risk' });
  const snooze = (scope: Scope, { id, version }: WorkItem, until: number | null) =>
    as(scope, (tx) => snoozeWork(deps(), tx, { id, version, until, reason: 'court-date', note: 'On Monday' }));
  expect(await caught(snooze(ann, one, one.dueAt + 1))).toBe('work.snooze.past-deadline');
  expect(await caught(snooze(wes, one, one.dueAt + 1))).toBe('work.snooze.past-deadline');
  expect(await caught(snooze(ann, risk, now() + 60_000))).toBe('work.snooze.life-at-risk');
  expect(await caught(snooze(ann, one, now() - 1))).toBe('work.snooze.not-ahead');
  const asleep = await snooze(ann, one, now() + HOUR);
  expect(await seen(ann, 'now')).toEqual([risk.id]);
  expect(await seen(ann, 'snoozed')).toEqual([one.id]);
  world.offset += HOUR;
  expect(await seen(ann, 'now')).toContain(one.id);
  const longer = await snooze(sue, asleep, one.dueAt + HOUR);
  expect((await snooze(ann, longer, null)).snoozedUntil).toBe(null);
  const { history } = await as(ann, (tx) => work.show(tx, one.id));
  expect(history.map((entry) => entry.act).slice(-3)).toEqual(['work.snoozed', 'work.snoozed', 'work.woken']);
  expect(history.at(-2)).toMatchObject({ body: { reason: 'court-date', note: 'On Monday', until: one.dueAt + HOUR } });
  await Promise.all([finish(one), finish(risk)]);
});

test('supervisor and watch are asked, one answer settles it, and finishing the item does too', async () => {
  const one = await owe();
  const ask = (version: number) =>
    as(ann, (tx) => escalateWork(deps(), tx, { id: one.id, version, reason: 'no-answer' }));
  const asked = await ask(1);
  expect(asked.escalatedAt).not.toBe(null);
  expect(await caught(ask(2))).toBe('work.escalated-already');
  const questions = await as(wes, (tx) => work.list(tx, { limit: 10, kind: 'work-escalation' }));
  expect(questions.items.map(({ owner, ref }) => [owner, ref.id])).toEqual([
    [{ role: 'supervisor' }, one.id],
    [{ role: 'watch-officer' }, one.id],
  ]);
  const settle = (scope: Scope, decision: 'reassigned' | 'go-on', owner?: WorkItem['owner']) =>
    as(scope, (tx) => settleEscalation(deps(), tx, { id: one.id, version: 2, decision, owner }));
  expect(await caught(settle(ann, 'go-on'))).toBe('forbidden');
  expect(await caught(settle(sue, 'reassigned'))).toBe('work.owner-missing');
  const given = await settle(sue, 'reassigned', { person: 'bob' });
  expect(given).toMatchObject({ owner: { person: 'person:bob' }, escalatedAt: null });
  expect((await as(wes, (tx) => work.list(tx, { limit: 10, kind: 'work-escalation' }))).items).toEqual([]);
  await as(bob, (tx) => escalateWork(deps(), tx, { id: one.id, version: 3, reason: 'risk-grew' }));
  await finish(one);
  expect((await as(wes, (tx) => work.list(tx, { limit: 10, kind: 'work-escalation' }))).items).toEqual([]);
  const { items } = await as(t.system, (tx) =>
    checkConservation(tx, { audit: t.audit, work, sources: work.parts.conservation ?? [] }),
  );
  expect(items).toEqual([{ item: 'work-escalation', received: 1, finished: 1, refused: 0, open: 0, differences: [] }]);
});

test('whatever is done with it, and in whatever order, an item stays in the account until it has an outcome', async () => {
  const people = [ann, bob, sue, wes];
  const act = fc.record({
    what: fc.constantFrom(
      'open',
      'claim',
      'release',
      'take',
      'skip',
      'snooze',
      'wake',
      'escalate',
      'settle',
      'close',
      'pass',
    ),
    who: fc.nat(3),
    which: fc.nat(5),
    hours: fc.integer({ min: 0, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 30 }), async (acts) => {
      const opened: WorkItem[] = [await owe()];
      const closed = new Set<string>();
      for (const { what, who, which, hours } of acts) {
        const scope = people[who] ?? ann;
        const chosen = opened[which % opened.length];
        if (!chosen) continue;
        const { id, version } = await item(chosen.id);
        const on = { id, version, reason: 'other' };
        const done: Record<typeof what, () => Promise<unknown>> = {
          open: async () => opened.push(await owe({ dueIn: hours * HOUR })),
          claim: () => as(scope, (tx) => work.claim(tx, on)),
          release: () => as(scope, (tx) => work.release(tx, on)),
          take: () => as(scope, (tx) => takeOverWork(deps(), tx, on)),
          skip: () => as(scope, (tx) => skipWork(deps(), tx, on)),
          snooze: () => as(scope, (tx) => snoozeWork(deps(), tx, { ...on, until: now() + hours * HOUR })),
          wake: () => as(scope, (tx) => snoozeWork(deps(), tx, { ...on, until: null })),
          escalate: () => as(scope, (tx) => escalateWork(deps(), tx, on)),
          settle: () => as(scope, (tx) => settleEscalation(deps(), tx, { ...on, decision: 'taken' })),
          close: async () => {
            await finish(chosen);
            closed.add(id);
          },
          pass: async () => {
            world.offset += hours * HOUR;
          },
        };
        await caught(done[what]());
        const inSight = [...(await seen(wes, 'now')), ...(await seen(wes, 'snoozed'))];
        for (const one of opened) {
          expect(inSight.filter((other) => other === one.id)).toHaveLength(closed.has(one.id) ? 0 : 1);
        }
      }
      for (const one of opened) {
        const { closedAt, outcome, item: at } = await as(wes, (tx) => work.show(tx, one.id));
        expect([closedAt === null, outcome === null]).toEqual(closed.has(one.id) ? [false, false] : [true, true]);
        expect(at.owner).toBeDefined();
        await finish(one);
      }
      const { balanced } = await as(t.system, (tx) =>
        checkConservation(tx, { audit: t.audit, work, sources: work.parts.conservation ?? [] }),
      );
      expect(balanced).toBe(true);
    }),
    { numRuns: 12 },
  );
});
