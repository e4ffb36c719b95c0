import { conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { ChangeSource, CreateSource } from '../contract.ts';
import type { IdentificationDeps } from '../deps.ts';
import { insertList } from '../hash-lists/list-store.ts';
import { credentialsContext } from './call-source.ts';
import { FIRST_WINDOW_MS, PULL_JOB } from './pull-source.ts';
import { checkBaseUrl, checkOrigin, requireAllowed } from './source-address.ts';
import { lockSource, type SourceRow, updateSource } from './source-store.ts';
import { closeTrouble } from './source-trouble.ts';

const ref = (id: string) => ({ kind: 'hash-source', id });

/** Sets the only addresses that are called. One taken off is not called any more, by whatever source. */
export async function allowOrigins(
  deps: IdentificationDeps,
  tx: Tx,
  input: { origins: readonly string[] },
): Promise<string[]> {
  const origins = [...new Set(input.origins.map((text, n) => checkOrigin(text, `/body/origins/${n}`)))].sort();
  await tx.query('DELETE FROM ident_hash_address WHERE NOT origin = ANY($1)', [origins]);
  await tx.query(
    'INSERT INTO ident_hash_address (origin, allowed_by, at) SELECT o, $2, $3 FROM unnest($1::text[]) o ON CONFLICT DO NOTHING',
    [origins, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'hash-source.addresses-allowed',
    entity: { kind: 'directory', id: 'hash-source-addresses' },
    body: { origins },
  });
  return origins;
}

/**
 * Adds a source and the list its entries go to, and begins to pull.
 * @throws AppError `invalid`; `refused` when its address is not allowed, or the list's name is taken
 */
export async function createSource(
  deps: IdentificationDeps,
  tx: Tx,
  input: CreateSource,
): Promise<{ id: string; listId: string }> {
  const baseUrl = checkBaseUrl(input.baseUrl);
  await requireAllowed(tx, baseUrl);
  const id = deps.runtime.newId();
  const listId = deps.runtime.newId();
  const from = Math.floor(input.from / 1_000) * 1_000;
  await insertList(tx, { id: listId, name: input.name, source: input.environment, kind: 'known', scheme: 'NCMEC' });
  await tx.query(
    `INSERT INTO ident_hash_source (id, name, environment, base_url, credentials, list_id, every_ms, from_at, complete_to,
       window_ms, next_at, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $11, $10, $11)`,
    [
      id,
      input.name,
      input.environment,
      baseUrl,
      sealCredentials(deps, id, input),
      listId,
      input.everyMinutes * 60_000,
      from,
      FIRST_WINDOW_MS,
      tx.scope.actor.id,
      tx.now,
    ],
  );
  deps.audit.record(tx, {
    act: 'hash-source.created',
    entity: ref(id),
    about: [{ kind: 'hash-list', id: listId }],
    body: { name: input.name, environment: input.environment, baseUrl, from },
  });
  await deps.jobs.enqueue(tx, { kind: PULL_JOB, key: id, payload: { id } });
  return { id, listId };
}

function sealCredentials(
  deps: IdentificationDeps,
  id: string,
  { username, password }: { username: string; password: string },
): string {
  return deps.vault.wrap(Buffer.from(JSON.stringify({ username, password })), credentialsContext(id));
}

/** @throws AppError `not-found`; `conflict` when it was changed meanwhile */
export async function changeSource(
  deps: IdentificationDeps,
  tx: Tx,
  input: ChangeSource & { id: string },
): Promise<{ version: number }> {
  const source = await held(tx, input.id);
  if (source.version !== input.version) throw conflict('hash-source', input.version, source.version);
  const version = source.version + 1;
  const { username, password } = input;
  await updateSource(tx, source.id, {
    version,
    ...(input.state ? { state: input.state } : {}),
    ...(input.everyMinutes ? { every_ms: input.everyMinutes * 60_000 } : {}),
    ...(username !== undefined && password !== undefined
      ? { credentials: sealCredentials(deps, source.id, { username, password }) }
      : {}),
  });
  deps.audit.record(tx, {
    act: 'hash-source.changed',
    entity: ref(source.id),
    body: { state: input.state ?? source.state, credentials: username === undefined ? 'kept' : 'new' },
  });
  if (input.state === 'active' || username !== undefined) await wake(deps, tx, source, input.state ?? source.state);
  return { version };
}

/** Asks a source now. One that had stopped is tried again. @throws AppError `not-found`, `refused` when it is paused */
export async function askPull(deps: IdentificationDeps, tx: Tx, id: string): Promise<{ id: string }> {
  const source = await held(tx, id);
  if (source.state === 'paused') throw refuse('hash-source.paused');
  deps.audit.record(tx, { act: 'hash-source.pull-asked', entity: ref(id) });
  await wake(deps, tx, source, source.state);
  return { id };
}

async function wake(deps: IdentificationDeps, tx: Tx, source: SourceRow, state: SourceRow['state']): Promise<void> {
  if (state !== 'active') return;
  if (source.pull_state === 'stopped') {
    await updateSource(tx, source.id, { pull_state: 'waiting', failures: 0, code: null });
    await closeTrouble(deps, tx, source.id, 'tried-again');
  }
  await updateSource(tx, source.id, { next_at: tx.now });
  await deps.jobs.enqueue(tx, { kind: PULL_JOB, key: source.id, payload: { id: source.id } });
}

async function held(tx: Tx, id: string): Promise<SourceRow> {
  const source = await lockSource(tx, id);
  if (!source) throw notFound('hash-source');
  return source;
}
