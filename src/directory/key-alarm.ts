import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import type { DirectoryDeps } from './deps.ts';
import { peekStatement, readStatement } from './key-statement.ts';
import { isP256 } from './key-store.ts';
import { bringsBackRevoked, lockBureau, putInForce } from './take-statement.ts';
import type { BureauStatus } from './types.ts';

/** Puts a change aside for a person. The same one again raises no second alarm while the first is open. */
export async function raiseAlarm(
  deps: DirectoryDeps,
  tx: Tx,
  alarm: { code: BureauCode; reason: string; statement: string; status: BureauStatus },
): Promise<void> {
  const open = await tx.query('SELECT 1 FROM key_alarm WHERE bureau = $1 AND statement = $2 AND settled_at IS NULL', [
    alarm.code,
    alarm.statement,
  ]);
  if (open.length > 0) return;
  const id = deps.runtime.newId();
  await tx.query(
    'INSERT INTO key_alarm (id, bureau, code, statement, status, raised_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, alarm.code, alarm.reason, alarm.statement, alarm.status, tx.now],
  );
  deps.audit.record(tx, {
    act: 'directory.key-alarm',
    entity: { kind: 'bureau', id: alarm.code },
    body: { alarm: id, reason: alarm.reason },
  });
  deps.runtime.log.error(
    { bureau: alarm.code, reason: alarm.reason },
    'a change of keys did not prove itself: the pin holds',
  );
}

interface AlarmRow {
  id: string;
  bureau: BureauCode;
  code: string;
  statement: string;
  status: BureauStatus;
  raised_at: number;
  settled_at: number | null;
  settled_by: string | null;
  outcome: 'accepted' | 'rejected' | null;
  version: number;
}

/** The newest first. */
export async function listAlarms(tx: Tx) {
  const rows = await tx.query<AlarmRow>('SELECT * FROM key_alarm ORDER BY raised_at DESC, id DESC LIMIT 200');
  return rows.map((row) => ({
    id: row.id,
    bureau: row.bureau,
    code: row.code,
    raisedAt: row.raised_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    outcome: row.outcome,
    version: row.version,
  }));
}

/**
 * A person decides about a change that did not prove itself, having confirmed it outside the network. An accepted one
 * must still be signed by the key that it would put in force, and brings back no revoked key.
 * @throws AppError `not-found`, `conflict` when settled meanwhile, `refused`.
 */
export async function settleAlarm(
  deps: DirectoryDeps,
  tx: Tx,
  input: { id: string; version: number; outcome: 'accepted' | 'rejected'; reason: string },
): Promise<{ version: number }> {
  const [alarm] = await tx.query<AlarmRow>('SELECT * FROM key_alarm WHERE id = $1 FOR UPDATE', [input.id]);
  if (!alarm) throw notFound('alarm');
  const { id: _id, ...yours } = input;
  if (alarm.version !== input.version || alarm.settled_at !== null) {
    throw conflict('alarm', yours, { version: alarm.version, outcome: alarm.outcome });
  }
  if (input.outcome === 'accepted') await accept(deps, tx, alarm);
  await tx.query(
    'UPDATE key_alarm SET settled_at = $2, settled_by = $3, outcome = $4, version = version + 1 WHERE id = $1',
    [alarm.id, tx.now, tx.scope.actor.id, input.outcome],
  );
  deps.audit.record(tx, {
    act: 'directory.alarm-settled',
    entity: { kind: 'bureau', id: alarm.bureau },
    body: { alarm: alarm.id, outcome: input.outcome, reason: input.reason },
  });
  return { version: alarm.version + 1 };
}

async function accept(deps: DirectoryDeps, tx: Tx, alarm: AlarmRow): Promise<void> {
  const claimed = peekStatement(alarm.statement);
  if (claimed.from !== alarm.bureau) throw refuse('key.other-bureau', { bureau: alarm.bureau });
  const pinned = await lockBureau(tx, alarm.bureau);
  const own = [claimed.keys.signing, claimed.keys.recovery, ...pinned.keys.map((key) => key.jwk).filter(isP256)];
  const read = await readStatement(alarm.statement, own);
  if (read === null) throw refuse('key.not-proven', { bureau: alarm.bureau });
  if (bringsBackRevoked(pinned.keys, read.body)) throw refuse('key.revoked-again', { bureau: alarm.bureau });
  await putInForce(deps, tx, {
    code: alarm.bureau,
    text: alarm.statement,
    body: read.body,
    status: alarm.status,
    from: tx.now,
  });
}
