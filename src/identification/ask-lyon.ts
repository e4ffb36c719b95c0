import { AppError, type EntityRef, type JobHandler, systemScope, type Tx } from '../platform/index.ts';
import type { AskKind, AskView } from './contract.ts';
import { type Deps, due, roles } from './deps.ts';

export const ASK_JOB = 'identification.ask';

export interface AskRow {
  readonly id: string;
  readonly kind: AskKind;
  readonly payload: unknown;
  readonly about_kind: string;
  readonly about_id: string;
  readonly series_id: string | null;
  readonly case_id: string | null;
  readonly urgency: 'routine' | 'urgent' | 'life-at-risk';
  readonly purpose: string | null;
  readonly media_ids: (string | null)[] | null;
  readonly state: 'open' | 'answered' | 'refused';
  readonly code: string | null;
  readonly asked_by: string;
  readonly asked_at: number;
  readonly settled_at: number | null;
  readonly compartment: string;
}

/** How one kind of question is put to Lyon and what its answer does here. */
export interface AskHandler {
  /** Outside any transaction; may run again after a crash, so Lyon must know a repeat by its id. */
  perform(ask: AskRow): Promise<unknown>;
  /** In the transaction that closes the ask. A code means Lyon said no, within a proper answer. */
  settle(
    tx: Tx,
    ask: AskRow,
    answer: unknown,
  ): Promise<{ code: string | null; body?: Record<string, string | number> }>;
  /** What a refusal undoes here. */
  refused?(tx: Tx, ask: AskRow, code: string): Promise<void>;
}

export interface NewAsk {
  readonly id?: string;
  readonly kind: AskKind;
  readonly payload: object;
  readonly about: EntityRef;
  readonly seriesId?: string | null;
  readonly caseId?: string | null;
  readonly urgency?: AskRow['urgency'];
  readonly purpose?: string;
  readonly mediaIds?: readonly (string | null)[];
  readonly compartment?: string;
}

/** What conservation and the queue count: a look-up by its own name, everything else as an ask. */
function itemOf(ask: { kind: AskKind; id: string }): { ref: EntityRef; acts: [string, string, string] } {
  return ask.kind === 'lookup'
    ? { ref: { kind: 'lookup', id: ask.id }, acts: ['lookup.asked', 'lookup.answered', 'lookup.refused'] }
    : { ref: { kind: 'icse-ask', id: ask.id }, acts: ['icse-ask.sent', 'icse-ask.answered', 'icse-ask.refused'] };
}

/** Writes down what is asked of Lyon, who owes it and until when, in the use case's transaction; a job asks after its commit. */
export async function askLyon(deps: Deps, tx: Tx, ask: NewAsk): Promise<string> {
  const id = ask.id ?? deps.runtime.newId();
  const urgency = ask.urgency ?? 'routine';
  const compartment = ask.compartment ?? 'general';
  await tx.query(
    `INSERT INTO ident_ask (id, kind, payload, about_kind, about_id, series_id, case_id, urgency, purpose, media_ids, asked_by,
       asked_at, compartment) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      id,
      ask.kind,
      JSON.stringify(ask.payload),
      ask.about.kind,
      ask.about.id,
      ask.seriesId ?? null,
      ask.caseId ?? null,
      urgency,
      ask.purpose ?? null,
      ask.mediaIds ?? null,
      tx.scope.actor.id,
      tx.now,
      compartment,
    ],
  );
  const { ref, acts } = itemOf({ kind: ask.kind, id });
  const about = [ask.about, ...deps.cases.timelineRefs(ask.caseId)];
  deps.audit.record(tx, { act: acts[0], entity: ref, about, body: { kind: ask.kind } });
  await deps.work.open(tx, {
    ref,
    task: ask.kind === 'lookup' ? 'identification.lookup-awaited' : 'identification.answer-awaited',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + due.ask[urgency],
    urgency,
    params: { kind: ask.kind },
    about,
    compartment,
  });
  await deps.jobs.enqueue(tx, { kind: ASK_JOB, key: id, payload: { id } });
  return id;
}

/** Asks until Lyon answers or refuses; Lyon being away is neither, and stays owed. */
export function askJob(deps: Deps, kinds: Readonly<Record<AskKind, AskHandler>>): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    const ask = await deps.db.tx(scope, (tx) => readAsk(tx, id));
    if (ask?.state !== 'open') return undefined;
    const handler = kinds[ask.kind];
    let answer: unknown;
    try {
      answer = await handler.perform(ask);
    } catch (error) {
      const wait = waitOf(error);
      if (wait) {
        await deps.db.tx(scope, (tx) => noteWait(deps, tx, ask, wait.code));
        return { againAfterMs: wait.ms };
      }
      const code = finalCode(error);
      if (code === null) throw error;
      await deps.db.tx(scope, async (tx) => {
        await close(deps, tx, ask, { code });
        await handler.refused?.(tx, ask, code);
        await job.done(tx);
      });
      return undefined;
    }
    await deps.db.tx(scope, async (tx) => {
      const settled = await handler.settle(tx, ask, answer);
      await close(deps, tx, ask, settled);
      if (settled.code !== null) await handler.refused?.(tx, ask, settled.code);
      await job.done(tx);
    });
    return undefined;
  };
}

async function close(
  deps: Deps,
  tx: Tx,
  ask: AskRow,
  settled: { code: string | null; body?: Record<string, string | number> },
): Promise<void> {
  const { ref, acts } = itemOf(ask);
  await tx.query('UPDATE ident_ask SET state = $2, code = $3, settled_at = $4 WHERE id = $1', [
    ask.id,
    settled.code === null ? 'answered' : 'refused',
    settled.code,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: settled.code === null ? acts[1] : acts[2],
    entity: ref,
    about: [{ kind: ask.about_kind, id: ask.about_id }, ...deps.cases.timelineRefs(ask.case_id)],
    body: { kind: ask.kind, ...(settled.code === null ? {} : { code: settled.code }), ...settled.body },
  });
  await deps.work.close(tx, { ref, outcome: settled.code === null ? 'answered' : 'refused' });
}

/** Lyon holds this bureau back for a while: why, and for how long. */
function waitOf(error: unknown): { code: string; ms: number } | null {
  if (!(error instanceof AppError) || error.code !== 'rate-limited' || !error.retryAfterSeconds) return null;
  return { code: error.errors[0]?.code ?? error.code, ms: error.retryAfterSeconds * 1000 };
}

/** It stays open and owed; why it waits is shown with it, and on the record once. */
async function noteWait(deps: Deps, tx: Tx, ask: AskRow, code: string): Promise<void> {
  const rows = await tx.query(
    "UPDATE ident_ask SET code = $2 WHERE id = $1 AND state = 'open' AND code IS DISTINCT FROM $2 RETURNING id",
    [ask.id, code],
  );
  if (rows.length === 0) return;
  deps.audit.record(tx, { act: 'icse-ask.waits', entity: itemOf(ask).ref, body: { kind: ask.kind, code } });
}

const FINAL: ReadonlySet<string> = new Set(['refused', 'invalid', 'not-found', 'conflict', 'gone', 'too-large']);

/** Why it will never be answered; null when trying again may help. */
function finalCode(error: unknown): string | null {
  if (!(error instanceof AppError) || !FINAL.has(error.code)) return null;
  return error.errors[0]?.code ?? error.code;
}

export async function readAsk(tx: Tx, id: string): Promise<AskRow | null> {
  const [row] = await tx.query<AskRow>('SELECT * FROM ident_ask WHERE id = $1', [id]);
  return row ?? null;
}

export async function listAsks(tx: Tx, seriesId: string): Promise<AskView[]> {
  const rows = await tx.query<AskRow>(
    "SELECT * FROM ident_ask WHERE series_id = $1 AND kind <> 'lookup' ORDER BY asked_at DESC, id DESC LIMIT 100",
    [seriesId],
  );
  return rows.map(askView);
}

export function askView(row: AskRow): AskView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    code: row.code,
    about: { kind: row.about_kind, id: row.about_id },
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    settledAt: row.settled_at,
  };
}
