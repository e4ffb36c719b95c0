import { createHash } from 'node:crypto';
import { notFound, refuse, systemScope, type Tx } from '../platform/index.ts';
import type { ListRow, UrlRow } from './contract.ts';
import type { AuthorityKeys } from './contract-partner.ts';
import type { HostingDeps } from './deps.ts';
import type { PaperLang } from './evidence/evidence-record.ts';
import { exportEvidence, printEvidence } from './evidence/export-evidence.ts';
import { bindAuthority, listAuthorityKeys } from './partner/bind-authority.ts';
import { listLists, listUrls, readList } from './read-hosting.ts';
import type { StoredCheck } from './store.ts';
import { submitList } from './submit-list.ts';
import { normaliseUrl } from './url-text.ts';

/** For the command line, at one bureau. */
export interface HostingCommands {
  lists(limit: number): Promise<ListRow[]>;
  submit(list: { title: string; text: string; source: 'paste' | 'csv' }): Promise<ListRow>;
  /** A list by its number or id, and its first addresses. @throws AppError `not-found` */
  list(given: string, limit: number): Promise<{ list: ListRow; urls: UrlRow[] }>;
  /** The newest signed evidence on an address that was looked up, and the same in print. @throws AppError `not-found` */
  evidence(address: string, lang: PaperLang): Promise<{ check: StoredCheck; pdf: Buffer }>;
  /** Access keys that speak for the authority, after this one was bound if one is given. */
  authority(partnerId?: string): Promise<AuthorityKeys>;
}

export function hostingCommands(deps: HostingDeps): HostingCommands {
  const inTx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => deps.db.tx(systemScope(deps.runtime.bureau), fn);
  return {
    lists: (limit) => inTx(async (tx) => (await listLists(deps, tx, { limit })).items),
    submit: (list) =>
      inTx(async (tx) => readList(tx, (await submitList(deps, tx, { ...list, urgency: 'routine' })).id)),
    list: (given, limit) =>
      inTx(async (tx) => {
        const [row] = await tx.query<{ id: string }>('SELECT id FROM hosting_list WHERE number = $1 OR id::text = $1', [
          given,
        ]);
        if (!row) throw notFound('hosting-list');
        const urls = await listUrls(deps, tx, row.id, { cursor: 0, limit });
        return { list: await readList(tx, row.id), urls: urls.items };
      }),
    async evidence(address, lang) {
      const read = normaliseUrl(address);
      if (typeof read === 'string') throw refuse(read);
      const check = await inTx(async (tx) => {
        const [row] = await tx.query<{ id: string }>('SELECT id FROM hosting_url WHERE key = $1', [
          createHash('sha256').update(read.url).digest(),
        ]);
        if (!row) throw notFound('hosting-url');
        return exportEvidence(deps, tx, { id: row.id, format: 'pdf' });
      });
      return { check, pdf: await printEvidence(check, deps.runtime.bureau, lang) };
    },
    authority: (partnerId) =>
      inTx(async (tx) => {
        if (partnerId !== undefined) await bindAuthority(deps, tx, { partnerId });
        return listAuthorityKeys(deps, tx);
      }),
  };
}
