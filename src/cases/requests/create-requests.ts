import { type JobHandler, type Route, systemScope } from '../../platform/index.ts';
import type { BulkDone, BulkFile, BulkPreview, RequestSummary } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { listRequests } from '../list-cases.ts';
import { answerRoutes } from './answers/routes-answers.ts';
import { importRequests, previewImport, undoImport } from './bulk/import-requests.ts';
import { bulkRoutes } from './bulk/routes-bulk.ts';
import { ASK_JOB, askPartnerJob } from './deconfliction/ask-partner.ts';
import { deconflictionRoutes } from './deconfliction/routes-deconfliction.ts';
import { evidenceRoutes } from './evidence/routes-evidence.ts';
import { publicRoutes } from './public/routes-public.ts';
import { guestRate } from './rate.ts';
import { expireUpload } from './uploads/expire-upload.ts';
import { uploadRoutes } from './uploads/routes-uploads.ts';
import { EXPIRE_JOB } from './uploads/start-upload.ts';

/** Calls a minute from one address: those that leave something here, and those that only ask. */
const SENDS = 12;
const READS = 120;

/** The same for the command line, under the system's scope. */
export interface RequestFiles {
  preview(file: BulkFile): Promise<BulkPreview>;
  /** @throws AppError `refused` when the same file was brought in before and stands */
  bringIn(file: BulkFile): Promise<BulkDone>;
  /** @throws AppError `not-found`, `conflict` when it was taken back before */
  undo(id: string): Promise<{ withdrawn: number; kept: number }>;
  /** Newest first. */
  list(query: { state?: string; limit: number }): Promise<RequestSummary[]>;
}

/** All around a request: made without an account, its files, evidence, who else works on it, many at once, the answer. */
export function createRequests(deps: CasesDeps): {
  readonly routes: Route[];
  readonly jobs: Readonly<Record<string, JobHandler>>;
  readonly files: RequestFiles;
} {
  const scope = systemScope(deps.runtime.bureau);
  const rates = { send: guestRate(SENDS), read: guestRate(READS) };
  return {
    routes: [
      ...publicRoutes(deps, rates),
      ...uploadRoutes(deps),
      ...evidenceRoutes(deps, rates.read),
      ...deconflictionRoutes(deps),
      ...bulkRoutes(deps),
      ...answerRoutes(deps),
    ],
    files: {
      preview: (file) => deps.db.tx(scope, (tx) => previewImport(deps, tx, file)),
      bringIn: (file) => deps.db.tx(scope, (tx) => importRequests(deps, tx, file)),
      undo: (id) => deps.db.tx(scope, (tx) => undoImport(deps, tx, id, 1)),
      list: async (query) => (await deps.db.tx(scope, (tx) => listRequests(tx, query))).items,
    },
    jobs: { [ASK_JOB]: askPartnerJob(deps), [EXPIRE_JOB]: expireUpload(deps) },
  };
}
