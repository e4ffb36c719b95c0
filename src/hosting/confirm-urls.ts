import { refuse, type Tx } from '../platform/index.ts';
import type { ConfirmUrls } from './contract.ts';
import { type HostingDeps, urlRef } from './deps.ts';
import { lockUrls } from './store.ts';

/**
 * A person's word on where addresses are hosted: as the check says, otherwise with its ground, or that no country can be said.
 * @throws AppError `refused`: `hosting.not-checked`, `hosting.no-country-to-agree`, `hosting.note-needed`; `conflict`
 */
export async function confirmUrls(deps: HostingDeps, tx: Tx, input: ConfirmUrls): Promise<void> {
  const { country: given, basis, note } = input;
  if (given !== undefined && basis === 'agreed') throw refuse('hosting.agreed-or-own', {}, '/body/basis');
  if (given === undefined && basis !== 'agreed') throw refuse('hosting.country-needed', {}, '/body/country');
  if (given !== undefined && note === '') throw refuse('hosting.note-needed', {}, '/body/note');
  const rows = await lockUrls(tx, input.urls);
  const words = rows.map((row, at) => {
    if (row.verdict === null) throw refuse('hosting.not-checked', {}, `/body/urls/${at}`);
    if (given !== undefined) return { id: row.id, country: given };
    if (row.country === null) throw refuse('hosting.no-country-to-agree', {}, `/body/urls/${at}`);
    return { id: row.id, country: row.country };
  });
  const said = { by: tx.scope.actor.id, at: tx.now, basis, note };
  await tx.query(
    `UPDATE hosting_url h SET state = 'confirmed', confirmed_country = u.country, version = h.version + 1,
       confirmed = jsonb_build_object('country', u.country) || $3::jsonb
     FROM unnest($1::uuid[], $2::text[]) AS u(id, country) WHERE h.id = u.id`,
    [words.map((one) => one.id), words.map((one) => one.country), JSON.stringify(said)],
  );
  for (const { id, country } of words) {
    deps.audit.record(tx, {
      act: 'hosting.confirmed',
      entity: urlRef(id),
      body: { country: country ?? '', basis, ...(note === '' ? {} : { note }) },
    });
  }
}
