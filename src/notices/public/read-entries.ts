import type { Tx } from '../../platform/index.ts';
import type { NoticeForm } from '../contract.ts';
import { neverPublic } from './may-be-public.ts';
import { fold } from './name-pattern.ts';
import type { PublicEntry } from './shelf.ts';
import { toPublic } from './to-public.ts';

interface Row {
  notice_id: string;
  kind: string;
  entity_id: string;
  shown: boolean;
  published_at: number;
  rev: number;
  owner: string | null;
  form: NoticeForm | null;
  raw: Record<string, unknown> | null;
  photos: string[] | null;
}

export interface Change {
  readonly noticeId: string;
  /** Null: it is not in the extract any more. */
  readonly entry: PublicEntry | null;
  readonly kind: string;
}

/** The number of a picture to the public, from its hash. */
export const pictureId = (sha256: string): string => String(Number.parseInt(sha256.slice(0, 8), 16));

// Pictures stay in the database: of them the hashes alone are read.
const SELECT = `SELECT p.notice_id, p.kind, p.entity_id, p.shown, p.published_at, p.rev, n.owner, v.raw,
    v.form #- '{subject,photos}' AS form,
    (SELECT array_agg(photo->>'sha256' ORDER BY nth) FROM jsonb_array_elements(v.form->'subject'->'photos') WITH ORDINALITY AS e(photo, nth)
     WHERE photo ? 'data') AS photos
  FROM notice_public p
  LEFT JOIN notice n ON n.id = p.notice_id AND n.state = 'issued' AND p.shown
  LEFT JOIN notice_version v ON v.notice_id = n.id AND v.n = n.content_version AND v.state = 'issued'`;

/** What changed in the extract after revision `after`, a page at a time, in the order of revisions. */
export async function readChanges(
  tx: Tx,
  after: { rev: number; id: string },
  limit: number,
): Promise<{ changes: Change[]; last: { rev: number; id: string } | null }> {
  const rows = await tx.query<Row>(
    `${SELECT} WHERE (p.rev, p.notice_id) > ($1, $2::uuid) ORDER BY p.rev, p.notice_id LIMIT $3`,
    [after.rev, after.id, limit],
    'public-extract.changes',
  );
  const last = rows.at(-1);
  return {
    changes: rows.map((row) => ({ noticeId: row.notice_id, kind: row.kind, entry: toEntry(row) })),
    last: rows.length === limit && last ? { rev: last.rev, id: last.notice_id } : null,
  };
}

function toEntry(row: Row): PublicEntry | null {
  const { form } = row;
  if (!row.shown || !form || row.owner === null) return null;
  const isNations = row.kind.startsWith('un-');
  if (!isNations && neverPublic(form) !== null) return null;
  const { subject } = form;
  const raw = row.raw ?? {};
  const asked = form.colour === 'red' ? [row.owner] : [];
  const text = Object.values(isNations ? raw : toPublic(form, row.entity_id, row.owner))
    .flat()
    .map((value) =>
      typeof value === 'object' && value !== null ? Object.values(value).join(' ') : String(value ?? ''),
    )
    .join(' ');
  return {
    noticeId: row.notice_id,
    kind: row.kind,
    entityId: row.entity_id,
    name: subject.familyName ?? null,
    forename: subject.forename ?? null,
    nameKey: fold(subject.familyName ?? ''),
    forenameKey: fold(subject.forename ?? ''),
    birthDate: subject.birthDate ?? null,
    nationalities: subject.nationalities ?? [],
    sex: subject.sex ?? null,
    warrantCountries: asked,
    unReference: typeof raw.un_reference === 'string' ? raw.un_reference : null,
    unResolution: raw.un_resolution === undefined || raw.un_resolution === null ? null : String(raw.un_resolution),
    text,
    thumbnail: row.photos?.[0] === undefined ? null : pictureId(row.photos[0]),
    publishedAt: row.published_at,
  };
}

export interface PublicDetail {
  readonly owner: string;
  readonly form: NoticeForm;
  readonly raw: Record<string, unknown> | null;
}

/** A public notice whole, with its pictures, as it is in force now; null when it is not public any more. */
export async function readPublic(tx: Tx, noticeId: string): Promise<PublicDetail | null> {
  const [row] = await tx.query<PublicDetail>(
    `SELECT n.owner, v.form, v.raw FROM notice_public p JOIN notice n ON n.id = p.notice_id AND n.state = 'issued'
     JOIN notice_version v ON v.notice_id = n.id AND v.n = n.content_version AND v.state = 'issued'
     WHERE p.notice_id = $1 AND p.shown`,
    [noticeId],
    'public-extract.one',
  );
  return row ?? null;
}
