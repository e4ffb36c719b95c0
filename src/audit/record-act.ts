import { type ActCatalogue, noteTouched, type Runtime, type Tx } from '../platform/index.ts';
import { SALT_BYTES, saltedHash } from '../protocol/index.ts';
import type { BodyKeys, EntityKey, NewEntityKey } from './body-keys.ts';
import { bodyBytes, checkedRef, type LedgerAct, NO_BODY_HASH } from './entry.ts';

interface Pending {
  readonly id: string;
  readonly act: string;
  readonly entity: string;
  readonly about: readonly string[];
  readonly bodyHash: Uint8Array;
  /** Salt, then the canonical body; null when there is none. */
  readonly plain: Uint8Array | null;
}

interface Recorder {
  readonly pending: Pending[];
  writes: number;
}

const MEMO = 'audit.recorder';

export interface RecordDeps {
  readonly runtime: Runtime;
  readonly keys: BodyKeys;
  readonly acts: ReadonlyMap<string, ActCatalogue[string]>;
  /** Called after a commit that left unsealed rows. */
  readonly wake: () => void;
}

/**
 * Puts an act on the record of this transaction. All acts of a transaction go to the database in one statement before its
 * commit; none of them stays when it rolls back.
 * @throws TypeError for an act in no catalogue or a malformed reference; ProtocolError for a body that is not canonical JSON.
 */
export function recordAct(deps: RecordDeps, tx: Tx, entry: LedgerAct): void {
  if (!deps.acts.has(entry.act)) throw new TypeError(`ledger: act ${entry.act} is in no registered catalogue`);
  const entity = checkedRef(entry.entity);
  const about = [...new Set((entry.about ?? []).map(checkedRef))].filter((ref) => ref !== entity);
  const hasBody = entry.body !== undefined || about.length > 0;
  let plain: Uint8Array | null = null;
  let bodyHash = NO_BODY_HASH;
  if (hasBody) {
    const salt = deps.runtime.random(SALT_BYTES);
    const bytes = bodyBytes(about, entry.body ?? null);
    bodyHash = saltedHash(salt, bytes);
    plain = Buffer.concat([salt, bytes]);
  }
  noteTouched(tx, [entity, ...about]);
  const recorder = recorderOf(deps, tx);
  recorder.pending.push({ id: deps.runtime.newId(), act: entry.act, entity, about, bodyHash, plain });
}

function recorderOf(deps: RecordDeps, tx: Tx): Recorder {
  let recorder = tx.memo.get(MEMO) as Recorder | undefined;
  if (!recorder) {
    recorder = { pending: [], writes: 0 };
    tx.memo.set(MEMO, recorder);
  }
  const it = recorder;
  if (it.pending.length > 0) return it;
  if (tx.withCommit) tx.withCommit('audit', () => writeLast(deps, tx, it));
  // A hook that runs after the ledger's may record too: each write registers under a name of its own, and is then run.
  else tx.beforeCommit(`audit:${it.writes}`, () => write(deps, tx, it));
  return it;
}

type WithBody = Pending & { readonly plain: Uint8Array };

function withBodies(entries: readonly Pending[]): WithBody[] {
  return entries.filter((entry): entry is WithBody => entry.plain !== null);
}

/**
 * With COMMIT right behind: what can throw does so before anything is sent. A key held here that a purge has destroyed meanwhile
 * fails the statement as a serialization failure: the transaction is run again, with a new key.
 */
function writeLast(deps: RecordDeps, tx: Tx, recorder: Recorder): Promise<void> {
  const entries = recorder.pending.splice(0);
  const bodies = withBodies(entries);
  const { values, made } = seal(deps, tx, entries, bodies);
  hold(deps, tx, made);
  tx.onCommit(deps.wake);
  return tx.query(INSERT_LAST, values, 'audit.record-last').then(
    () => undefined,
    (error: unknown) => {
      for (const body of bodies) deps.keys.forget(body.entity);
      throw error;
    },
  );
}

/** Within a savepoint. */
async function write(deps: RecordDeps, tx: Tx, recorder: Recorder): Promise<void> {
  recorder.writes++;
  const entries = recorder.pending.splice(0);
  const bodies = withBodies(entries);
  const stored = await insert(deps, tx, entries, bodies);
  // A key held here was destroyed by a purge in this or another process: those bodies get a new key.
  const left = bodies.filter((body) => !stored.has(body.id));
  if (left.length > 0) {
    for (const body of left) deps.keys.forget(body.entity);
    const again = await insert(deps, tx, [], left);
    if (again.size !== left.length) throw new Error('ledger: a body could not be stored');
  }
  tx.onCommit(deps.wake);
}

async function insert(
  deps: RecordDeps,
  tx: Tx,
  entries: readonly Pending[],
  bodies: readonly WithBody[],
): Promise<Set<string>> {
  const { values, made } = seal(deps, tx, entries, bodies);
  const rows = await tx.query<{ entry: string }>(INSERT, values, 'audit.record');
  hold(deps, tx, made);
  return new Set(rows.map((row) => row.entry));
}

function hold({ keys }: RecordDeps, tx: Tx, made: readonly NewEntityKey[]): void {
  if (made.length === 0) return;
  tx.onCommit(() => {
    for (const key of made) keys.hold(key.entity, key);
  });
}

/** What the database is given: the entries, and their bodies under keys of their entities, new ones where none is held. */
function seal(
  { keys, runtime }: RecordDeps,
  tx: Tx,
  entries: readonly Pending[],
  bodies: readonly WithBody[],
): { values: readonly unknown[]; made: readonly NewEntityKey[] } {
  const used = new Map<string, EntityKey>();
  const made: NewEntityKey[] = [];
  for (const { entity } of bodies) {
    if (used.has(entity)) continue;
    const held = keys.held(entity);
    if (held) {
      used.set(entity, held);
    } else {
      const key = keys.make(entity);
      made.push(key);
      used.set(entity, key);
    }
  }
  const sealed = bodies.map((body) => {
    const key = used.get(body.entity) ?? keys.make(body.entity);
    return { entry: body.id, key: key.id, bytes: keys.seal(key.key, body.id, body.plain) };
  });
  runtime.log.trace({ entries: entries.length, keys: made.length }, 'ledger rows to be written');
  const values = [
    tx.now,
    tx.scope.actor.id,
    entries.map((entry) => entry.id),
    entries.map((entry) => entry.act),
    entries.map((entry) => entry.entity),
    entries.map((entry) => entry.about.join('\n')),
    entries.map((entry) => entry.bodyHash),
    made.map((key) => key.id),
    made.map((key) => key.entity),
    made.map((key) => key.wrapped),
    sealed.map((body) => body.entry),
    sealed.map((body) => body.key),
    sealed.map((body) => body.bytes),
  ];
  return { values, made };
}

// One round trip for the whole transaction.
const VALUES = '($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)';
const INSERT = `SELECT hw_audit_write${VALUES} AS entry`;
const INSERT_LAST = `SELECT hw_audit_write_last${VALUES} AS entry`;
