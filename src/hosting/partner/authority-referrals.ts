import { notFound, type Tx } from '../../platform/index.ts';
import { decideReferral } from '../answer-referral.ts';
import type { DecideReferral } from '../contract.ts';
import type { PartnerReferral, PartnerReport } from '../contract-partner.ts';
import { type HostingDeps, referralRef } from '../deps.ts';
import { recordReport } from '../report-url.ts';
import { findUrl, type StoredReferral } from '../store.ts';

const OWN = `SELECT * FROM hosting_referral WHERE direction = 'out' AND kind = 'authority' AND party = $1`;

/** What was referred to this authority, oldest first; that its software read it is on the record. */
export async function listOwn(
  deps: Pick<HostingDeps, 'audit'>,
  tx: Tx,
  authority: string,
  query: { open?: 'true' | 'false' | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: PartnerReferral[]; next: string | null }> {
  const [at, id] = query.cursor?.split('_') ?? [];
  const rows = await tx.query<StoredReferral>(
    `${OWN} AND ($2::boolean IS NULL OR (state NOT IN ('closed', 'refused')) = $2)
       AND ($3::bigint IS NULL OR (created_at, id) > ($3, $4::uuid)) ORDER BY created_at, id LIMIT $5`,
    [
      authority,
      query.open === undefined ? null : query.open === 'true',
      at === undefined ? null : Number(at),
      id ?? null,
      query.limit + 1,
    ],
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await withEvidence(deps, tx, shown),
    next: rows.length > query.limit && last ? `${last.created_at}_${last.id}` : null,
  };
}

/** @throws AppError `not-found`, also for what was referred to another */
export async function readOwn(
  deps: Pick<HostingDeps, 'audit'>,
  tx: Tx,
  authority: string,
  id: string,
): Promise<PartnerReferral> {
  const [found] = await withEvidence(deps, tx, await tx.query<StoredReferral>(`${OWN} AND id = $2`, [authority, id]));
  if (!found) throw notFound('hosting-referral');
  return found;
}

async function withEvidence(
  deps: Pick<HostingDeps, 'audit'>,
  tx: Tx,
  rows: readonly StoredReferral[],
): Promise<PartnerReferral[]> {
  const items = await tx.query<{ referral_id: string; url_id: string | null } & PartnerReferral['items'][number]>(
    'SELECT referral_id, url, url_id, jws, evidence FROM hosting_referral_url WHERE referral_id = ANY($1::uuid[]) ORDER BY n',
    [rows.map((row) => row.id)],
  );
  const of = Map.groupBy(items, (item) => item.referral_id);
  return rows.map((row) => {
    deps.audit.record(tx, { act: 'hosting.partner-viewed', entity: referralRef(row.id) });
    const { id, country, state, urgency, note, decision, released, version } = row;
    return {
      ...{ id, country, state, urgency, note, decision, released, version },
      createdAt: row.created_at,
      items: (of.get(id) ?? []).map(({ url, url_id, jws, evidence }) => ({ url, urlId: url_id, jws, evidence })),
    };
  });
}

/** The authority decides by its own software; the same rules hold as for a person who writes its decision down. */
export async function decideOwn(
  deps: HostingDeps,
  tx: Tx,
  authority: string,
  input: DecideReferral & { id: string },
): Promise<PartnerReferral> {
  await readOwn(deps, tx, authority, input.id);
  await decideReferral(deps, tx, input);
  return readOwn(deps, tx, authority, input.id);
}

/** The authority says that an address is gone, or still there. @throws AppError `not-found` for one that is not in the referral */
export async function reportOwn(
  deps: HostingDeps,
  tx: Tx,
  authority: string,
  input: PartnerReport & { id: string },
): Promise<void> {
  const { urlId, kind, name, at, note } = input;
  const referral = await readOwn(deps, tx, authority, input.id);
  if (!referral.items.some((item) => item.urlId === urlId)) throw notFound('hosting-url');
  const { version } = await findUrl(tx, urlId);
  await recordReport(deps, tx, { id: urlId, version, kind, by: 'authority', name, at, note });
}
