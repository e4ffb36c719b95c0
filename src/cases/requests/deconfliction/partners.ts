import type * as z from 'zod';
import { conflict, invalid, type Tx } from '../../../platform/index.ts';
import type { Authority, changePartner, partnersView } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';

export interface PartnerRow {
  authority: Authority;
  url: string;
  key: string;
  is_on: boolean;
  by_actor: string;
  changed_at: number;
  version: number;
}

export const keyContext = (authority: string): string => `deconfliction-key:${authority}`;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

export async function readPartners(tx: Tx): Promise<z.input<typeof partnersView>> {
  const rows = await tx.query<PartnerRow>('SELECT * FROM case_deconfliction_partner ORDER BY authority');
  return {
    partners: rows.map((row) => ({
      authority: row.authority,
      url: row.url,
      isOn: row.is_on,
      hasKey: row.key !== '',
      version: row.version,
      changedAt: row.changed_at,
    })),
  };
}

/**
 * Where an authority answers, and the key it gave us. Plain http is for this machine alone.
 * @throws AppError `invalid`, `conflict`
 */
export async function changePartnerSettings(
  deps: CasesDeps,
  tx: Tx,
  authority: Authority,
  input: z.infer<typeof changePartner>,
): Promise<z.input<typeof partnersView>> {
  const url = new URL(input.url);
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) throw invalid('/body/url', 'deconfliction.not-https');
  const [now] = await tx.query<PartnerRow>('SELECT * FROM case_deconfliction_partner WHERE authority = $1 FOR UPDATE', [
    authority,
  ]);
  if ((now?.version ?? 0) !== input.version) {
    throw conflict('partner', { version: input.version }, { version: now?.version ?? 0, url: now?.url ?? null });
  }
  const key =
    input.key === undefined ? (now?.key ?? '') : deps.vault.wrap(Buffer.from(input.key), keyContext(authority));
  if (input.isOn && key === '') throw invalid('/body/key', 'deconfliction.key-needed');
  await tx.query(
    `INSERT INTO case_deconfliction_partner (authority, url, key, is_on, by_actor, changed_at, version)
     VALUES ($1,$2,$3,$4,$5,$6,1)
     ON CONFLICT (authority) DO UPDATE SET url = excluded.url, key = excluded.key, is_on = excluded.is_on,
       by_actor = excluded.by_actor, changed_at = excluded.changed_at, version = case_deconfliction_partner.version + 1`,
    [authority, input.url, key, input.isOn, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'deconfliction.partner-changed',
    entity: { kind: 'deconfliction-partner', id: authority },
    body: { authority, on: input.isOn },
  });
  return readPartners(tx);
}
