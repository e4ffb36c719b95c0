import { Readable } from 'node:stream';
import * as z from 'zod';
import { freeRoute, notFound, type Route, route, type Tx } from '../../platform/index.ts';
import * as c from '../contract.ts';
import type { TravelDeps } from '../deps.ts';
import { writeProblems } from '../rows/write-problems.ts';
import { type BatchRow, findBatch } from './batch-store.ts';
import { discardBatch, openBatch, type PreparedFile, prepareFile } from './open-batch.ts';
import { previewBatch } from './preview-batch.ts';
import { listBatches, listRows, refusedPage, refusedRows, viewBatch } from './read-batches.ts';
import { setUndoHours, undoHours } from './settings.ts';
import { assessBatch, confirmBatch, mendBatch, submitBatch, undoBatch } from './start-task.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0);

/** Files of removals that become drafted Green Notices. */
export function removalRoutes(deps: TravelDeps): readonly Route[] {
  return [...fileRoutes(deps), ...readRoutes(deps), ...taskRoutes(deps), ...settingRoutes(deps)];
}

function fileRoutes(deps: TravelDeps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/removals',
      action: 'removal.create',
      summary: 'Bring a file of removals: CSV, JSON or JSON lines as the body; previewed, nothing is drafted yet',
      query: c.removalFile,
      body: bytes,
      bodyLimit: c.REMOVAL_BYTES,
      response: c.removalView,
      successStatus: 201,
      prepare: ({ body }) => prepareFile(deps, body),
      async handle({ tx, query, prepared }) {
        const file = prepared as PreparedFile;
        const preview = await previewBatch(deps, tx, file.file);
        return viewBatch(tx, await openBatch(deps, tx, { ...file, ...query, preview }));
      },
    }),
    route({
      method: 'POST',
      path: '/api/removals/:id/mend',
      action: 'removal.create',
      summary: 'Rows that were refused, put right: the body is the file of problems, changed',
      params: c.idParams,
      query: c.mendQuery,
      body: bytes,
      bodyLimit: c.REMOVAL_BYTES,
      response: c.removalView,
      successStatus: 202,
      prepare: ({ body }) => prepareFile(deps, body),
      async handle({ tx, params, query, prepared }) {
        await mendBatch(deps, tx, { ...(prepared as PreparedFile), id: params.id, version: query.version });
        return viewBatch(tx, params.id);
      },
    }),
  ];
}

function readRoutes(deps: TravelDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/removals',
      action: 'removal.read',
      summary: 'Files of removals, newest first',
      query: c.removalQuery,
      response: c.removalPage,
      handle: ({ tx, query }) => listBatches(tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/removals/:id',
      action: 'removal.read',
      summary: 'One file: its preview, its progress, what became of its rows',
      params: c.idParams,
      response: c.removalView,
      handle: ({ tx, params }) => viewBatch(tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/removals/:id/rows',
      action: 'removal.read',
      summary: 'Its rows with their notices, in order',
      params: c.idParams,
      query: c.rowQuery,
      response: c.removalRows,
      handle: ({ tx, params, query }) => listRows(deps, tx, params.id, query),
    }),
    freeRoute({
      method: 'GET',
      path: '/api/removals/:id/problems',
      action: 'removal.read',
      summary: 'The refused rows as a file that can be put right and brought in again',
      params: c.idParams,
      async handle({ params, scope, reply }) {
        const batch = await deps.db.tx(scope, async (tx) => {
          const found = await findBatch(tx, params.id);
          if (found)
            deps.audit.record(tx, { act: 'removal.exported', entity: { kind: 'removal-batch', id: found.id } });
          return found;
        });
        if (!batch) throw notFound('removal-batch');
        const page = (after: number) => deps.db.tx(scope, (tx) => refusedPage(tx, batch.id, after));
        const isCsv = batch.format === 'csv';
        return reply
          .type(isCsv ? 'text/csv; charset=utf-8' : 'text/plain; charset=utf-8')
          .header(
            'content-disposition',
            `attachment; filename="${batch.reference}-problems.${isCsv ? 'csv' : 'jsonl'}"`,
          )
          .send(Readable.from(problemFile(batch, page)));
      },
    }),
  ];
}

async function* problemFile(batch: BatchRow, page: Parameters<typeof refusedRows>[0]): AsyncGenerator<string> {
  const rows = [];
  for await (const row of refusedRows(page)) rows.push(row);
  yield* writeProblems(batch.format, batch.columns, rows);
}

function taskRoutes(deps: TravelDeps): readonly Route[] {
  const resource = async (tx: Tx, input: { params: { id: string } }) => {
    const row = await findBatch(tx, input.params.id);
    return row ? { author: row.created_by, state: row.state } : null;
  };
  const task = <B extends { version: number }>(
    name: string,
    action: string,
    summary: string,
    body: z.ZodType<B>,
    run: (tx: Tx, input: B & { id: string }) => Promise<void>,
  ): Route =>
    route({
      method: 'POST',
      path: `/api/removals/:id/${name}`,
      action,
      summary,
      params: c.idParams,
      body,
      response: c.removalView,
      successStatus: 202,
      resource,
      async handle({ tx, params, body: input }) {
        await run(tx, { ...(input as B), id: params.id });
        return viewBatch(tx, params.id);
      },
    });
  return [
    task('confirm', 'removal.create', 'Draft a notice for each record', c.confirmBatch, (tx, input) =>
      confirmBatch(deps, tx, input),
    ),
    task('discard', 'removal.create', 'The file is not wanted', c.versionedBatch, (tx, input) =>
      discardBatch(deps, tx, input),
    ),
    task(
      'assess',
      'removal.assess',
      'Assessor, date and grounds for the rows named, or all held',
      c.assessBatch,
      (tx, input) => assessBatch(deps, tx, input as never),
    ),
    task('submit', 'removal.submit', 'Submit what passes to the Secretariat', c.submitBatch, (tx, input) =>
      submitBatch(deps, tx, input as never),
    ),
    task(
      'undo',
      'removal.undo',
      'Take the batch back: drafts that nobody has changed are discarded',
      c.versionedBatch,
      (tx, input) => undoBatch(deps, tx, input),
    ),
  ];
}

function settingRoutes(deps: TravelDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/removal-settings',
      action: 'removal.read',
      summary: 'For how many hours a batch can be taken back',
      response: c.removalSettings,
      handle: async ({ tx }) => ({ undoHours: await undoHours(tx) }),
    }),
    route({
      method: 'PUT',
      path: '/api/removal-settings',
      action: 'removal.set',
      summary: 'Set for how many hours a batch drafted from now on can be taken back',
      body: c.removalSettings,
      response: c.removalSettings,
      async handle({ tx, body }) {
        await setUndoHours(deps, tx, body.undoHours);
        return body;
      },
    }),
  ];
}
