import type { Tx } from '../platform/index.ts';
import type { CandidateView, RowView, ScreeningSummary, ScreeningView } from './contract.ts';
import type { Deps } from './deps.ts';
import { findScreening, wordsOf } from './store.ts';
import {
  type CandidateRecord,
  type FalseMatchRecord,
  type RowRecord,
  type ScreeningRecord,
  UNDECIDED,
} from './tables.ts';

/** Rows shown with the screening itself. */
const SHOWN = 50;

type Counted = ScreeningRecord & { candidates: number; undecided: number };

/** Counts are of what the reader may see. */
export const COUNTED = `SELECT s.*, coalesce(c.candidates, 0) AS candidates, coalesce(c.undecided, 0) AS undecided FROM screening s
  LEFT JOIN LATERAL (SELECT count(*) AS candidates, count(*) FILTER (WHERE state = ANY($1)) AS undecided
    FROM screening_candidate WHERE screening_id = s.id) c ON true`;

export function toSummary(s: Counted): ScreeningSummary {
  return {
    id: s.id,
    number: s.number,
    kind: s.kind,
    state: s.state,
    direction: s.direction,
    place: s.place,
    carrier: s.carrier,
    flight: s.flight,
    travelDate: s.travel_date,
    officer: s.officer,
    fileName: s.file_name,
    rows: s.rows_total,
    rowsDone: s.rows_done,
    refused: s.rows_refused,
    candidates: s.candidates,
    undecided: s.undecided,
    askedBy: s.asked_by,
    askedAt: s.asked_at,
    version: s.version,
  };
}

/** @throws AppError `not-found` */
export async function screeningView(deps: Deps, tx: Tx, id: string): Promise<ScreeningView> {
  await findScreening(tx, id);
  const [counted] = await tx.query<Counted>(`${COUNTED} WHERE s.id = $2`, [UNDECIDED, id]);
  if (!counted) throw new Error('unreachable');
  const only = counted.kind === 'person' ? 'all' : 'candidates';
  const found = await rowsOf(deps, tx, id, { only, after: 0, limit: SHOWN + 1 });
  return {
    ...toSummary(counted),
    note: counted.note,
    format: counted.format,
    unreadColumns: counted.unread_columns,
    sources: counted.sources,
    minScore: counted.min_score / 1000,
    feedAt: counted.feed_at,
    finishedAt: counted.finished_at,
    found: found.slice(0, SHOWN),
    more: found.length > SHOWN,
  };
}

const ONLY = {
  all: 'true',
  candidates: 'EXISTS (SELECT FROM screening_candidate c WHERE c.screening_id = r.screening_id AND c.n = r.n)',
  problems: "r.problems <> '[]'",
  refused: 'r.refused',
} as const;

/** Rows with their candidates, in the order of the file. */
export async function rowsOf(
  deps: Deps,
  tx: Tx,
  screeningId: string,
  page: { only: keyof typeof ONLY; after: number; limit: number },
): Promise<RowView[]> {
  const rows = await tx.query<RowRecord>(
    `SELECT n, line, person, fingerprint, problems, refused, done FROM screening_row r
     WHERE screening_id = $1 AND n > $2 AND ${ONLY[page.only]} ORDER BY n LIMIT $3`,
    [screeningId, page.after, page.limit],
  );
  const candidates = await tx.query<CandidateRecord>(
    `SELECT * FROM screening_candidate WHERE screening_id = $1 AND n = ANY($2::int[])
     ORDER BY n, score DESC, id`,
    [screeningId, rows.map((row) => row.n)],
  );
  const views = await candidateViews(deps, tx, candidates);
  return rows.map((row) => ({
    n: row.n,
    line: row.line,
    person: row.person,
    refused: row.refused,
    done: row.done,
    problems: row.problems,
    candidates: views.filter((view) => view.n === row.n),
  }));
}

export async function candidateViews(
  deps: Deps,
  tx: Tx,
  candidates: readonly CandidateRecord[],
): Promise<CandidateView[]> {
  if (candidates.length === 0) return [];
  const ids = candidates.map((candidate) => candidate.id);
  const words = await wordsOf(tx, ids);
  const looks = await tx.query<{ candidate_id: string }>(
    'SELECT DISTINCT candidate_id FROM screening_look WHERE candidate_id = ANY($1::uuid[]) AND person = $2',
    [ids, tx.scope.actor.id],
  );
  const looked = new Set(looks.map((look) => look.candidate_id));
  const known = await tx.query<FalseMatchRecord>('SELECT * FROM screening_false_match WHERE id = ANY($1::uuid[])', [
    candidates.flatMap((candidate) => candidate.false_match_id ?? []),
  ]);
  const knownBy = new Map(known.map((one) => [one.id, one]));
  return candidates.map((c) => {
    const earlier = c.false_match_id === null ? undefined : knownBy.get(c.false_match_id);
    return {
      id: c.id,
      n: c.n,
      source: c.source,
      recordId: c.record_id,
      number: c.number,
      kind: c.kind,
      owner: c.owner,
      score: c.score / 1000,
      reasons: c.reasons,
      state: c.state,
      known:
        earlier && earlier.undone_at === null
          ? {
              id: earlier.id,
              by: earlier.said_by,
              reason: earlier.reason,
              at: earlier.said_at,
              changedSince: earlier.record_version !== c.record_version,
            }
          : null,
      needsTwo: c.needs_two,
      words: words
        .filter((word) => word.candidate_id === c.id)
        .map(({ person, verdict, reason, at }) => ({ by: person, verdict, reason, at })),
      looked: looked.has(c.id),
      hitId: c.hit_id,
      caseId: c.case_id,
      action:
        c.action !== null && c.action_by !== null && c.action_at !== null
          ? { action: c.action as never, note: c.action_note, by: c.action_by, at: c.action_at }
          : null,
      banners: bannersOf(deps.runtime.bureau, c),
      at: c.at,
      version: c.version,
    };
  });
}

/** In the United States nobody is arrested on a foreign Red alone. */
export function bannersOf(
  bureau: string,
  c: Pick<CandidateRecord, 'source' | 'kind' | 'owner' | 'state'>,
): CandidateView['banners'] {
  const isForeignRed = bureau === 'US' && c.source === 'notice' && c.kind === 'red' && c.owner !== 'US';
  if (!isForeignRed || c.state === 'not' || c.state === 'ended') return [];
  return [{ code: 'notice.us.no-arrest-on-notice-alone', params: {} }];
}
