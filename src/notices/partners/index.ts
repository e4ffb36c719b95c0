import type { Tx } from '../../platform/index.ts';
import type { ConfirmationsResult, OutboundRecord } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { takeConfirmations } from './confirm-entries.ts';
import { takeOutbound, toCsv } from './outbound.ts';
import { readConfirmationFile } from './read-confirmation-file.ts';
import { listSystems } from './read-entries.ts';
import { setUpSystem } from './set-up-system.ts';

type SetUp = Parameters<typeof setUpSystem>[2];

/** National systems, for the command line. */
export interface Partners {
  list(tx: Tx): ReturnType<typeof listSystems>;
  setUp(tx: Tx, input: SetUp): Promise<void>;
  outbound(
    tx: Tx,
    input: { system: string; limit: number },
  ): Promise<{ records: readonly OutboundRecord[]; more: boolean; csv: string }>;
  confirm(
    tx: Tx,
    input: { system: string; file: { format: 'csv' | 'json'; text: string } },
  ): Promise<ConfirmationsResult>;
}

export function createPartners(deps: NoticesDeps): Partners {
  return {
    list: (tx) => listSystems(deps, tx),
    setUp: (tx, input) => setUpSystem(deps, tx, input),
    async outbound(tx, input) {
      const { records, more } = await takeOutbound(deps, tx, input);
      return { records, more, csv: toCsv(records) };
    },
    confirm: (tx, { system, file }) => takeConfirmations(deps, tx, { system, items: readConfirmationFile(file) }),
  };
}
