import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../platform/index.ts';
import { everyRoute } from './every-route.testkit.ts';
import { matrix, type RouteCell } from './matrix.ts';
import { POLICY, ROLES } from './policy.ts';

const SRC = dirname(import.meta.dirname);
const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * A session of their own, and nothing else that changes anything. `evidence.read`: the chain of custody as a document is asked
 * for by POST, because that it was asked for goes on the record.
 */
const AUDITOR_UNSAFE = new Set(['session.open', 'session.unlock', 'session.end', 'audit.verify', 'evidence.read']);

const say = (cell: RouteCell): string => `${cell.method} ${cell.path} (${cell.action}): ${cell.grantee}@${cell.bureau}`;

describe('the policy over the route table', () => {
  let routes: readonly Route[];
  let cells: readonly RouteCell[];
  beforeAll(async () => {
    routes = await everyRoute();
    cells = matrix(routes);
  });

  test('every route has a row, and somebody may call it', () => {
    expect(routes.length).toBeGreaterThan(20);
    const known = new Set(POLICY.map((row) => row.action));
    expect(routes.filter((route) => !known.has(route.action)).map((r) => `${r.method} ${r.path} ${r.action}`)).toEqual(
      [],
    );
    const called = new Set(cells.filter((cell) => cell.allowed).map((cell) => `${cell.method} ${cell.path}`));
    expect(routes.map((r) => `${r.method} ${r.path}`).filter((key) => !called.has(key))).toEqual([]);
  });

  test('the matrix is whole: route × grantee × bureau × ownership × state', () => {
    for (const { method, path, action } of routes) {
      const states = new Set(POLICY.filter((row) => row.action === action).flatMap((row) => row.states ?? []));
      const of = cells.filter((cell) => cell.method === method && cell.path === path && cell.action === action);
      expect(of.length % ((ROLES.length + 6) * 2 * 2 * 2 * 2 * (states.size + 1)), `${method} ${path}`).toBe(0);
      expect(of.length).toBeGreaterThan(0);
    }
  });

  test('every row is used by a route or a use case', () => {
    const used = new Set(routes.map((route) => route.action));
    // A use case that asks by itself: `access.require(tx, 'action', …)` and its like.
    const asks = /\b(?:require|may|filter|where)\(\s*[\w.]+,\s*'([a-z.-]+)'/g;
    const asked = new Set(sources(SRC).flatMap((text) => [...text.matchAll(asks)].map((match) => match[1])));
    const unused = POLICY.map((row) => row.action).filter((action) => !used.has(action) && !asked.has(action));
    expect([...new Set(unused)]).toEqual([]);
  });

  test('nothing that changes anything is open to somebody unknown, but for signing in', () => {
    const open = cells.filter((cell) => cell.grantee === 'anyone' && cell.allowed && UNSAFE.has(cell.method));
    expect([...new Set(open.map((cell) => `${cell.method} ${cell.path}`))]).toEqual(['POST /api/session']);
  });

  test('what nodes and partners’ software say is open to them alone, and nothing else is open to them', () => {
    const between = new Set(routes.filter((r) => r.mode === 'node').map((r) => `${r.method} ${r.path}`));
    const federation = ['POST /federation/inbox', 'POST /federation/request/*'];
    // The last two: who has no account here, by the form and by links whose secret is the right to them.
    const outside =
      /^(GET|PUT) \/hashsharing\/|^GET \/notices\/v1\/|^(GET|POST) \/ispws\/|^(GET|POST) \/api\/public\/|^(GET|PATCH) \/api\/uploads\//;
    const others = [...between].filter((key) => !outside.test(key));
    expect(new Set(others)).toEqual(new Set(federation));
    const open = cells.filter(
      (cell) => cell.allowed && (cell.grantee === 'node') !== between.has(`${cell.method} ${cell.path}`),
    );
    expect([...new Set(open.map(say))]).toEqual([]);
  });

  test('an auditor reads', () => {
    const changing = cells.filter((cell) => cell.grantee === 'auditor' && cell.allowed && UNSAFE.has(cell.method));
    expect([...new Set(changing.filter((cell) => !AUDITOR_UNSAFE.has(cell.action)).map(say))]).toEqual([]);
  });

  test('an administrator runs the house and reads no case', () => {
    const allowed = cells.filter((cell) => cell.grantee === 'administrator' && cell.allowed);
    const rooms = [...new Set(allowed.map((cell) => cell.action.split('.')[0]))];
    const caseRooms = [
      'case',
      'request',
      'subject',
      'thread',
      'notice',
      'hit',
      'review',
      'media',
      'series',
      'clue',
      'lookup',
    ];
    expect(rooms.filter((room) => room !== undefined && caseRooms.includes(room))).toEqual([]);
  });

  test('a route about one person or record asks about it where the policy has a condition', () => {
    const conditional = new Set(
      [...Map.groupBy(POLICY, (row) => row.action)]
        .filter(([, rows]) => rows.every((r) => r.when || r.states))
        .map(([a]) => a),
    );
    const blind = routes.filter((route) => route.mode === 'tx' && conditional.has(route.action) && !route.resource);
    expect(blind.map((route) => `${route.method} ${route.path} (${route.action})`)).toEqual([]);
  });
});

/** Texts of the sources in which a use case may name an action; not the policy, and no test. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    const isSource =
      entry.name.endsWith('.ts') && !/\.(test|testkit)\.ts$|^(policy|matrix|phrases)\.ts$/.test(entry.name);
    return isSource ? [readFileSync(path, 'utf8')] : [];
  });
}
