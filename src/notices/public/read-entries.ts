import type { Tx } from '../../platform/index.ts';
import type { NoticeForm } from '../contract.ts';
import { neverPublic } from './may-be-public.ts';
import { fold } from './name-pattern.ts';
import type { PublicEntry } from './shelf.ts';
import { toPublic } from './to-public.ts';

interface Changed {
  notice_id: string;
  kind: string;
  entity_id: string;
  shown: boolean;
  published_at: number;
  rev: number;
}

interface Content {
  notice_id: string;
  owner: string;
  form: NoticeForm;
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

// Pictures stay in the database: of them the hashes alone are read. One by one by their keys: a join over a page's limit would
// be planned as one over everything there is.
const CONTENT = `SELECT u.id AS notice_id, n.owner, v.raw, v.form #- '{subject,photos}' AS form,
    (SELECT array_agg(photo->>'sha256' ORDER BY nth)
     FROM jsonb_array_elements(v.form->'subject'->'photos') WITH ORDINALITY AS e(photo, nth) WHERE photo ? 'data') AS photos
  FROM unnest($1::uuid[]) AS u(id)
  CROSS JOIN LATERAL (SELECT owner, content_version FROM notice WHERE id = u.id AND state = 'issued' OFFSET 0) AS n
  CROSS JOIN LATERAL (
    SELECT form, raw FROM notice_version WHERE notice_id = u.id AND notice_version.n = n.content_version AND state = 'issued' OFFSET 0) AS v`;

/** What changed in the extract after revision `after`, a page at a time, in the order of revisions. */
export async function readChanges(
  tx: Tx,
  after: { rev: number; id: string },
  limit: number,
): Promise<{ changes: Change[]; last: { rev: number; id: string } | null }> {
  const changed = await tx.query<Changed>(
    `SELECT notice_id, kind, entity_id, shown, published_at, rev FROM notice_public
     WHERE rev >= $1 AND (rev, notice_id) > ($1, $2::uuid) ORDER BY rev, notice_id LIMIT $3`,
    [after.rev, after.id, limit],
    'public-extract.changes',
  );
  const ids = changed.filter((row) => row.shown).map((row) => row.notice_id);
  const contents = ids.length === 0 ? [] : await tx.query<Content>(CONTENT, [ids], 'public-extract.contents');
  const byId = new Map(contents.map((row) => [row.notice_id, row]));
  const last = changed.at(-1);
  return {
    changes: changed.map((row) => {
      const content = byId.get(row.notice_id);
      return { noticeId: row.notice_id, kind: row.kind, entry: content ? toEntry({ ...row, ...content }) : null };
    }),
    last: changed.length === limit && last ? { rev: last.rev, id: last.notice_id } : null,
  };
}

function toEntry(row: Changed & Content): PublicEntry | null {
  const { form } = row;
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
