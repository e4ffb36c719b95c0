import { expect, test } from 'vitest';
import type { Audit } from '../audit/index.ts';
import type { Tx } from '../platform/index.ts';
import { acts } from './acts.ts';
import {
  amendInput,
  extendInput,
  NOTICE_STATES,
  type NoticeState,
  resumeInput,
  standing,
  suspendInput,
  withdrawInput,
} from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { canMove, isEnded, MOVES, type Move, type MoveRule, moved, standingOf } from './life.ts';
import { articleOf, ruled } from './on-record.ts';
import { phrases } from './phrases.ts';
import { hitAndReviewRoutes } from './routes-hits.ts';
import { lifeRoutes } from './routes-life.ts';
import { noticeRoutes } from './routes-notices.ts';

const moves = Object.entries(MOVES) as [Move, MoveRule][];
const deps = { runtime: { bureau: 'US' } } as NoticesDeps;
const routes = [...noticeRoutes(deps), ...lifeRoutes(deps), ...hitAndReviewRoutes(deps)];

test('every move has an actor with a route, a rule, a reason and its acts in the catalogue, in words', () => {
  for (const [name, move] of moves) {
    const { by } = move.actor;
    if (by !== 'clock' && by !== 'answer') expect([name, routes.some((r) => r.action === by)]).toEqual([name, true]);
    expect([name, move.article]).not.toEqual([name, '']);
    const recorded = Object.values(move.acts);
    expect([name, recorded.length > 0]).toEqual([name, true]);
    expect([name, recorded.filter((act) => !(act in acts) || !(act in phrases))]).toEqual([name, []]);
  }
});

test('who must give a reason cannot leave it out', () => {
  for (const schema of [amendInput, suspendInput, resumeInput, withdrawInput, extendInput]) {
    const refused = schema.safeParse({ version: 1, until: 1, form: { colour: 'blue', subject: {} } });
    expect(refused.error?.issues.map((issue) => issue.path.join())).toContain('reason');
  }
});

test('the ledger names the article of the move, and of the end that it was', () => {
  expect(articleOf('notice.submitted')).toBe('76');
  expect([articleOf('notice.ended', 'cancel'), articleOf('notice.ended', 'expire')]).toEqual(['81', '50']);
  expect(articleOf('notice.viewed')).toBeNull();
  const seen: unknown[] = [];
  const audit = ruled({ record: (_tx: unknown, entry: unknown) => void seen.push(entry) } as unknown as Audit);
  const entity = { kind: 'notice', id: '1' };
  const tx = {} as Tx;
  audit.record(tx, { act: 'notice.amended', entity, body: { n: 2 } });
  audit.record(tx, { act: 'notice.copy-purged', entity, body: { ground: 'expired' } });
  audit.record(tx, { act: 'notice.viewed', entity });
  expect(seen).toEqual([
    { act: 'notice.amended', entity, body: { n: 2, article: '79' } },
    { act: 'notice.copy-purged', entity, body: { ground: 'expired', article: '50' } },
    { act: 'notice.viewed', entity },
  ]);
});

test('what is not in the table is refused, from every state', () => {
  for (const state of NOTICE_STATES) {
    for (const [name, move] of moves) {
      const leads = (move.from as readonly NoticeState[]).includes(state);
      expect(canMove(state, name)).toBe(leads);
      if (leads) expect(NOTICE_STATES).toContain(moved(state, name));
      else expect(() => moved(state, name)).toThrow('notice.wrong-state');
    }
  }
});

test('every state is reached from a draft, and those that are over are never left', () => {
  const reached = new Set<NoticeState>(['draft']);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const [name] of moves)
      for (const state of [...reached]) if (canMove(state, name)) reached.add(moved(state, name));
  }
  expect([...reached].sort()).toEqual([...NOTICE_STATES].sort());
  for (const state of ['refused', 'discarded', 'withdrawn', 'cancelled', 'expired'] as const) {
    const ways = moves.filter(([name]) => canMove(state, name)).map(([name]) => moved(state, name));
    expect(ways.filter((to) => to !== state)).toEqual([]);
  }
});

test('what people call the state', () => {
  const row = {
    state: 'issued',
    relation: 'owner',
    content_version: 1,
    extensions: 0,
    purged_at: null,
    purge_complete_at: null,
  } as const;
  expect(standingOf(row)).toBe('issued');
  expect(standingOf({ ...row, extensions: 1 })).toBe('extended');
  expect(standingOf({ ...row, content_version: 2, extensions: 1 })).toBe('amended');
  expect(standingOf({ ...row, state: 'suspended', content_version: 2 })).toBe('suspended');
  const over = { ...row, state: 'cancelled' } as const;
  expect(standingOf({ ...over, purged_at: 5 })).toBe('cancelled');
  expect(standingOf({ ...over, purged_at: 5, purge_complete_at: 6 })).toBe('purged');
  expect(standingOf({ ...over, relation: 'holder', purged_at: 5 })).toBe('purged');
  expect(standing.options.filter((s) => !(`notice.state.${s}` in phrases))).toEqual([]);
  expect(NOTICE_STATES.filter(isEnded)).toEqual(['withdrawn', 'cancelled', 'expired']);
});
