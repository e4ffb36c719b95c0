import type { MessageHandler, RequestHandler, RoomParts, Tx } from '../platform/index.ts';
import { acts } from './acts.ts';
import { appealKind } from './ask-appeal.ts';
import { ASK_JOB, type AskHandler, askJob } from './ask-lyon.ts';
import { seriesWordKind, stateKind } from './change-series.ts';
import { conservation } from './conservation.ts';
import type { AskKind } from './contract.ts';
import { contributeKind } from './contribute-media.ts';
import { descriptionKind } from './curation/describe-media.ts';
import { voteKind } from './curation/vote-on-media.ts';
import { type Deps, type IdentificationDeps, SECRETARIAT } from './deps.ts';
import { clueKind } from './draw-clue.ts';
import { noteRefusedQuestion } from './file-requests/ask-file.ts';
import { FETCH_JOB, fetchJob, KEEP_JOB, keptUntilJob } from './file-requests/fetch-file.ts';
import { LAPSE_JOB, lapseJob } from './file-requests/lapse-grant.ts';
import { fileMessages, fileRequests, fileRoutes } from './file-requests/routes-files.ts';
import { createFileService, type FileService } from './file-service.ts';
import { hashListJobs } from './hash-lists/import-jobs.ts';
import { ListIndex } from './hash-lists/list-index.ts';
import { createListTools, type ListTools } from './hash-lists/list-tools.ts';
import { createSharing, type Sharing } from './hash-sharing/create-sharing.ts';
import { judgementKind } from './judge-match.ts';
import { lookupKind } from './look-up.ts';
import { compareListJob } from './lyon/compare-list.ts';
import { compareQuestionsJob } from './lyon/compare-questions.ts';
import { APPEAL_JOB, appealJob } from './lyon/end-appeal.ts';
import { HashIndexes } from './lyon/hash-indexes.ts';
import { IndexFollower } from './lyon/index-follower.ts';
import { lyonRequests } from './lyon/request-handlers.ts';
import { SourceRates } from './lyon/source-rates.ts';
import { LATE_JOB, tellLateJob } from './lyon/tell-late.ts';
import { tellListedJob } from './lyon/tell-listed.ts';
import { LEAD_JOB, leadJob } from './lyon/watch-leads.ts';
import { createLyonPort } from './lyon-port.ts';
import { peopleKind } from './people/change-person.ts';
import { lyonMessages } from './receive-lyon.ts';
import { references } from './references.ts';
import { curationRoutes } from './routes-curation.ts';
import { importRoutes } from './routes-imports.ts';
import { judgementRoutes } from './routes-judgement.ts';
import { mediaRoutes } from './routes-media.ts';
import { peopleRoutes } from './routes-people.ts';
import { seriesRoutes } from './routes-series.ts';
import { timelineRoutes } from './routes-timeline.ts';
import { withdrawalRoutes } from './routes-withdrawals.ts';
import { withdrawalKind } from './withdrawal/withdrawal-kind.ts';

export interface Identification {
  readonly parts: RoomParts;
  /** What rooms above do with files. */
  readonly files: FileService;
  readonly lists: ListTools;
  readonly sharing: Sharing;
  /** Which of these vault files a row of this room names; the others may be swept. In the system's scope. */
  knownFiles(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>>;
  /** At Lyon: reads every hash into the index of this process. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The room of pictures: sealed at every bureau, compared at Lyon. */
export function createIdentification(given: IdentificationDeps): Identification {
  const { db, runtime } = given;
  const isLyon = runtime.bureau === SECRETARIAT;
  const indexes = new HashIndexes();
  const lists = new ListIndex();
  const rates = new SourceRates(given.audit);
  const follower = new IndexFollower({ db, runtime, indexes, dataDir: given.dataDir });
  given.cases.onParty((tx, caseId, bureau) => worksOnSeriesOf(tx, caseId, bureau));
  let requests: readonly RequestHandler[] = [];
  let messages: readonly MessageHandler[] = [];
  const lyon = createLyonPort({ ...given, requests: () => requests, messages: () => messages });
  const deps: Deps = { ...given, lyon };
  requests = isLyon ? lyonRequests({ ...deps, indexes, rates }) : [];
  requests = [...requests, ...fileRequests(deps)];
  messages = [...lyonMessages(deps), ...fileMessages(deps)];
  given.federation.onDelivery((tx, event) => noteRefusedQuestion(deps, tx, event));
  const sharing = createSharing(deps);
  const kinds: Record<AskKind, AskHandler> = {
    contribute: contributeKind(deps),
    lookup: lookupKind(deps),
    'series-state': stateKind(deps),
    outcome: seriesWordKind(deps, 'icse/outcome'),
    clue: clueKind(deps),
    'clue-reading': seriesWordKind(deps, 'icse/clue-reading'),
    appeal: appealKind(deps, 'icse/appeal'),
    'appeal-consent': appealKind(deps, 'icse/appeal-consent'),
    'appeal-published': appealKind(deps, 'icse/appeal-published'),
    'appeal-withdrawn': appealKind(deps, 'icse/appeal-withdraw'),
    'appeal-taken-down': appealKind(deps, 'icse/appeal-taken-down'),
    description: descriptionKind(deps),
    registration: peopleKind(deps, 'icse/register-person'),
    'person-state': peopleKind(deps, 'icse/person-state'),
    vote: voteKind(deps),
    judgement: judgementKind(deps),
    withdrawal: withdrawalKind(deps),
  };
  return {
    parts: {
      routes: [
        ...curationRoutes(deps),
        ...peopleRoutes(deps),
        ...fileRoutes(deps),
        ...mediaRoutes(deps),
        ...seriesRoutes(deps),
        ...judgementRoutes({ ...deps, rates }),
        ...timelineRoutes(deps),
        ...withdrawalRoutes(deps),
        ...importRoutes(deps),
        ...sharing.parts.routes,
      ],
      acts,
      jobs: {
        [ASK_JOB]: askJob(deps, kinds),
        [FETCH_JOB]: fetchJob(deps),
        [KEEP_JOB]: keptUntilJob(deps),
        [LAPSE_JOB]: lapseJob(deps),
        ...(isLyon ? { [LEAD_JOB]: leadJob(deps), [APPEAL_JOB]: appealJob(deps) } : {}),

        [LATE_JOB]: tellLateJob(deps),
        ...(isLyon ? { ...compareListJob(deps), ...compareQuestionsJob(deps, lists), ...tellListedJob(deps) } : {}),
        ...hashListJobs(deps, lists),
        ...sharing.parts.jobs,
      },
      messages,
      requests,
      references,
      conservation: conservation(runtime.bureau),
    },
    files: createFileService(deps),
    lists: createListTools(deps),
    sharing,
    knownFiles,
    async start() {
      if (isLyon) await follower.start();
    },
    stop: () => follower.stop(),
  };
}

/** A bureau that contributes to, or works on, a series of the case's pictures has part in the case. */
async function worksOnSeriesOf(tx: Tx, caseId: string, bureau: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM ident_media_case c JOIN ident_media m ON m.id = c.media_id JOIN ident_series s ON s.id = m.series_id
     WHERE c.case_id = $1 AND $2 = ANY(s.contributors || s.workers) LIMIT 1`,
    [caseId, bureau],
  );
  return rows.length > 0;
}

async function knownFiles(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ vault_ref: string }>(
    ['ident_media', 'ident_import_part', 'ident_clue', 'icse_deposit_part', 'icse_clue']
      .map((table) => `SELECT vault_ref FROM ${table} WHERE vault_ref = ANY($1)`)
      .join(' UNION '),
    [refs],
  );
  return new Set(rows.map((row) => row.vault_ref));
}
