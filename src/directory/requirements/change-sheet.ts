import type { Audit } from '../../audit/index.ts';
import { conflict, type EntityRef, type Tx } from '../../platform/index.ts';
import type { SheetBody, SheetInput } from '../contract-requirements.ts';
import { lockSheet, type SheetRow, sheet, storeSheet } from './sheets.ts';

/** Called in the transaction in which this bureau's own sheet changed. */
export type OnOwnSheet = (tx: Tx, published: { edition: number; sheet: SheetBody }) => Promise<void>;

export interface RequirementDeps {
  readonly audit: Audit;
  readonly published: OnOwnSheet;
}

const countryRef = (country: string): EntityRef => ({ kind: 'country', id: country });

/**
 * Writes what a country asks for. Whoever sets a new day of verification is named as the one who verified.
 * @throws AppError `conflict` with both values when the sheet has changed since
 */
export async function changeSheet(
  deps: RequirementDeps,
  tx: Tx,
  country: string,
  input: SheetInput,
): Promise<{ version: number }> {
  const row = await lockSheet(tx, country);
  if (row.version !== input.version) throw conflict('country', input, { version: row.version, ...row.body });
  const before = new Map(row.body.items.map((item) => [item.id, item]));
  const items = input.items.map((item) => {
    const old = before.get(item.id);
    const same = old?.verifiedOn === item.verifiedOn;
    const verifiedBy = item.verifiedOn === null ? null : same ? (old?.verifiedBy ?? null) : tx.scope.actor.id;
    return { ...item, verifiedBy };
  });
  return save(deps, tx, row, { profile: input.profile, items });
}

async function save(deps: RequirementDeps, tx: Tx, row: SheetRow, body: SheetBody): Promise<{ version: number }> {
  const version = await storeSheet(tx, row, { origin: 'edited', body });
  deps.audit.record(tx, {
    act: 'requirements.changed',
    entity: countryRef(row.country),
    body: { country: row.country, version },
  });
  if (row.country === tx.scope.bureau) await deps.published(tx, { edition: version, sheet: body });
  return { version };
}

/**
 * Takes in what a country's own bureau published. A sheet that nobody here edited follows it; one that was edited stays,
 * and both are shown until somebody chooses. An older edition changes nothing.
 */
export async function takePublishedSheet(
  deps: RequirementDeps,
  tx: Tx,
  from: string,
  published: { edition: number; sheet: SheetBody },
): Promise<'adopted' | 'conflict' | 'old'> {
  const row = await lockSheet(tx, from);
  const state = row.origin === 'edited' ? 'conflict' : 'adopted';
  const taken = await tx.query(
    `INSERT INTO country_sheet_followed (country, edition, body, received_at, state) VALUES ($1,$2,$3,$4,$5)
     ON CONFLICT (country) DO UPDATE SET edition = excluded.edition, body = excluded.body,
       received_at = excluded.received_at, state = excluded.state
       WHERE country_sheet_followed.edition < excluded.edition RETURNING country`,
    [from, published.edition, JSON.stringify(published.sheet), tx.now, state],
  );
  if (taken.length === 0) return 'old';
  if (state === 'adopted') await storeSheet(tx, row, { origin: 'followed', body: published.sheet });
  deps.audit.record(tx, {
    act: state === 'adopted' ? 'requirements.received' : 'requirements.conflict',
    entity: countryRef(from),
    body: { country: from, edition: published.edition },
  });
  return state;
}

/** Chooses between what was edited here and what the country's bureau published. */
export async function settleSheet(
  deps: RequirementDeps,
  tx: Tx,
  country: string,
  input: { version: number; use: 'theirs' | 'ours' },
): Promise<{ version: number }> {
  const row = await lockSheet(tx, country);
  if (row.version !== input.version) throw conflict('country', input, { version: row.version });
  const { theirs } = await sheet(tx, country);
  if (theirs?.state !== 'conflict') return { version: row.version };
  await tx.query('UPDATE country_sheet_followed SET state = $2 WHERE country = $1', [
    country,
    input.use === 'theirs' ? 'adopted' : 'kept-ours',
  ]);
  const version =
    input.use === 'theirs' ? await storeSheet(tx, row, { origin: 'followed', body: theirs.body }) : row.version;
  deps.audit.record(tx, {
    act: 'requirements.settled',
    entity: countryRef(country),
    body: { country, use: input.use },
  });
  return { version };
}
