import { type Route, type Runtime, route, type Tx } from '../platform/index.ts';
import { checkpointAnswer, entriesAnswer, entriesQuery, verifyAnswer, verifyBody } from './contract.ts';
import type { LedgerAct } from './entry.ts';
import { listEntries } from './list-entries.ts';
import type { SealedLog } from './sealed-log.ts';
import type { LedgerVerdict } from './verify-ledger.ts';

interface RouteDeps {
  readonly runtime: Runtime;
  readonly log: SealedLog;
  readonly record: (tx: Tx, entry: LedgerAct) => void;
  readonly verify: (tx: Tx, checkpoints: readonly string[]) => Promise<LedgerVerdict>;
}

export function auditRoutes({ runtime, log, record, verify }: RouteDeps): Route[] {
  const ledger = { kind: 'ledger', id: runtime.bureau };
  return [
    route({
      method: 'GET',
      path: '/api/audit/checkpoint',
      action: 'audit.checkpoint',
      summary:
        'Newest signed checkpoint of the ledger: keep it elsewhere, and no later change of what it covers can hide',
      response: checkpointAnswer,
      handle: async ({ tx }) => ({ checkpoint: await log.checkpoint(tx), verifier: log.verifier }),
    }),
    route({
      method: 'GET',
      path: '/api/audit/entries',
      action: 'audit.read',
      summary: 'Headers of ledger entries, oldest first, by act, actor or entity; looking is itself on the record',
      query: entriesQuery,
      response: entriesAnswer,
      handle: async ({ tx, query }) => {
        const found = await listEntries(tx, query);
        const { after = null, act = null, actor = null, entity = null } = query;
        record(tx, { act: 'audit.viewed', entity: ledger, body: { after, act, actor, entity, count: found.length } });
        const last = found.at(-1);
        return {
          entries: found.map((entry) => ({ ...entry, about: [...entry.about] })),
          next: last && found.length === query.limit ? last.seq : null,
        };
      },
    }),
    route({
      method: 'POST',
      path: '/api/audit/verify',
      action: 'audit.verify',
      summary: 'Recomputes the ledger from its rows and holds it against checkpoints, own and given',
      body: verifyBody,
      response: verifyAnswer,
      handle: async ({ tx, body }) => {
        const verdict = await verify(tx, body.checkpoints);
        record(tx, {
          act: 'audit.verified',
          entity: ledger,
          body: {
            ok: verdict.ok,
            size: verdict.size,
            problems: verdict.problems.length,
            checkpoints: body.checkpoints.length,
          },
        });
        return verdict;
      },
    }),
  ];
}
