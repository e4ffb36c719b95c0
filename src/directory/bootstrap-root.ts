import { AppError, type Runtime, refuse, type Tx } from '../platform/index.ts';
import { thumbprint } from '../protocol/index.ts';
import { rootView } from './contract.ts';
import type { DirectoryDeps } from './deps.ts';
import { readStatement } from './key-statement.ts';
import { bringsBackRevoked, ensureBureau, lockBureau, putInForce } from './take-statement.ts';
import type { RootBootstrap } from './types.ts';

/**
 * The Secretariat's keys, on the root's word: the one thing that the feed cannot vouch for, since it is signed with them.
 * @throws AppError `refused` with `root.other-fingerprint` or `root.not-signed`.
 */
export async function bootstrapRoot(deps: DirectoryDeps, tx: Tx, { root, statement }: RootBootstrap): Promise<void> {
  if (thumbprint(root) !== deps.rootFingerprint) throw refuse('root.other-fingerprint');
  const read = await readStatement(statement, [root]);
  if (read === null || read.body.from !== 'IPSG') throw refuse('root.not-signed');
  await ensureBureau(tx, 'IPSG');
  const pinned = await lockBureau(tx, 'IPSG');
  await tx.query(
    `INSERT INTO directory_root (bureau, root, statement) VALUES ('IPSG', $1, $2)
     ON CONFLICT (bureau) DO UPDATE SET root = excluded.root, statement = excluded.statement
     WHERE $3::bigint >= (SELECT serial FROM bureau WHERE code = 'IPSG')`,
    [JSON.stringify(root), statement, read.body.serial],
  );
  // An older one, met again at every start, takes nothing back.
  if (read.body.serial <= pinned.serial) return;
  if (bringsBackRevoked(pinned.keys, read.body)) throw refuse('key.revoked-again', { bureau: 'IPSG' });
  await putInForce(deps, tx, { code: 'IPSG', text: statement, body: read.body, status: 'connected', from: tx.now });
}

/** What this node was started from: others may start from it too, if they trust the same fingerprint. */
export async function readRoot(tx: Tx): Promise<RootBootstrap | null> {
  const [row] = await tx.query<RootBootstrap>("SELECT root, statement FROM directory_root WHERE bureau = 'IPSG'");
  return row ?? null;
}

/**
 * Asks the Secretariat's address for its root statement. Nothing here is trusted yet: `bootstrap` checks the fingerprint.
 * @throws AppError `unavailable`.
 */
export async function fetchBootstrap(runtime: Pick<Runtime, 'fetch'>, url: string): Promise<RootBootstrap> {
  try {
    const response = await runtime.fetch(new URL('/api/directory/root', url), { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return rootView.parse(await response.json());
  } catch (cause) {
    throw new AppError('unavailable', 'the root statement could not be fetched', { cause, retryAfterSeconds: 5 });
  }
}
