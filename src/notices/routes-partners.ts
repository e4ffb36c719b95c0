import { AppError, type FreeContext, freeRoute, type Route, route, type Scope, type Tx } from '../platform/index.ts';
import {
  confirmationFileInput,
  confirmationsInput,
  confirmationsResult,
  entryList,
  entryParams,
  entryQuery,
  outboundFile,
  outboundInput,
  outboundQuery,
  removeEntryInput,
  systemInput,
  systemList,
  systemParams,
  validateEntryInput,
} from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { takeConfirmations } from './partners/confirm-entries.ts';
import { takeOutbound, toCsv } from './partners/outbound.ts';
import { readConfirmationFile } from './partners/read-confirmation-file.ts';
import { listEntries, listSystems } from './partners/read-entries.ts';
import { setUpSystem } from './partners/set-up-system.ts';
import { confirmRemoval, validateEntry } from './partners/validate-entry.ts';
import { q } from './store.ts';

/** National systems: their people use files and these pages, their software the two calls under /api/partner. */
export function partnerRoutes(deps: NoticesDeps): Route[] {
  const given = async (tx: Tx, system: string, limit: number) => {
    const out = await takeOutbound(deps, tx, { system, limit });
    return { system: out.system.code, kind: out.system.kind, at: tx.now, records: out.records, more: out.more };
  };
  return [
    route({
      method: 'GET',
      path: '/api/national-systems',
      action: 'system.read',
      summary: 'National systems and what each holds of incoming notices',
      response: systemList,
      handle: ({ tx }) => listSystems(deps, tx),
    }),
    route({
      method: 'POST',
      path: '/api/national-systems',
      action: 'system.set-up',
      summary: 'Name a national system to which incoming notices are offered',
      body: systemInput,
      response: systemList,
      successStatus: 201,
      handle: async ({ tx, body }) => {
        await setUpSystem(deps, tx, body);
        return listSystems(deps, tx);
      },
    }),
    route({
      method: 'POST',
      path: '/api/national-systems/:code/outbound',
      action: 'entry.export',
      summary: 'What the system is to add, change and remove; it is given again until the system has confirmed it',
      params: systemParams,
      body: outboundInput,
      response: outboundFile,
      handle: async ({ tx, params, body }) => {
        const out = await given(tx, params.code, body.limit);
        return { ...out, csv: toCsv(out.records) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/national-systems/:code/confirmations',
      action: 'entry.confirm',
      summary: 'Take in the confirmation file of a national system, row by row',
      params: systemParams,
      body: confirmationFileInput,
      response: confirmationsResult,
      handle: ({ tx, params, body }) =>
        takeConfirmations(deps, tx, { system: params.code, items: readConfirmationFile(body) }),
    }),
    route({
      method: 'GET',
      path: '/api/entries',
      action: 'entry.read',
      summary: 'Incoming notices in national systems: owner, validation date, removal',
      query: entryQuery,
      response: entryList,
      handle: ({ tx, query }) => listEntries(deps, tx, query),
    }),
    route({
      method: 'POST',
      path: '/api/entries/:id/validate',
      action: 'entry.validate',
      summary: 'Put on record that an entry is still right',
      params: entryParams,
      body: validateEntryInput,
      response: entryList,
      handle: async ({ tx, params, body }) => {
        await validateEntry(deps, tx, { ...body, id: params.id });
        return one(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/entries/:id/removed',
      action: 'entry.confirm',
      summary: 'Take down a removal that the system confirmed by telephone or letter',
      params: entryParams,
      body: removeEntryInput,
      response: entryList,
      handle: async ({ tx, params, body }) => {
        await confirmRemoval(deps, tx, {
          id: params.id,
          version: body.version,
          removedBy: `${body.removedBy}, ${body.on}`,
        });
        return one(tx, params.id);
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/partner/outbound',
      action: 'entry.partner-outbound',
      summary: 'For a national system’s software: what it is to add, change and remove',
      query: outboundQuery,
      handle: (ctx) => asSystem(deps, ctx, (tx, system) => given(tx, system, ctx.query.limit)),
    }),
    freeRoute({
      method: 'POST',
      path: '/api/partner/confirmations',
      action: 'entry.partner-confirm',
      summary: 'For a national system’s software: its answers, row by row; an answer that comes again changes nothing',
      body: confirmationsInput,
      handle: (ctx) =>
        asSystem(deps, ctx, (tx, system) => takeConfirmations(deps, tx, { system, items: ctx.body.items })),
    }),
  ];

  async function one(tx: Tx, id: string) {
    const row = await q(tx).selectFrom('notice_entry').select('notice_id').where('id', '=', id).executeTakeFirst();
    return listEntries(deps, tx, { limit: 50, ...(row ? { notice: row.notice_id } : {}) });
  }
}

/**
 * The access key says which system calls. It holds no compartment of its own: what it is given is what was offered to it, in the
 * general compartment, and the record names the key.
 */
async function asSystem<T>(
  deps: NoticesDeps,
  ctx: Pick<FreeContext<unknown, unknown, unknown>, 'scope'>,
  work: (tx: Tx, system: string) => Promise<T>,
): Promise<T> {
  const scope: Scope = { ...ctx.scope, compartments: ['general'] };
  const partner = scope.actor.id.replace(/^partner:/, '');
  return deps.db.tx(scope, async (tx) => {
    const system = await q(tx)
      .selectFrom('notice_system')
      .select('code')
      .where('partner', '=', partner)
      .where('active', '=', true)
      .executeTakeFirst();
    if (!system) throw new AppError('forbidden', 'a key that belongs to no national system');
    return work(tx, system.code);
  });
}
