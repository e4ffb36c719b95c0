import type { ZodType } from 'zod';
import { type InboundMessage, messageHandler, type RoomParts, systemScope, type Tx } from '../platform/index.ts';
import { travelActs } from './acts.ts';
import { receiveAnswer } from './answer-notification.ts';
import { conservation } from './conservation.ts';
import {
  type ImportResult,
  type RemovalPreview,
  type RemovalView,
  wireAnswer,
  wireCancel,
  wireChange,
  wireNotification,
} from './contract.ts';
import type { TravelDeps } from './deps.ts';
import { importNotifications } from './import-notifications.ts';
import { departureJob, noteDelivery } from './note-delivery.ts';
import { receiveCancel, receiveChange, receiveNotification } from './receive-notification.ts';
import { references } from './references.ts';
import { importRemovals, previewFile, type RemovalFile } from './removals/import-file.ts';
import { removalRoutes } from './removals/routes-removals.ts';
import { forgetJob, taskJob } from './removals/run-task.ts';
import { FORGET_JOB, REMOVAL_JOB } from './removals/start-task.ts';
import { travelRoutes } from './routes-travel.ts';
import { DEPARTURE_JOB } from './send-notification.ts';
import { type Traveller, traveller, travellers } from './travellers.ts';

/** What the rooms above may ask of this one, under the caller's scope and in its transaction. */
export interface Travel {
  /** Persons whose trip is announced and not over, by id, after `after`. */
  travellers(tx: Tx, after: string | null, limit: number): Promise<Traveller[]>;
  traveller(tx: Tx, id: string): Promise<Traveller | null>;
  /** Files on this machine, for the command line. */
  importNotifications(input: { text: string; preview: boolean }): Promise<ImportResult>;
  readonly removals: {
    preview(bytes: Uint8Array): Promise<RemovalPreview>;
    import(file: RemovalFile): Promise<RemovalView>;
  };
  /** Which of these sealed files a row names. */
  knownFiles(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>>;
  readonly parts: RoomParts;
}

/** Notifications of international travel between bureaus, and removals that become Green Notices. */
export function createTravel(deps: TravelDeps): Travel {
  // A purge takes along what was kept beside the notice.
  deps.notices.onPurge(async (tx, noticeId) => {
    await tx.query('UPDATE removal_row SET key = NULL, domestic = NULL, fields = NULL WHERE notice_id = $1', [
      noticeId,
    ]);
  });
  deps.federation.onDelivery((tx, event) => noteDelivery(deps, tx, event));
  const on = <B>(
    kind: string,
    schema: ZodType<B>,
    take: (deps: TravelDeps, tx: Tx, message: InboundMessage<B>) => Promise<void>,
  ) => messageHandler<B>({ kind, schema, handle: (tx, message) => take(deps, tx, message) });
  return {
    travellers,
    traveller,
    importNotifications: (input) =>
      deps.db.tx(systemScope(deps.runtime.bureau), (tx) => importNotifications(deps, tx, input)),
    removals: { preview: (bytes) => previewFile(deps, bytes), import: (file) => importRemovals(deps, file) },
    async knownFiles(tx, refs) {
      const rows = await tx.query<{ vault_ref: string }>(
        'SELECT vault_ref FROM removal_batch WHERE vault_ref = ANY($1)',
        [refs],
      );
      return new Set(rows.map((row) => row.vault_ref));
    },
    parts: {
      acts: travelActs,
      routes: [...travelRoutes(deps), ...removalRoutes(deps)],
      jobs: { [DEPARTURE_JOB]: departureJob(deps), [REMOVAL_JOB]: taskJob(deps), [FORGET_JOB]: forgetJob(deps) },
      messages: [
        on('travel.notification', wireNotification, receiveNotification),
        on('travel.change', wireChange, receiveChange),
        on('travel.cancel', wireCancel, receiveCancel),
        on('travel.answer', wireAnswer, receiveAnswer),
      ],
      references,
      conservation,
    },
  };
}
