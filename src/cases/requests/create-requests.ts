import type { JobHandler, Route } from '../../platform/index.ts';
import type { CasesDeps } from '../deps.ts';
import { answerRoutes } from './answers/routes-answers.ts';
import { bulkRoutes } from './bulk/routes-bulk.ts';
import { ASK_JOB, askPartnerJob } from './deconfliction/ask-partner.ts';
import { deconflictionRoutes } from './deconfliction/routes-deconfliction.ts';
import { evidenceRoutes } from './evidence/routes-evidence.ts';
import { publicRoutes } from './public/routes-public.ts';
import { Rate } from './rate.ts';
import { expireUpload } from './uploads/expire-upload.ts';
import { uploadRoutes } from './uploads/routes-uploads.ts';
import { EXPIRE_JOB } from './uploads/start-upload.ts';

/** Calls a minute from one address: those that leave something here, and those that only ask. */
const SENDS = 12;
const READS = 120;

/** All around a request: made without an account, its files, evidence, who else works on it, many at once, the answer. */
export function createRequests(deps: CasesDeps): {
  readonly routes: Route[];
  readonly jobs: Readonly<Record<string, JobHandler>>;
} {
  const rates = { send: new Rate(SENDS), read: new Rate(READS) };
  return {
    routes: [
      ...publicRoutes(deps, rates),
      ...uploadRoutes(deps),
      ...evidenceRoutes(deps, rates.read),
      ...deconflictionRoutes(deps),
      ...bulkRoutes(deps),
      ...answerRoutes(deps),
    ],
    jobs: { [ASK_JOB]: askPartnerJob(deps), [EXPIRE_JOB]: expireUpload(deps) },
  };
}
