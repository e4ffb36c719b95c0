import { createHash } from 'node:crypto';
import type { TipModel } from '../contract-model.ts';
import { type Deps, tipRef } from '../deps.ts';
import { toJsonb } from '../model/json.ts';
import type { Provider } from '../providers/admit-provider.ts';
import { oweTips } from '../settle-tips.ts';
import { summaryOf } from '../store.ts';
import { IspwsProblem } from './codes.ts';
import { owedExpiry } from './expire-reports.ts';
import { ProviderGroups } from './provider-groups.ts';

interface Submitted {
  readonly raw: Uint8Array;
  readonly model: TipModel;
}

/**
 * Opens reports: from this moment each is owed, and is on the record. Answers each one's number. Those of one account that come
 * close together share a transaction.
 */
export function createSubmissions(deps: Deps): (provider: Provider, report: Submitted) => Promise<number> {
  const groups = new ProviderGroups<Submitted, number>((provider, reports) => submitReports(deps, provider, reports));
  return (provider, report) => groups.add(provider, report);
}

/** @throws IspwsProblem `noRightToSubmit` when the account is no longer in force, with this password */
async function submitReports(deps: Deps, provider: Provider, reports: readonly Submitted[]): Promise<number[]> {
  return deps.db.tx(provider.scope, async (tx) => {
    const rows = reports.map(({ raw, model }) => ({ id: deps.runtime.newId(), raw, model, ...summaryOf(model) }));
    const inserted = await tx.query<{ id: string; report_number: number }>(
      INSERT,
      [
        provider.id,
        provider.secretHash,
        provider.name,
        tx.now,
        tx.scope.actor.id,
        rows.map((row) => row.id),
        rows.map((row) => row.incidentType),
        rows.map((row) => row.incidentAt),
        rows.map((row) => row.isEscalated),
        rows.map((row) => row.people),
        rows.map((row) => row.raw),
        rows.map((row) => createHash('sha256').update(row.raw).digest()),
        rows.map((row) => toJsonb(row.model)),
      ],
      'tips.submit',
    );
    if (inserted.length !== rows.length) throw new IspwsProblem('noRightToSubmit');
    // A body costs a key of its own: only where there is something to say.
    for (const { id, isEscalated } of rows)
      deps.audit.record(tx, {
        act: 'tip.received',
        entity: tipRef(id),
        ...(isEscalated ? { body: { escalated: true } } : {}),
      });
    await oweTips(deps, tx, rows);
    await owedExpiry(deps, tx);
    const numbers = new Map(inserted.map((row) => [row.id, row.report_number]));
    return rows.map((row) => numbers.get(row.id) ?? 0);
  });
}

const INSERT = `
  WITH allowed AS (SELECT FROM tips_provider WHERE id = $1 AND secret_hash = $2 AND state = 'active'),
  input AS (
    SELECT * FROM unnest($6::uuid[], $7::text[], $8::bigint[], $9::boolean[], $10::int[], $11::bytea[], $12::bytea[], $13::text[])
      AS u(id, incident_type, incident_at, escalated, people, raw, sha256, model) WHERE EXISTS (SELECT FROM allowed)),
  tip AS (
    INSERT INTO tips_tip (id, shape, source, report_number, provider_id, provider_name, state, incident_type, incident_at,
      escalated, people, received_at, touched_at)
    SELECT id, 'ispws', 'provider:' || $1, nextval('tips_report_number'), $1, $3, 'filling', incident_type, incident_at,
      escalated, people, $4, $4 FROM input RETURNING id, report_number),
  version AS (
    INSERT INTO tips_version (tip_id, n, raw, raw_sha256, model, at, by_actor)
    SELECT id, 1, raw, sha256, model::jsonb, $4, $5 FROM input)
  SELECT id, report_number FROM tip`;
