import type { Scope, Tx } from '../platform/index.ts';
import type { SourceKind } from './contract.ts';
import type { Deps } from './deps.ts';
import { findDocuments, type ListedDocument } from './documents/find-documents.ts';
import { documentKey } from './index/document-key.ts';
import type { FoundIn } from './index/keep-index.ts';
import type { PreparedPerson } from './person-query.ts';
import type { RecordHead } from './sources/source.ts';
import { insertCandidates, markDone, type NewCandidate, standingFalseMatches } from './store.ts';
import type { FalseMatchRecord } from './tables.ts';

/** Best candidates kept of each source and person: who has more namesakes than that is asked for more exactly. */
const LIMIT = 10;

export interface RowToCompare {
  readonly n: number;
  readonly prepared: PreparedPerson;
}

export interface Compare {
  readonly sources: readonly SourceKind[];
  readonly minScore: number;
}

/** Asks the index about rows, outside any transaction. What the asker's compartments do not hold is not found. */
export function searchRows(
  deps: Deps,
  scope: Pick<Scope, 'compartments'>,
  rows: readonly RowToCompare[],
  { sources, minScore }: Compare,
): Promise<FoundIn[][]> {
  return deps.index.search(
    rows.map((row) => row.prepared.query),
    { sources, minScore, limit: LIMIT, compartments: scope.compartments },
  );
}

/**
 * Keeps what was found: each record is looked at as it is now, in this transaction, so that one which ended since it was indexed is no
 * candidate. Travel documents are compared with the lists here.
 * @returns how many candidates somebody has to decide
 */
export async function keepFound(
  deps: Deps,
  tx: Tx,
  screeningId: string,
  rows: readonly RowToCompare[],
  found: readonly (readonly FoundIn[])[],
  sources: readonly SourceKind[],
): Promise<number> {
  const heads = await currentHeads(tx, found);
  const documents = sources.includes('document') ? await documentsOf(tx, rows) : new Map<string, ListedDocument[]>();
  const known = await knownPairs(tx, rows);
  const candidates: NewCandidate[] = [];
  const add = (
    row: RowToCompare,
    source: SourceKind,
    head: RecordHead,
    score: number,
    reasons: NewCandidate['reasons'],
  ) => {
    const { fingerprint } = row.prepared;
    const earlier = known.get(`${fingerprint} ${source} ${head.id}`);
    candidates.push({
      id: deps.runtime.newId(),
      n: row.n,
      source,
      record_id: head.id,
      record_version: head.version,
      number: head.number,
      kind: head.kind,
      owner: head.owner,
      case_id: head.caseId,
      score: Math.round(score * 1000),
      reasons,
      fingerprint,
      false_match_id: earlier?.id ?? null,
      needs_two: head.needsTwo,
      // A record that says something else now than when it was told apart is looked at anew.
      state: earlier && earlier.record_version === head.version ? 'known' : 'open',
      compartment: head.compartments[0] ?? 'general',
      second_compartment: head.compartments[1] ?? 'general',
    });
  };
  for (const [at, row] of rows.entries()) {
    for (const match of found[at] ?? []) {
      const head = heads.get(`${match.source.kind} ${match.id}`);
      if (!head) continue;
      add(row, match.source.kind, head, match.score, {
        terms: match.terms.map(({ term, score, code, params }) => ({
          term,
          score: unit(score),
          code,
          params: { ...params },
        })),
        tokens: match.tokens.map(({ query, record, score, reason }) => ({ query, record, score: unit(score), reason })),
      });
    }
    for (const document of listedFor(row, documents)) {
      const { id, number, country, status, source, version } = document;
      add(row, 'document', { ...DOCUMENT, id, number, kind: status, owner: null, version }, 1, {
        terms: [{ term: 'document', score: 1, code: 'document-listed', params: { number, country, source } }],
        tokens: [],
      });
    }
  }
  await insertCandidates(tx, screeningId, candidates);
  await markDone(
    tx,
    screeningId,
    rows.map((row) => row.n),
  );
  return candidates.filter((candidate) => candidate.state === 'open').length;
}

const DOCUMENT = { needsTwo: false, caseId: null, compartments: ['general'], isForeign: false };
const unit = (score: number): number => Math.min(1, Math.max(0, Math.round(score * 1000) / 1000));

/** Records that were found, as they are now and as this scope may see them; what is not in force is not among them. */
async function currentHeads(tx: Tx, found: readonly (readonly FoundIn[])[]): Promise<Map<string, RecordHead>> {
  const bySource = new Map<FoundIn['source'], Set<string>>();
  for (const match of found.flat()) {
    const ids = bySource.get(match.source) ?? new Set<string>();
    ids.add(match.id);
    bySource.set(match.source, ids);
  }
  const heads = new Map<string, RecordHead>();
  for (const [source, ids] of bySource) {
    for (const head of await source.heads(tx, [...ids])) heads.set(`${source.kind} ${head.id}`, head);
  }
  return heads;
}

async function documentsOf(tx: Tx, rows: readonly RowToCompare[]): Promise<Map<string, ListedDocument[]>> {
  const keys = rows.flatMap((row) =>
    (row.prepared.query.documents ?? []).map((document) => documentKey(document.number)),
  );
  const listed = new Map<string, ListedDocument[]>();
  for (const document of await findDocuments(tx, [...new Set(keys)])) {
    listed.set(document.number, [...(listed.get(document.number) ?? []), document]);
  }
  return listed;
}

/** Of several lists that name the same document, the newest word. */
function listedFor(row: RowToCompare, listed: ReadonlyMap<string, readonly ListedDocument[]>): ListedDocument[] {
  const seen = new Map<string, ListedDocument>();
  for (const { number, country } of row.prepared.query.documents ?? []) {
    for (const document of listed.get(documentKey(number)) ?? []) {
      const agrees = country === undefined || document.country === '' || document.country === country;
      const key = `${document.number} ${document.country}`;
      if (agrees && !seen.has(key)) seen.set(key, document);
    }
  }
  return [...seen.values()];
}

async function knownPairs(tx: Tx, rows: readonly RowToCompare[]): Promise<Map<string, FalseMatchRecord>> {
  const fingerprints = [...new Set(rows.map((row) => row.prepared.fingerprint))];
  const standing = await standingFalseMatches(tx, fingerprints);
  return new Map(standing.map((one) => [`${one.fingerprint} ${one.source} ${one.record_id}`, one]));
}
