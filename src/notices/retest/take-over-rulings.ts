import type { Tx } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';
import type { VersionRecord } from '../store.ts';
import { retestQ } from './tables.ts';
import { settleRetest } from './test-again.ts';

/**
 * An amendment is issued: what courts ruled before it was written is in it, and counts no longer apart. A re-test that said no
 * is answered when the new version passes.
 */
export async function takeOverRulings(deps: NoticesDeps, tx: Tx, version: VersionRecord): Promise<void> {
  await retestQ(tx)
    .deleteFrom('notice_ruling')
    .where('notice_id', '=', version.notice_id)
    .where('at', '<=', version.at)
    .execute();
  const passes = version.report.findings.every((f) => f.result !== 'fail');
  if (passes) await settleRetest(deps, tx, version.notice_id, 'mended');
}
