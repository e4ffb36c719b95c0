import { conflict, refuse, type Tx } from '../../../platform/index.ts';
import type { DraftView } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';

const DAYS = 30;
const DAY = 86_400_000;
const MOST_BYTES = 400_000;

interface DraftRow {
  sealed: string;
  version: number;
  updated_at: number;
}

const contextOf = (person: string, form: string): string => `case-draft:${person}:${form}`;

/** What this person was writing, on whichever computer. */
export async function readDraft(deps: CasesDeps, tx: Tx, form: string): Promise<DraftView> {
  const person = tx.scope.actor.id;
  const [row] = await tx.query<DraftRow>(
    'SELECT sealed, version, updated_at FROM case_draft WHERE person = $1 AND form = $2 AND updated_at > $3',
    [person, form, tx.now - DAYS * DAY],
  );
  if (!row) return { version: 0, updatedAt: null, body: null };
  const text = Buffer.from(deps.vault.unwrap(row.sealed, contextOf(person, form))).toString('utf8');
  return { version: row.version, updatedAt: row.updated_at, body: JSON.parse(text) as DraftView['body'] };
}

/**
 * Keeps it, sealed: it may name a victim. Drafts of 30 days are forgotten.
 * @throws AppError `conflict` with both when another window of the same person was faster; `refused` when it is too long
 */
export async function keepDraft(
  deps: CasesDeps,
  tx: Tx,
  form: string,
  input: { version: number; body: Record<string, unknown> },
): Promise<DraftView> {
  const person = tx.scope.actor.id;
  const text = Buffer.from(JSON.stringify(input.body));
  if (text.length > MOST_BYTES) throw refuse('draft.too-long');
  await tx.query('DELETE FROM case_draft WHERE updated_at <= $1 AND person = $2', [tx.now - DAYS * DAY, person]);
  const now = await readDraft(deps, tx, form);
  if (now.version !== input.version) {
    throw conflict('draft', { version: input.version, body: input.body }, { version: now.version, body: now.body });
  }
  await tx.query(
    `INSERT INTO case_draft (person, form, sealed, version, updated_at, agency) VALUES ($1,$2,$3,1,$4,$5)
     ON CONFLICT (person, form) DO UPDATE SET sealed = excluded.sealed, updated_at = excluded.updated_at,
       version = case_draft.version + 1`,
    [person, form, deps.vault.wrap(text, contextOf(person, form)), tx.now, tx.scope.agency],
  );
  return readDraft(deps, tx, form);
}

/** Forgets it: it was sent, or thrown away. */
export async function forgetDraft(tx: Tx, form: string): Promise<DraftView> {
  await tx.query('DELETE FROM case_draft WHERE person = $1 AND form = $2', [tx.scope.actor.id, form]);
  return { version: 0, updatedAt: null, body: null };
}
