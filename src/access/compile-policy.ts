import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { NODE, type Resource, type Scope } from '../platform/index.ts';
import type { Condition, Grantee, PolicyRow } from './policy.ts';

/** Which columns of the caller's query hold what the policy asks about. Absent: rows that need it do not apply. */
export interface FilterColumns {
  readonly agency?: string;
  readonly author?: string;
  readonly owner?: string;
  readonly state?: string;
}

export interface SqlText {
  readonly sql: string;
  readonly values: readonly unknown[];
}

export interface CompiledPolicy {
  /** True when some row could allow it, before the record is known. */
  mayTry(scope: Scope, action: string): boolean;
  may(scope: Scope, action: string, resource?: Resource): boolean;
  filter(scope: Scope, action: string, columns: FilterColumns, firstParameter?: number): SqlText;
  where(scope: Scope, action: string, columns: FilterColumns): RawBuilder<SqlBool>;
  readonly actions: ReadonlySet<string>;
}

/** Role by which a scope says that its session sleeps: it is nobody until it is unlocked. */
export const LOCKED = 'locked';

/** A partner's key carries the actions it was made for as roles. */
export const partnerScopeRole = (action: string): string => `may:${action}`;

function granteesOf(scope: Scope): ReadonlySet<string> {
  switch (scope.actor.kind) {
    case 'anyone':
      return new Set<Grantee>([scope.roles.includes(NODE) ? 'node' : 'anyone']);
    case 'person':
      return scope.roles.includes(LOCKED) ? new Set<Grantee>(['locked']) : new Set(['person', ...scope.roles]);
    case 'partner':
      return new Set<Grantee>(['partner']);
    case 'bureau':
      return new Set<Grantee>(['bureau']);
    case 'system':
      return new Set<Grantee>(['system']);
  }
}

/**
 * Turns the rows into a check and into SQL; both come from the same conditions below, so they cannot differ in meaning.
 * An action without a row is refused to everyone.
 */
export function compilePolicy(rows: readonly PolicyRow[]): CompiledPolicy {
  const byAction = new Map<string, PolicyRow[]>();
  for (const row of rows) byAction.set(row.action, [...(byAction.get(row.action) ?? []), row]);

  function rowsFor(scope: Scope, action: string): PolicyRow[] {
    if (scope.actor.kind === 'partner' && !scope.roles.includes(partnerScopeRole(action))) return [];
    const grantees = granteesOf(scope);
    const here = scope.bureau === 'IPSG' ? 'IPSG' : 'national';
    return (byAction.get(action) ?? []).filter(
      (row) => (row.at === undefined || row.at === here) && row.to.some((grantee) => grantees.has(grantee)),
    );
  }

  function where(scope: Scope, action: string, columns: FilterColumns): RawBuilder<SqlBool> {
    const allowed = rowsFor(scope, action).map((row) => rowSql(row, scope, columns));
    return allowed.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(allowed, sql` or `)})`;
  }

  return {
    actions: new Set(byAction.keys()),
    mayTry: (scope, action) => rowsFor(scope, action).length > 0,
    may: (scope, action, resource = {}) => rowsFor(scope, action).some((row) => rowAllows(row, scope, resource)),
    where,
    filter(scope, action, columns, firstParameter = 1) {
      const values: unknown[] = [];
      const param = (value: unknown): string => `$${firstParameter - 1 + values.push(value)}`;
      const allowed = rowsFor(scope, action).map((row) => rowText(row, scope, columns, param));
      return { sql: allowed.length === 0 ? 'false' : `(${allowed.join(' or ')})`, values };
    },
  };
}

function rowAllows(row: PolicyRow, scope: Scope, resource: Resource): boolean {
  const conditions = row.when ?? [];
  if (!conditions.every((condition) => holds(condition, scope, resource))) return false;
  if (row.states && (resource.state === undefined || !row.states.includes(resource.state))) return false;
  // An agency's officer holds no compartment: the agency is what admits them.
  return (
    resource.compartment === undefined ||
    scope.compartments.includes('*') ||
    scope.compartments.includes(resource.compartment) ||
    conditions.includes('own-agency')
  );
}

function holds(condition: Condition, scope: Scope, resource: Resource): boolean {
  const test = TESTS[condition];
  const held = resource[test.field] ?? null;
  const own = test.own(scope);
  if (held === null || own === null) return false;
  return test.same ? held === own : held !== own;
}

interface ConditionTest {
  readonly field: 'agency' | 'author' | 'owner';
  readonly own: (scope: Scope) => string | null;
  /** The record's value must be the actor's, or must be another's. */
  readonly same: boolean;
}

const actorId = (scope: Scope): string => scope.actor.id;

const TESTS: Readonly<Record<Condition, ConditionTest>> = {
  'own-agency': { field: 'agency', own: (scope) => scope.agency, same: true },
  author: { field: 'author', own: actorId, same: true },
  'not-author': { field: 'author', own: actorId, same: false },
  owner: { field: 'owner', own: actorId, same: true },
  'not-owner': { field: 'owner', own: actorId, same: false },
};

/** The row as SQL text; a column is an identifier of the caller's own query, never input. */
function rowText(row: PolicyRow, scope: Scope, columns: FilterColumns, param: (value: unknown) => string): string {
  const parts: string[] = [];
  for (const condition of row.when ?? []) {
    const test = TESTS[condition];
    const column = columns[test.field];
    const own = test.own(scope);
    if (column === undefined || own === null) return 'false';
    parts.push(`${identifier(column)} ${test.same ? '=' : '<>'} ${param(own)}`);
  }
  if (row.states) {
    if (columns.state === undefined) return 'false';
    parts.push(`${identifier(columns.state)} = any(${param([...row.states])}::text[])`);
  }
  // A comparison with null is null, and null must not pass for a yes when negated by the caller.
  return parts.length === 0 ? 'true' : `coalesce(${parts.join(' and ')}, false)`;
}

function rowSql(row: PolicyRow, scope: Scope, columns: FilterColumns): RawBuilder<SqlBool> {
  const values: unknown[] = [];
  const text = rowText(row, scope, columns, (value) => {
    values.push(value);
    return '\u0000';
  });
  const pieces = text.split('\u0000').map((piece) => sql.raw(piece));
  return sql<SqlBool>`${sql.join(
    pieces.flatMap((piece, i) => (i < values.length ? [piece, sql`${values[i]}`] : [piece])),
    sql.raw(''),
  )}`;
}

function identifier(column: string): string {
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(column)) throw new Error(`not a column: ${column}`);
  return column;
}
