import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import { AppError, conflict, isUniqueViolation, notFound, type Runtime, refuse, type Tx } from '../platform/index.ts';
import type { QueueFilter } from '../work/index.ts';
import type { SavedView } from './contract-views.ts';

interface Deps {
  readonly audit: Audit;
  readonly access: Access;
  readonly runtime: Runtime;
}
const MOST = 50;
const COLUMNS = 'id, name, shared, owner, filter, version';

export interface ViewInput {
  readonly name: string;
  readonly shared: boolean;
  readonly filter: QueueFilter;
}

/** One's own views and the shared ones, by name. */
export function listViews(tx: Tx): Promise<SavedView[]> {
  return tx.query<SavedView>(
    `SELECT ${COLUMNS} FROM desk_view WHERE shared OR owner = $1 ORDER BY shared DESC, lower(name), id LIMIT 150`,
    [tx.scope.actor.id],
  );
}

/**
 * Keeps a filter under a name; a shared one only by who answers for the queue.
 * @throws AppError `refused` `desk.view.name-taken`, `desk.view.too-many`; `forbidden`.
 */
export async function saveView(deps: Deps, tx: Tx, input: ViewInput): Promise<SavedView> {
  if (input.shared) deps.access.require(tx, 'desk.share-view');
  const me = tx.scope.actor.id;
  const [count] = await tx.query<{ n: number }>(
    'SELECT count(*) AS n FROM desk_view WHERE CASE WHEN $2 THEN shared ELSE owner = $1 AND NOT shared END',
    [me, input.shared],
  );
  if ((count?.n ?? 0) >= MOST) throw refuse('desk.view.too-many');
  const view: SavedView = { id: deps.runtime.newId(), owner: me, version: 1, ...input };
  await named(() =>
    tx.query('INSERT INTO desk_view (id, owner, shared, name, filter, at) VALUES ($1, $2, $3, $4, $5, $6)', [
      view.id,
      me,
      input.shared,
      input.name,
      JSON.stringify(input.filter),
      tx.now,
    ]),
  );
  deps.audit.record(tx, {
    act: 'desk.view-saved',
    entity: { kind: 'desk-view', id: view.id },
    body: { ...said(view) },
  });
  return view;
}

/** @throws AppError as `saveView`; `conflict` `version.stale`; `not-found`. */
export async function changeView(
  deps: Deps,
  tx: Tx,
  { id, version, ...input }: ViewInput & { readonly id: string; readonly version: number },
): Promise<SavedView> {
  const view = await lockView(deps, tx, id);
  if (input.shared) deps.access.require(tx, 'desk.share-view');
  if (view.version !== version) throw conflict('saved view changed', { version, ...input }, view);
  await named(() =>
    tx.query('UPDATE desk_view SET name = $2, shared = $3, filter = $4, version = version + 1 WHERE id = $1', [
      id,
      input.name,
      input.shared,
      JSON.stringify(input.filter),
    ]),
  );
  const changed = { ...view, ...input, version: version + 1 };
  deps.audit.record(tx, { act: 'desk.view-saved', entity: { kind: 'desk-view', id }, body: { ...said(changed) } });
  return changed;
}

/** @throws AppError `conflict` `version.stale`; `forbidden`; `not-found`. */
export async function removeView(deps: Deps, tx: Tx, { id, version }: { id: string; version: number }): Promise<void> {
  const view = await lockView(deps, tx, id);
  if (view.version !== version) throw conflict('saved view changed', { version }, view);
  await tx.query('DELETE FROM desk_view WHERE id = $1', [id]);
  deps.audit.record(tx, { act: 'desk.view-removed', entity: { kind: 'desk-view', id }, body: { name: view.name } });
}

/** One's own, or a shared one for who keeps those. */
async function lockView({ access }: Deps, tx: Tx, id: string): Promise<SavedView> {
  const [view] = await tx.query<SavedView>(`SELECT ${COLUMNS} FROM desk_view WHERE id = $1 FOR UPDATE`, [id]);
  if (!view || (!view.shared && view.owner !== tx.scope.actor.id)) throw notFound('saved view');
  if (view.shared) access.require(tx, 'desk.share-view');
  return view;
}

function said({ name, shared, filter }: SavedView) {
  return { name, shared, filter: JSON.stringify(filter) };
}

async function named(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof AppError || !isUniqueViolation(error)) throw error;
    throw refuse('desk.view.name-taken', undefined, '/body/name');
  }
}
