import { AppError, type EntityRef, notFound, refuse, type Scope, type Tx } from '../platform/index.ts';
import type { Exposure, ViewedPicture, ViewGranted, ViewMode } from './contract.ts';
import type { Deps } from './deps.ts';
import { type Rendition, renderView } from './render-view.ts';
import { findClue, findMedia } from './store-media.ts';
import * as wire from './wire.ts';

/** Long enough to fetch it, too short to leave it lying. */
const VIEW_LIFE_MS = 60_000;
const DAY_MS = 86_400_000;

type ViewKind = ViewedPicture['kind'];

interface ViewRow {
  readonly id: string;
  readonly kind: ViewKind;
  readonly ref_id: string;
  readonly actor: string;
  readonly reason: string;
  readonly mode: ViewMode;
  /** Of a video: another frame than its still. */
  readonly frame_ms: number | null;
  readonly expires_at: number;
  readonly shown_at: number | null;
}

/** What a view is of, as the ledger names it. */
function viewedRef(kind: ViewKind, id: string): EntityRef {
  return { kind: kind === 'deposit' ? 'icse-media' : kind, id };
}

/** Lets one person see one picture once, with a reason that stays on the record. Nothing is shown yet. */
export async function grantView(
  deps: Deps,
  tx: Tx,
  input: {
    kind: ViewKind;
    id: string;
    reason: string;
    mode: ViewMode;
    despiteClassified?: string;
    frame?: number;
    about?: readonly EntityRef[];
  },
): Promise<ViewGranted> {
  if (input.frame !== undefined && !(await wasShown(tx, input.kind, input.id))) throw refuse('view.still-first');
  const id = deps.runtime.newId();
  const expiresAt = tx.now + VIEW_LIFE_MS;
  await tx.query(
    `INSERT INTO ident_view (id, kind, ref_id, actor, reason, mode, at, expires_at, despite_classified, frame_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      input.kind,
      input.id,
      tx.scope.actor.id,
      input.reason,
      input.mode,
      tx.now,
      expiresAt,
      input.despiteClassified ?? null,
      input.frame ?? null,
    ],
  );
  deps.audit.record(tx, {
    act: 'view.granted',
    entity: viewedRef(input.kind, input.id),
    about: input.about ?? [],
    body: {
      view: id,
      reason: input.reason,
      mode: input.mode,
      ...(input.frame === undefined ? {} : { frame: input.frame }),
      ...(input.despiteClassified === undefined ? {} : { despiteClassified: input.despiteClassified }),
    },
  });
  const [counts] = await tx.query<{ today: number; before: number }>(
    `SELECT count(*) FILTER (WHERE shown_at >= $2)::int AS today,
       count(*) FILTER (WHERE kind = $3 AND ref_id = $4)::int AS before
     FROM ident_view WHERE actor = $1 AND shown_at IS NOT NULL`,
    [tx.scope.actor.id, tx.now - (tx.now % DAY_MS), input.kind, input.id],
  );
  return {
    viewId: id,
    mode: input.mode,
    expiresAt,
    shownToday: counts?.today ?? 0,
    shownBefore: counts?.before ?? 0,
  };
}

/**
 * Before the transaction that shows it: opens and renders the picture of a view that is this person's and not over. What lies
 * at Lyon is opened there, on Lyon's record too.
 * @throws AppError `not-found` (another person's), `refused` `view.over`
 */
export async function prepareView(deps: Deps, scope: Scope, id: string): Promise<Rendition> {
  const { view, file } = await deps.db.tx(scope, async (tx) => {
    const view = await liveView(tx, id);
    return { view, file: await localFile(tx, view) };
  });
  // At the moment of showing: a certificate that was in force when it was asked may have run out since.
  if (view.kind === 'deposit' || view.kind === 'clue') {
    await requireCertificate(deps, scope, viewedRef(view.kind, view.ref_id));
  }
  if (file) {
    const bytes = await deps.vault.open({ ref: file.vault_ref, key: file.vault_key });
    return renderView(bytes, view.mode, view.frame_ms ?? file.still_ms ?? 0);
  }
  const appeal = view.kind === 'appeal' ? await deps.db.tx(scope, (tx) => appealClue(tx, view.ref_id)) : null;
  const opened = await deps.lyon.ask(
    'icse/open',
    {
      what: view.kind === 'deposit' ? 'deposit' : 'clue',
      id: appeal ?? view.ref_id,
      person: view.actor,
      certified: view.kind !== 'appeal',
      purpose: view.reason,
      mode: view.mode,
      appeal: view.kind === 'appeal' ? view.ref_id : null,
      frame: view.frame_ms,
    },
    wire.openedPicture,
  );
  return { ...opened, bytes: Buffer.from(opened.data, 'base64') };
}

/** Shows it: counted, on the record, once. */
export async function showView(deps: Deps, tx: Tx, id: string, rendition: Rendition): Promise<ViewedPicture> {
  const view = await liveView(tx, id);
  const shown = await tx.query('UPDATE ident_view SET shown_at = $2 WHERE id = $1 AND shown_at IS NULL RETURNING id', [
    id,
    tx.now,
  ]);
  if (shown.length === 0) throw refuse('view.over');
  const media = view.kind === 'media' ? await findMedia(tx, view.ref_id) : null;
  deps.audit.record(tx, {
    act: 'view.shown',
    entity: viewedRef(view.kind, view.ref_id),
    about: (media?.cases ?? []).flatMap((caseId) => deps.cases.timelineRefs(caseId)),
    body: { view: id, mode: view.mode, ...(view.frame_ms === null ? {} : { frame: view.frame_ms }) },
  });
  const { bytes, ...size } = rendition;
  const { kind, mode, frame_ms: frameMs } = view;
  return { kind, mode, frameMs, type: 'image/jpeg', ...size, data: Buffer.from(bytes).toString('base64') };
}

/** How much of it a person has seen, by day; the newest thirty. */
export async function readExposure(tx: Tx): Promise<Exposure> {
  const rows = await tx.query<{ day: number; shown: number; clear: number }>(
    `SELECT shown_at / ${DAY_MS} AS day, count(*)::int AS shown, count(*) FILTER (WHERE mode = 'clear')::int AS clear
     FROM ident_view WHERE actor = $1 AND shown_at IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 30`,
    [tx.scope.actor.id],
  );
  const today = rows.find((row) => row.day === Math.floor(tx.now / DAY_MS));
  return {
    today: today?.shown ?? 0,
    clearToday: today?.clear ?? 0,
    days: rows.map(({ day, shown, clear }) => ({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      shown,
      clear,
    })),
  };
}

/** Whether this person has been shown it; clear, where that is asked. */
export async function wasShown(tx: Tx, kind: ViewKind, id: string, mode?: ViewMode): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM ident_view WHERE actor = $1 AND kind = $2 AND ref_id = $3 AND shown_at IS NOT NULL
       AND ($4::text IS NULL OR mode = $4) LIMIT 1`,
    [tx.scope.actor.id, kind, id, mode ?? null],
  );
  return rows.length > 0;
}

export async function countShown(tx: Tx, mediaId: string): Promise<{ shown: number; shownToMe: number }> {
  const [row] = await tx.query<{ shown: number; mine: number }>(
    `SELECT count(*)::int AS shown, count(*) FILTER (WHERE actor = $2)::int AS mine FROM ident_view
     WHERE kind = 'media' AND ref_id = $1 AND shown_at IS NOT NULL`,
    [mediaId, tx.scope.actor.id],
  );
  return { shown: row?.shown ?? 0, shownToMe: row?.mine ?? 0 };
}

/**
 * Only a certified victim-identification specialist goes on. The refusal is recorded in a transaction of its own.
 * @throws AppError `refused` `certificate.needed`, `certificate.expired`
 */
export async function requireCertificate(deps: Deps, scope: Scope, ref: EntityRef): Promise<void> {
  const state = await deps.db.tx(scope, (tx) =>
    deps.access.certificateState(tx, scope.actor.id, 'victim-identification'),
  );
  if (state === 'valid') return;
  const code = state === 'expired' ? 'certificate.expired' : 'certificate.needed';
  await deps.audit.recordAlone(scope, { act: 'view.refused', entity: ref, body: { code } });
  throw refuse(code);
}

/** What a view that is this person's and not over is of. */
export async function readView(tx: Tx, id: string): Promise<{ kind: ViewKind; refId: string; mode: ViewMode }> {
  const { kind, ref_id, mode } = await liveView(tx, id);
  return { kind, refId: ref_id, mode };
}

async function liveView(tx: Tx, id: string): Promise<ViewRow> {
  const [view] = await tx.query<ViewRow>('SELECT * FROM ident_view WHERE id = $1 AND actor = $2', [
    id,
    tx.scope.actor.id,
  ]);
  if (!view) throw notFound('view');
  if (view.shown_at !== null || view.expires_at < tx.now) {
    throw new AppError('gone', 'view is over', { errors: [{ pointer: '', code: 'view.over' }] });
  }
  return view;
}

async function localFile(
  tx: Tx,
  view: ViewRow,
): Promise<{ vault_ref: string; vault_key: string; still_ms?: number | null } | null> {
  if (view.kind === 'media') return findMedia(tx, view.ref_id);
  if (view.kind === 'clue') return findClue(tx, view.ref_id);
  return null;
}

async function appealClue(tx: Tx, appealId: string): Promise<string> {
  const [row] = await tx.query<{ clue_id: string }>('SELECT clue_id FROM ident_appeal WHERE id = $1', [appealId]);
  if (!row) throw notFound('appeal');
  return row.clue_id;
}
