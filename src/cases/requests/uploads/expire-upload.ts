import type { JobHandler } from '../../../platform/index.ts';
import type { CasesDeps } from '../../deps.ts';
import { refuseUpload } from './refuse-upload.ts';

/** An upload that was begun and never ended is given up. */
export function expireUpload(deps: CasesDeps): JobHandler {
  return async (job) => {
    await refuseUpload(deps, (job.payload as { id: string }).id, 'upload.expired');
    return undefined;
  };
}
