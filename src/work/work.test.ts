import { expect, test } from 'vitest';
import { AppError, type Scope } from '../platform/index.ts';
import { createTestLedger, type TestLedger } from '../testing/ledger.ts';
import { createWork, type OpenWork, type Work } from './index.ts';

function person(name: string, roles: string[], more: Partial<Scope> = {}): Scope {
  return {
    actor: { kind: 'person', id: `person:${name}` },
    bureau: 'US',
    agency: null,
    roles,
    compartments: ['general'],
    ...more,
  };
}
const ann = person('ann', ['analyst']);
const bob = person('bob', ['analyst']);
const watch = person('wes', ['watch-officer']);

function workOn(t: TestLedger): Work {
  const work = createWork({ runtime: t.runtime, audit: t.audit });
  t.audit.registerActs(work.parts.acts ?? {});
  return work;
}

function owed(id: string, more: Partial<OpenWork> = {}): OpenWork {
  const ref = { kind: 'request', id };
  return { ref, task: 'request.call-back', owner: { role: 'analyst' }, dueAt: 1_000, urgency: 'urgent', ...more };
}

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

test('work is listed by deadline, page by page, and filtered', async () => {
  await using t = await createTestLedger();
  const work = workOn(t);
  await t.db.tx(ann, async (tx) => {
    await work.open(tx, owed('late', { dueAt: 9_000, params: { attempts: 2 }, about: [{ kind: 'case', id: 'c1' }] }));
    await work.open(tx, owed('soon', { dueAt: 2_000, urgency: 'life-at-risk' }));
    await work.open(tx, owed('mid', { dueAt: 5_000, owner: { person: 'bob' }, task: 'thread.answer' }));
    await work.open(tx, owed('mid2', { dueAt: 5_000, owner: { role: 'supervisor' } }));
  });
  const list = (scope: Scope, query: Parameters<Work['list']>[1]) => t.db.tx(scope, (tx) => work.list(tx, query));
  const ids = (page: Awaited<ReturnType<typeof list>>) => page.items.map((item) => item.ref.id);
  const first = await list(ann, { limit: 3 });
  expect(ids(first)).toEqual(['soon', expect.stringMatching(/^mid/), expect.stringMatching(/^mid/)]);
  const second = await list(ann, { limit: 3, cursor: first.next ?? '' });
  expect(second).toMatchObject({
    next: null,
    items: [
      {
        ref: { id: 'late' },
        params: { attempts: 2 },
        about: [{ kind: 'case', id: 'c1' }],
        version: 1,
        claimedBy: null,
      },
    ],
  });
  expect(ids(await list(bob, { mine: true, limit: 10 }))).toEqual(['mid']);
  expect(ids(await list(ann, { mine: true, limit: 10 }))).toEqual([]);
  expect(ids(await list(ann, { role: 'supervisor', limit: 10 }))).toEqual(['mid2']);
  expect(ids(await list(ann, { urgency: 'life-at-risk', limit: 10 }))).toEqual(['soon']);
  expect(ids(await list(ann, { task: 'thread.answer', limit: 10 }))).toEqual(['mid']);
});

test('one of two who claim at once gets it; the other is told who holds it', async () => {
  await using t = await createTestLedger();
  const work = workOn(t);
  const id = await t.db.tx(ann, (tx) => work.open(tx, owed('1')));
  const claim = (scope: Scope, version = 1) => t.db.tx(scope, (tx) => work.claim(tx, { id, version }));
  const [a, b] = await Promise.all([caught(claim(ann)), caught(claim(bob))]);
  const loser = a ?? b;
  expect([a, b].filter((error) => error === null)).toHaveLength(1);
  const holder = a === null ? ann : bob;
  const other = a === null ? bob : ann;
  expect(loser?.code).toBe('conflict');
  expect(loser?.errors[0]).toMatchObject({ code: 'work.claimed-by-other', params: { claimedBy: holder.actor.id } });
  expect(loser?.values?.current).toMatchObject({ version: 2, claimedBy: holder.actor.id });

  expect((await claim(holder, 1)).version).toBe(2);
  const release = (scope: Scope, version: number) => t.db.tx(scope, (tx) => work.release(tx, { id, version }));
  expect((await caught(release(other, 2)))?.errors[0]?.code).toBe('work.claimed-by-other');
  expect((await caught(release(holder, 1)))?.errors[0]?.code).toBe('version.stale');
  expect(await release(watch, 2)).toMatchObject({ version: 3, claimedBy: null });
  expect((await caught(claim(other, 1)))?.errors[0]?.code).toBe('version.stale');
  expect(await claim(other, 3)).toMatchObject({ version: 4, claimedBy: other.actor.id });
  const timeline = await t.db.tx(t.system, (tx) => t.audit.timeline(tx, { kind: 'request', id: '1' }));
  expect(timeline.map((entry) => entry.act)).toEqual(['work.opened', 'work.claimed', 'work.released', 'work.claimed']);
});

test('work of another role or person cannot be claimed, and closed or hidden work is not there', async () => {
  await using t = await createTestLedger();
  const work = workOn(t);
  const ids = await t.db.tx(t.system, async (tx) => ({
    review: await work.open(tx, owed('1', { owner: { role: 'reviewer' } })),
    bobs: await work.open(tx, owed('2', { owner: { person: 'person:bob' } })),
    hidden: await work.open(tx, owed('3', { compartment: 'operation-x' })),
    closed: await work.open(tx, owed('4')),
  }));
  await t.db.tx(ann, (tx) => work.close(tx, { ref: { kind: 'request', id: '4' }, outcome: 'done' }));
  const claim = (id: string) => caught(t.db.tx(ann, (tx) => work.claim(tx, { id, version: 1 })));
  expect((await claim(ids.review))?.code).toBe('forbidden');
  expect((await claim(ids.bobs))?.code).toBe('forbidden');
  expect((await claim(ids.hidden))?.code).toBe('not-found');
  expect((await claim(ids.closed))?.code).toBe('not-found');
});

test('closing takes one task or all, once, and says why on the record', async () => {
  await using t = await createTestLedger();
  const work = workOn(t);
  const ref = { kind: 'request', id: '1' };
  await t.db.tx(ann, async (tx) => {
    await work.open(tx, owed('1'));
    await work.open(tx, owed('1', { task: 'request.intake' }));
    await work.open(tx, owed('2'));
  });
  const close = (task?: string) =>
    t.db.tx(ann, (tx) => work.close(tx, { ref, ...(task !== undefined && { task }), outcome: 'confirmed' }));
  expect(await close('request.intake')).toBe(1);
  expect(await close()).toBe(1);
  expect(await close()).toBe(0);
  expect(await t.db.tx(ann, (tx) => work.openRefs(tx, 'request'))).toEqual(new Set(['2']));
  expect((await t.db.tx(ann, (tx) => work.ofRef(tx, { kind: 'request', id: '2' }))).map((item) => item.task)).toEqual([
    'request.call-back',
  ]);
  const timeline = await t.db.tx(ann, (tx) => t.audit.timeline(tx, ref));
  expect(timeline.at(-1)).toMatchObject({
    act: 'work.closed',
    body: { task: 'request.call-back', outcome: 'confirmed' },
  });
});

test('an officer’s request makes work for the bureau; the officer sees their own agency’s alone', async () => {
  await using t = await createTestLedger();
  const work = workOn(t);
  const officer = (agency: string) => person('officer', ['requesting-officer'], { agency, compartments: [] });
  await t.db.tx(officer('TX0000001'), (tx) => work.open(tx, owed('1')));
  await t.db.tx(ann, (tx) => work.open(tx, owed('2', { agency: 'TX0000001' })));
  await t.db.tx(ann, (tx) => work.open(tx, owed('3')));
  const refs = (scope: Scope) => t.db.tx(scope, (tx) => work.openRefs(tx, 'request'));
  expect(await refs(ann)).toEqual(new Set(['1', '2', '3']));
  expect(await refs(officer('TX0000001'))).toEqual(new Set(['1', '2']));
  expect(await refs(officer('CA0000001'))).toEqual(new Set());
  expect(await refs(person('nobody', [], { compartments: [] }))).toEqual(new Set());
});
