import type { TipModel } from '../contract-model.ts';
import { type Deps, PRESERVED_MS, tipRef } from '../deps.ts';
import { owedFiles } from '../files/file-jobs.ts';
import { type FileModel, readWords } from '../files/keep-words.ts';
import type { CompletedTip } from '../hooks.ts';
import { toJsonb } from '../model/json.ts';
import type { Provider } from '../providers/admit-provider.ts';
import type { TipRow } from '../store.ts';
import { IspwsProblem } from './codes.ts';
import { over, sourceOf } from './own-report.ts';
import { ProviderGroups } from './provider-groups.ts';

type Finished = { readonly number: number; readonly fileIds: readonly string[] } | IspwsProblem;

/**
 * Completes reports: from here nothing is added to them, and triage and routing see them, in the same transaction. Those of one
 * account that come close together share it.
 */
export function createFinishes(deps: Deps): (provider: Provider, number: number) => Promise<Finished> {
  const groups = new ProviderGroups<number, Finished>((provider, numbers) => finishReports(deps, provider, numbers));
  return (provider, number) => groups.add(provider, number);
}

type FinishRow = Pick<TipRow, 'id' | 'report_number' | 'files' | 'received_at'> & { model: TipModel };

async function finishReports(deps: Deps, provider: Provider, numbers: readonly number[]): Promise<Finished[]> {
  return deps.db.tx(provider.scope, async (tx) => {
    const rows = await tx.query<FinishRow>(
      FINISH,
      [provider.id, provider.secretHash, sourceOf(provider), numbers, tx.now, tx.now + PRESERVED_MS],
      'tips.finish',
    );
    const withFiles = rows.filter((row) => row.files > 0).map((row) => row.id);
    const words = withFiles.length > 0 ? await readWords(tx, withFiles) : new Map<string, never[]>();
    const completed = rows.map((row): CompletedTip => {
      const { model } = row;
      for (const { key, name, words: said } of words.get(row.id) ?? []) addFile(model, key, name, said);
      return {
        id: row.id,
        version: 1,
        shape: 'ispws',
        source: sourceOf(provider),
        reportNumber: row.report_number,
        receivedAt: row.received_at,
        model: { ...model, reportNumber: String(row.report_number) },
      };
    });
    const changed = completed.filter((tip) => words.has(tip.id));
    if (changed.length > 0) {
      // Until now the version was being made; from here it stands.
      await tx.query(
        `UPDATE tips_version v SET model = u.model::jsonb FROM unnest($1::uuid[], $2::text[]) AS u(id, model)
         WHERE v.tip_id = u.id AND v.n = 1`,
        [changed.map((tip) => tip.id), changed.map((tip) => toJsonb(tip.model))],
      );
      await owedFiles(deps, tx);
    }
    for (const { id, files } of rows)
      deps.audit.record(tx, { act: 'tip.completed', entity: tipRef(id), ...(files > 0 ? { body: { files } } : {}) });
    await deps.hooks.completed(tx, completed);
    const found = new Map(rows.map((row) => [row.report_number, row]));
    const others = numbers.filter((number) => !found.has(number));
    const states = others.length > 0 ? await statesOf(tx, provider, others) : new Map<number, TipRow['state']>();
    const answered = new Set<number>();
    return numbers.map((number): Finished => {
      const row = found.get(number);
      const state = states.get(number);
      // The same number twice in one batch: the second call comes after the first.
      if (row && answered.has(number)) return new IspwsProblem('finished');
      answered.add(number);
      if (row) return { number, fileIds: (words.get(row.id) ?? []).map((one) => one.key) };
      return state === undefined ? new IspwsProblem('noReport') : over(state);
    });
  });
}

async function statesOf(
  tx: { query: <R extends object>(text: string, values: readonly unknown[]) => Promise<R[]> },
  provider: Provider,
  numbers: readonly number[],
): Promise<Map<number, TipRow['state']>> {
  const rows = await tx.query<{ report_number: number; state: TipRow['state'] }>(
    'SELECT report_number, state FROM tips_tip WHERE source = $1 AND report_number = ANY($2::bigint[])',
    [sourceOf(provider), numbers],
  );
  return new Map(rows.map((row) => [row.report_number, row.state]));
}

/** A file's words join the report: what is marked `file:0` in them gets the file's own place. */
function addFile(model: TipModel, key: string, name: string | null, said: FileModel | null): void {
  const of = `file:${model.files.length}`;
  model.files.push(
    said?.file ?? {
      key,
      name,
      originalName: null,
      viewed: 'unknown',
      exifViewed: 'unknown',
      publiclyAvailable: 'unknown',
      relevance: null,
      classification: null,
      annotations: [],
      hashes: [],
      uploaded: null,
      tags: [],
      details: [],
      notes: [],
    },
  );
  if (!said) return;
  model.ips.push(...said.more.ips.map((one) => ({ ...one, of })));
  model.urls.push(...said.more.urls.map((one) => ({ ...one, of })));
  model.devices.push(...said.more.devices.map((one) => ({ ...one, of })));
  model.unknown.push(...said.more.unknown.map((one) => ({ ...one, path: `${of}${one.path}` })));
}

const FINISH = `
  UPDATE tips_tip t SET state = 'open', completed_at = $5, touched_at = $5, preserved_until = $6, version = t.version + 1
  FROM tips_version v
  WHERE v.tip_id = t.id AND v.n = 1 AND t.source = $3 AND t.report_number = ANY($4::bigint[]) AND t.state = 'filling'
    AND EXISTS (SELECT FROM tips_provider WHERE id = $1 AND secret_hash = $2 AND state = 'active')
  RETURNING t.id, t.report_number, t.files, t.received_at, v.model`;
