import { type Route, route, type Tx } from '../platform/index.ts';
import * as c from './contract.ts';
import { readCopyStatus } from './copy-status.ts';
import type { Deps } from './deps.ts';
import { listFalseMatches, undoFalseMatch } from './false-matches.ts';
import { judgeCandidate } from './judge-candidate.ts';
import { openRecord } from './open-record.ts';
import { after, afterNumber, pageOf } from './pages.ts';
import { recordAction } from './record-action.ts';
import { screeningRef } from './refs.ts';
import { screenManifest, searchManifest } from './screen-manifest.ts';
import { screenPerson, searchPerson } from './screen-person.ts';
import { findScreening, lockCandidate } from './store.ts';
import { UNDECIDED } from './tables.ts';
import { COUNTED, candidateViews, rowsOf, screeningView, toSummary } from './views.ts';

/** Asking about people, reading what was found, and deciding. */
export function screeningRoutes(deps: Deps): readonly Route[] {
  return [...askRoutes(deps), ...readRoutes(deps), ...decideRoutes(deps)];
}

function askRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/screenings/person',
      action: 'screening.search',
      summary: 'Compare one person with everybody who is looked for: candidates, without their records',
      body: c.personInput,
      response: c.screeningView,
      successStatus: 201,
      prepare: ({ body }, scope) => searchPerson(deps, scope, body),
      handle: async ({ tx, body, prepared }) => screeningView(deps, tx, await screenPerson(deps, tx, body, prepared)),
    }),
    route({
      method: 'POST',
      path: '/api/screenings/manifest',
      action: 'screening.search',
      summary: 'Compare everybody on a manifest (CSV, JSON lines, or machine readable zones)',
      body: c.manifestInput,
      bodyLimit: c.MANIFEST_BYTES + 64 * 1024,
      response: c.screeningView,
      successStatus: 201,
      prepare: ({ body }, scope) => searchManifest(deps, scope, body),
      handle: async ({ tx, body, prepared }) => screeningView(deps, tx, await screenManifest(deps, tx, body, prepared)),
    }),
  ];
}

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/screenings/copy',
      action: 'screening.read',
      summary: 'How old the copy is that is searched, and the index of this process',
      response: c.copyStatus,
      handle: ({ tx }) => readCopyStatus(deps, tx),
    }),
    route({
      method: 'GET',
      path: '/api/screenings',
      action: 'screening.read',
      summary: 'Screenings, newest first',
      query: c.screeningFilter,
      response: c.screeningPage,
      async handle({ tx, query }) {
        const from = after(query.cursor);
        const rows = await tx.query<Parameters<typeof toSummary>[0]>(
          `${COUNTED} WHERE ($2::text IS NULL OR s.state = $2) AND ($3::text IS NULL OR s.kind = $3)
             AND ($4::text IS NULL OR s.direction = $4) AND ($5::bigint IS NULL OR (s.asked_at, s.id) < ($5, $6::uuid))
           ORDER BY s.asked_at DESC, s.id DESC LIMIT $7`,
          [
            UNDECIDED,
            query.state ?? null,
            query.kind ?? null,
            query.direction ?? null,
            from?.at ?? null,
            from?.id ?? null,
            query.limit + 1,
          ],
        );
        deps.audit.record(tx, { act: 'screening.listed', entity: { kind: 'screening', id: 'list' } });
        const page = pageOf(rows, query.limit, (row) => `${row.asked_at}.${row.id}`);
        return { ...page, items: page.items.map(toSummary) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/screenings/:id',
      action: 'screening.read',
      summary: 'One screening: its journey, its counts, and the rows in which somebody was found',
      params: c.idParams,
      response: c.screeningView,
      async handle({ tx, params }) {
        const view = await screeningView(deps, tx, params.id);
        deps.audit.record(tx, { act: 'screening.viewed', entity: screeningRef(params.id) });
        return view;
      },
    }),
    route({
      method: 'GET',
      path: '/api/screenings/:id/rows',
      action: 'screening.read',
      summary: 'Rows of a screening: with candidates, with problems, refused, or all',
      params: c.idParams,
      query: c.rowFilter,
      response: c.rowPage,
      async handle({ tx, params, query }) {
        await findScreening(tx, params.id);
        const rows = await rowsOf(deps, tx, params.id, {
          only: query.only,
          after: afterNumber(query.cursor),
          limit: query.limit + 1,
        });
        deps.audit.record(tx, { act: 'screening.viewed', entity: screeningRef(params.id), body: { rows: query.only } });
        return pageOf(rows, query.limit, (row) => String(row.n));
      },
    }),
    route({
      method: 'POST',
      path: '/api/screenings/:id/candidates/:candidate/record',
      action: 'screening.open-record',
      summary: 'The second step: the full record behind a candidate, with what for',
      params: c.candidateParams,
      body: c.openRecordInput,
      response: c.recordView,
      handle: ({ tx, params, body }) => openRecord(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/screening-false-matches',
      action: 'screening.read',
      summary: 'Pairs that were told apart, newest first',
      query: c.falseMatchFilter,
      response: c.falseMatchPage,
      async handle({ tx, query }) {
        const rows = await listFalseMatches(tx, { before: after(query.cursor), limit: query.limit + 1 });
        deps.audit.record(tx, {
          act: 'screening.false-matches.listed',
          entity: { kind: 'screening', id: 'false-matches' },
        });
        return pageOf(rows, query.limit, (row) => `${row.at}.${row.id}`);
      },
    }),
  ];
}

function decideRoutes(deps: Deps): readonly Route[] {
  const candidate = async (tx: Tx, params: { id: string; candidate: string }) => {
    const [view] = await candidateViews(deps, tx, [await lockCandidate(tx, params)]);
    if (!view) throw new Error('unreachable');
    return view;
  };
  return [
    route({
      method: 'POST',
      path: '/api/screenings/:id/candidates/:candidate/words',
      action: 'screening.judge',
      summary: 'Say whether it is the same person; two people where it leads to a request for arrest',
      params: c.candidateParams,
      body: c.wordInput,
      response: c.candidateView,
      async handle({ tx, params, body }) {
        await judgeCandidate(deps, tx, { ...params, ...body });
        return candidate(tx, params);
      },
    }),
    route({
      method: 'POST',
      path: '/api/screenings/:id/candidates/:candidate/action',
      action: 'screening.act',
      summary: 'What was done about the person who was found',
      params: c.candidateParams,
      body: c.actionInput,
      response: c.candidateView,
      async handle({ tx, params, body }) {
        await recordAction(deps, tx, { ...params, ...body });
        return candidate(tx, params);
      },
    }),
    route({
      method: 'POST',
      path: '/api/screening-false-matches/:id/undo',
      action: 'screening.judge',
      summary: 'The pair was told apart wrongly: a candidate like any other from now on',
      params: c.idParams,
      body: c.undoInput,
      response: c.falseMatchView,
      handle: ({ tx, params, body }) => undoFalseMatch(deps, tx, { ...params, ...body }),
    }),
  ];
}
