import {
  anyoneScope,
  bureauScope,
  nodeScope,
  type Resource,
  type Route,
  type Scope,
  systemScope,
} from '../platform/index.ts';
import { compilePolicy, LOCKED, partnerScopeRole } from './compile-policy.ts';
import { type Grantee, POLICY, type PolicyRow, ROLES } from './policy.ts';

/** One square of the matrix: who asks, where, about whose record, in which state, and the policy's answer. */
export interface Cell {
  readonly action: string;
  readonly grantee: Grantee;
  readonly bureau: 'IPSG' | 'national';
  readonly agency: 'own' | 'other';
  readonly author: 'self' | 'other';
  readonly owner: 'self' | 'other';
  readonly state: string;
  readonly allowed: boolean;
}

export interface RouteCell extends Cell {
  readonly method: string;
  readonly path: string;
}

export const GRANTEES: readonly Grantee[] = [...ROLES, 'anyone', 'person', 'locked', 'bureau', 'node', 'system'];
const BUREAUS = ['national', 'IPSG'] as const;
const OWN_AGENCY = 'VA9900000';
const SELF = '00000000-0000-7000-8000-000000000001';
const OTHER = 'person:00000000-0000-7000-8000-000000000002';
/** A state that no row names: what a state in no list is allowed. */
export const UNNAMED_STATE = 'any-other';

function scopeFor(grantee: Grantee, bureau: 'IPSG' | 'national', action: string): Scope {
  const code = bureau === 'IPSG' ? 'IPSG' : 'US';
  switch (grantee) {
    case 'anyone':
      return anyoneScope(code);
    case 'node':
      return nodeScope(code);
    case 'system':
      return systemScope(code);
    case 'bureau':
      return bureauScope(code, 'NL');
    case 'partner':
      return {
        ...anyoneScope(code),
        actor: { kind: 'partner', id: `partner:${SELF}` },
        roles: ['partner', partnerScopeRole(action)],
      };
    case 'locked':
      return { ...anyoneScope(code), actor: { kind: 'person', id: `person:${SELF}` }, roles: [LOCKED] };
    default:
      return {
        actor: { kind: 'person', id: `person:${SELF}` },
        bureau: code,
        agency: grantee === 'requesting-officer' ? OWN_AGENCY : null,
        roles: grantee === 'person' ? [] : [grantee],
        compartments: grantee === 'requesting-officer' ? [] : ['general'],
      };
  }
}

/** Every square of one action. */
export function cellsOf(action: string, rows: readonly PolicyRow[] = POLICY): Cell[] {
  const policy = compilePolicy(rows);
  const states = new Set(rows.filter((row) => row.action === action).flatMap((row) => row.states ?? []));
  const cells: Cell[] = [];
  for (const bureau of BUREAUS)
    for (const grantee of GRANTEES) {
      const scope = scopeFor(grantee, bureau, action);
      for (const agency of ['own', 'other'] as const)
        for (const author of ['self', 'other'] as const)
          for (const owner of ['self', 'other'] as const)
            for (const state of [...states, UNNAMED_STATE]) {
              const resource: Resource = {
                agency: agency === 'own' ? OWN_AGENCY : 'NY9900000',
                author: author === 'self' ? scope.actor.id : OTHER,
                owner: owner === 'self' ? scope.actor.id : OTHER,
                state,
              };
              const allowed = policy.may(scope, action, resource);
              cells.push({ action, grantee, bureau, agency, author, owner, state, allowed });
            }
    }
  return cells;
}

/** Every route × grantee × bureau × ownership × state, with the policy's answer. */
export function matrix(routes: readonly Route[], rows: readonly PolicyRow[] = POLICY): RouteCell[] {
  const byAction = new Map<string, Cell[]>();
  return routes.flatMap(({ method, path, action }) => {
    const cells = byAction.get(action) ?? cellsOf(action, rows);
    byAction.set(action, cells);
    return cells.map((cell) => ({ ...cell, method, path }));
  });
}

/** `where: in which case` → who is allowed then. Who is not named may not. Meant to be read by people. */
export type Allowed = Readonly<Record<string, string>>;

export function allowedOf(action: string, rows: readonly PolicyRow[] = POLICY): Allowed {
  const cases = new Map<string, Map<Grantee, Set<string>>>();
  for (const [who, cells] of Map.groupBy(cellsOf(action, rows), (cell) => `${cell.grantee}@${cell.bureau}`)) {
    const [first] = cells;
    const allowed = cells.filter((cell) => cell.allowed);
    if (first === undefined || allowed.length === 0) continue;
    for (const one of describe(cells, allowed)) {
      const grantees = cases.get(one) ?? new Map<Grantee, Set<string>>();
      cases.set(one, grantees);
      grantees.set(first.grantee, (grantees.get(first.grantee) ?? new Set()).add(who.split('@')[1] ?? ''));
    }
  }
  const lines: [string, string][] = [];
  for (const [one, grantees] of cases) {
    const places = Map.groupBy(grantees, ([, where]) =>
      where.size === BUREAUS.length ? 'everywhere' : [...where].join(),
    );
    for (const [place, list] of places) lines.push([`${place}: ${one}`, list.map(([grantee]) => grantee).join(', ')]);
  }
  return Object.fromEntries(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const SIDES = ['agency', 'author', 'owner', 'state'] as const;

/** `always`; or the conditions in words when they are independent of each other; or every square by itself. */
function describe(cells: readonly Cell[], allowed: readonly Cell[]): string[] {
  if (allowed.length === cells.length) return ['always'];
  const values = (of: readonly Cell[], side: (typeof SIDES)[number]): string[] => [...new Set(of.map((c) => c[side]))];
  const product = SIDES.reduce((n, side) => n * values(allowed, side).length, 1);
  const say = (of: readonly Cell[]): string =>
    SIDES.filter((side) => values(of, side).length < values(cells, side).length)
      .map((side) => `${side} ${values(of, side).sort().join('|')}`)
      .join(', ');
  return product === allowed.length ? [say(allowed)] : allowed.map((cell) => say([cell])).sort();
}

/** All actions of the policy, sorted: what `matrix.snapshot.json` holds. */
export function snapshot(rows: readonly PolicyRow[] = POLICY): Record<string, Allowed> {
  const actions = [...new Set(rows.map((row) => row.action))].sort();
  return Object.fromEntries(actions.map((action) => [action, allowedOf(action, rows)]));
}
