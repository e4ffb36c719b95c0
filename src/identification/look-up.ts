import { invalid, notFound, type Tx } from '../platform/index.ts';
import { type AskHandler, askLyon, readAsk } from './ask-lyon.ts';
import {
  type CreateLookup,
  type LookupHash,
  type LookupMatch,
  type LookupView,
  MAX_LOOKUP_HASHES,
} from './contract.ts';
import type { Deps } from './deps.ts';
import { readStanding } from './judge-match.ts';
import { isSearchable } from './lyon/near-index.ts';
import { tellMatches } from './match-listeners.ts';
import { readKnownSeries } from './read-series.ts';
import { findMediaMany, readPhotoDna } from './store-media.ts';
import { readListed } from './take-listed.ts';
import { takeSeriesWord } from './take-series-word.ts';
import { unlessWait } from './unless-wait.ts';
import { assertFrames } from './video/assert-frames.ts';
import { readFrames } from './video/store-frames.ts';
import * as wire from './wire.ts';

interface Payload {
  /** In the order of the answer's `item`. */
  readonly items: readonly LookupHash[];
}

/** Asks Lyon whether it holds these pictures, at most 256 at once. Hashes go; a picture never does. */
export async function lookUp(deps: Deps, tx: Tx, input: CreateLookup): Promise<{ id: string }> {
  const given = input.mediaIds.length + input.hashes.length;
  if (given > MAX_LOOKUP_HASHES) throw invalid('/body', 'lookup.too-many-hashes', { given, most: MAX_LOOKUP_HASHES });
  const held = await findMediaMany(tx, input.mediaIds);
  const frames = await readFrames(tx, input.mediaIds);
  const photodna = await readPhotoDna(tx, input.mediaIds);
  const ofMedia = input.mediaIds.map((id, n): LookupHash => {
    const row = held.get(id);
    if (!row) throw invalid(`/body/mediaIds/${n}`, 'media.unknown');
    const { sha256, md5, pdq, quality, dihedral } = row;
    const ofVideo = frames.get(id);
    const listed = photodna.get(id);
    const more = { ...(ofVideo ? { frames: ofVideo } : {}), ...(listed ? { photodna: listed } : {}) };
    return { sha256, md5, pdq, quality, dihedral, ...more };
  });
  assertFrames([...ofMedia, ...input.hashes], '/body');
  if (input.caseId !== undefined && !(await deps.cases.case(tx, input.caseId))) throw notFound('case');
  const id = deps.runtime.newId();
  const payload: Payload = { items: [...ofMedia, ...input.hashes] };
  await askLyon(deps, tx, {
    id,
    kind: 'lookup',
    payload,
    about: { kind: 'lookup', id },
    caseId: input.caseId,
    urgency: input.urgency,
    purpose: input.purpose,
    mediaIds: [...input.mediaIds, ...input.hashes.map(() => null)],
  });
  if (input.caseId !== undefined)
    await deps.cases.link(tx, input.caseId, { kind: 'lookup', id }, input.purpose.slice(0, 200));
  return { id };
}

export function lookupKind(deps: Deps): AskHandler {
  return {
    async perform(ask) {
      const { items } = ask.payload as Payload;
      const body = { id: ask.id, purpose: ask.purpose ?? '', items: items.map((item) => ({ ...item })) };
      return unlessWait(await deps.lyon.ask('icse/lookup', body, wire.lookupAnswer));
    },
    async settle(tx, ask, answer) {
      const { found, leftOut } = answer as wire.LookupFound;
      await addMatches(deps, tx, ask.id, found, false);
      return { code: null, body: { matches: found.length, ...(leftOut > 0 ? { leftOut } : {}) } };
    },
  };
}

/** Keeps matches beside the question, once each; `late` ones came after its answer. Returns how many are new. */
export async function addMatches(
  deps: Deps,
  tx: Tx,
  lookupId: string,
  found: readonly wire.FoundMatch[],
  late: boolean,
): Promise<number> {
  const series = new Map(found.map((match) => [match.series.id, match.series]));
  // In one order, so that two that take words on the same series wait for each other in turn.
  for (const [, word] of [...series].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await takeSeriesWord(deps, tx, { series: word });
  }
  if (found.length === 0) return 0;
  const rows = await tx.query(
    `INSERT INTO ident_lookup_match (lookup_id, item, lyon_media, kind, distance, orientation, series_id, contributors,
       deposited, judged, frame, late, at)
     SELECT $1, u.item, u.media, u.kind, u.distance, u.orientation, u.series,
       ARRAY(SELECT jsonb_array_elements_text(u.contributors)), u.deposited, u.judged, u.frame, $3, $4
     FROM jsonb_to_recordset($2) AS u(item int, media uuid, kind text, distance smallint, orientation text, series uuid,
       contributors jsonb, deposited boolean, judged jsonb, frame jsonb)
     ON CONFLICT DO NOTHING RETURNING item`,
    [
      lookupId,
      JSON.stringify(
        found.map(({ lyonMediaId, series: { id }, ...match }) => ({ ...match, media: lyonMediaId, series: id })),
      ),
      late,
      tx.now,
    ],
  );
  if (rows.length > 0) await tellMatches(deps, tx, lookupId);
  return rows.length;
}

interface LookupRow {
  readonly id: string;
  readonly state: LookupView['state'];
  readonly code: string | null;
  readonly case_id: string | null;
  readonly purpose: string;
  readonly urgency: LookupView['urgency'];
  readonly media_ids: (string | null)[];
  readonly matches: number;
  readonly asked_by: string;
  readonly asked_at: number;
  readonly settled_at: number | null;
}

export async function listLookups(
  tx: Tx,
  filter: { caseId?: string; before?: { at: number; id: string }; limit: number },
) {
  const rows = await tx.query<LookupRow>(
    `SELECT a.*, (SELECT count(*)::int FROM ident_lookup_match m WHERE m.lookup_id = a.id)
       + (SELECT count(*)::int FROM ident_lookup_listed m WHERE m.lookup_id = a.id) AS matches FROM ident_ask a
     WHERE a.kind = 'lookup' AND ($1::uuid IS NULL OR a.case_id = $1) AND ($2::bigint IS NULL OR (a.asked_at, a.id) < ($2, $3::uuid))
     ORDER BY a.asked_at DESC, a.id DESC LIMIT $4`,
    [filter.caseId ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
  return rows.map(summary);
}

function summary(row: LookupRow) {
  return {
    id: row.id,
    state: row.state,
    code: row.code,
    caseId: row.case_id,
    purpose: row.purpose,
    urgency: row.urgency,
    items: row.media_ids.length,
    matches: row.matches,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    answeredAt: row.settled_at,
  };
}

/** The question and its answer; reading it is on the record. */
export async function readLookup(deps: Deps, tx: Tx, id: string): Promise<LookupView> {
  const ask = await readAsk(tx, id);
  if (ask?.kind !== 'lookup') throw notFound('lookup');
  const rows = await tx.query<Omit<LookupMatch, 'series' | 'own'> & { series_id: string }>(
    `SELECT item, lyon_media AS "lyonMediaId", kind, distance, orientation, frame, series_id, contributors, deposited,
       judged, late, withdrawn_at AS "withdrawnAt", at
     FROM ident_lookup_match WHERE lookup_id = $1 ORDER BY item, (kind <> 'exact'), distance, lyon_media`,
    [id],
  );
  const series = await readKnownSeries(
    deps,
    tx,
    rows.map((row) => row.series_id),
  );
  const own = rows.length > 0 ? await readStanding(tx, id) : new Map();
  const found = rows.flatMap(({ series_id, ...row }) => {
    const known = series.get(series_id);
    return known ? [{ ...row, own: own.get(`${row.item} ${row.lyonMediaId}`) ?? null, series: known }] : [];
  });
  const listed = await readListed(tx, id);
  const mediaIds = ask.media_ids ?? [];
  const { items } = ask.payload as Payload;
  deps.audit.record(tx, {
    act: 'lookup.read',
    entity: { kind: 'lookup', id },
    about: deps.cases.timelineRefs(ask.case_id),
  });
  return {
    ...summary({ ...ask, purpose: ask.purpose ?? '', media_ids: mediaIds, matches: found.length + listed.length }),
    asked: items.map((item, n) => ({
      mediaId: mediaIds[n] ?? null,
      nearSearched: item.pdq !== undefined && isSearchable(item),
    })),
    found,
    listed,
  };
}
