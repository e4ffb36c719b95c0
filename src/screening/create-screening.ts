import { type RoomParts, systemScope } from '../platform/index.ts';
import { acts } from './acts.ts';
import { conservation } from './conservation.ts';
import type { Deps, ScreeningDeps } from './deps.ts';
import { IMPORT_JOB, importJob } from './documents/import-list.ts';
import { UNDO_JOB, undoJob } from './documents/undo-list.ts';
import { FORGET_JOB, forgetJob, forgetNotice } from './forget.ts';
import { IndexKeeper } from './index/keep-index.ts';
import { references } from './references.ts';
import { documentRoutes } from './routes-documents.ts';
import { screeningRoutes } from './routes-screenings.ts';
import { COMPARE_JOB, compareJob } from './screen-manifest.ts';
import { noticeSource } from './sources/notice-source.ts';
import { subjectSource } from './sources/subject-source.ts';
import { createTools, type ScreeningTools } from './tools.ts';

export interface Screening {
  readonly parts: RoomParts;
  /** For commands on this machine. */
  readonly tools: ScreeningTools;
  /** Begins to build the index of this process, beside everything else. At the Secretariat nobody screens. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Is this person wanted, missing or warned about: at the border, by a manifest, by a document. */
export function createScreening(given: ScreeningDeps): Screening {
  const sources = [noticeSource(given.notices), subjectSource(given.cases), ...(given.more ?? [])];
  const deps: Deps = { ...given, sources, index: new IndexKeeper(given, sources) };
  given.notices.onPurge((tx, noticeId) => forgetNotice(deps, tx, noticeId));
  const isNational = given.runtime.bureau !== 'IPSG';
  return {
    parts: {
      acts,
      routes: [...screeningRoutes(deps), ...documentRoutes(deps)],
      jobs: {
        [COMPARE_JOB]: compareJob(deps),
        [IMPORT_JOB]: importJob(deps),
        [UNDO_JOB]: undoJob(deps),
        [FORGET_JOB]: forgetJob(deps),
      },
      references,
      conservation,
    },
    tools: createTools(deps),
    async start() {
      if (!isNational) return;
      deps.index.start();
      await given.db.tx(systemScope(given.runtime.bureau), (tx) =>
        given.jobs.enqueue(tx, { kind: FORGET_JOB, key: 'daily', payload: {}, runAt: tx.now + 3_600_000 }),
      );
    },
    stop: () => deps.index.stop(),
  };
}
