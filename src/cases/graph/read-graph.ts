import type { EntityRef, Tx } from '../../platform/index.ts';
import { refText } from '../../platform/index.ts';
import type { CaseGraph, GraphNode } from '../contract.ts';
import { relationsOf } from '../people/relate-subjects.ts';
import { caseRef, subjectRef } from '../refs.ts';
import { asksOf, type CaseRow, linksOf, subjectsOf, theCase } from '../store-cases.ts';
import type { Resolve } from './resolve.ts';

/** More than this is no picture. */
const MOST = 250;

/**
 * Who and what a case is linked to, two steps far: its subjects and their relations, its things, the bureaus it asked, the cases it
 * is linked to, and those that share a thing with it. Only what this scope may see; of the rest that it is there.
 */
export async function readGraph(resolve: Resolve, tx: Tx, caseId: string): Promise<CaseGraph> {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, CaseGraph['edges'][number]>();
  let left = 0;
  const node = (key: string, ref: EntityRef | null, more: Partial<GraphNode> & { kind: string }): boolean => {
    if (nodes.has(key)) return true;
    if (nodes.size >= MOST) {
      left++;
      return false;
    }
    nodes.set(key, { key, ref, number: null, label: null, state: null, ...more });
    return true;
  };
  const edge = (from: string, to: string, kind: string): void => {
    if (nodes.has(from) && nodes.has(to)) edges.set(`${from} ${to} ${kind}`, { from, to, kind });
  };
  const putCase = (row: Pick<CaseRow, 'id' | 'number' | 'title' | 'state'>): string => {
    const key = refText(caseRef(row.id));
    node(key, caseRef(row.id), { kind: 'case', number: row.number, label: row.title, state: row.state });
    return key;
  };

  const row = await theCase(tx, caseId);
  const centre = putCase(row);
  for (const subject of await subjectsOf(tx, caseId)) {
    const key = refText(subjectRef(subject.id));
    const [name] = subject.particulars.names;
    const label = name ? (name.full ?? [name.given, name.family].filter(Boolean).join(' ')) : null;
    node(key, subjectRef(subject.id), { kind: 'subject', label, state: subject.role });
    edge(centre, key, 'subject');
  }
  for (const relation of await relationsOf(tx, caseId)) {
    const from = refText(subjectRef(relation.subject_id));
    const to = relation.other_id === null ? `outside:${relation.id}` : refText(subjectRef(relation.other_id));
    if (relation.other) {
      const { name } = relation.other;
      const label = name.full ?? [name.given, name.family].filter(Boolean).join(' ');
      node(to, null, { kind: 'outside', label });
    }
    edge(from, to, relation.kind);
  }
  for (const ask of await asksOf(tx, caseId)) {
    const key = `bureau:${ask.to_bureau}`;
    node(key, null, { kind: 'bureau', label: ask.to_bureau });
    edge(centre, key, 'asked');
  }
  if (row.from_bureau !== null) {
    node(`bureau:${row.from_bureau}`, null, { kind: 'bureau', label: row.from_bureau });
    edge(centre, `bureau:${row.from_bureau}`, 'asked-by');
  }
  const links = await linksOf(tx, caseId);
  const refs = links.map((link): EntityRef => ({ kind: link.ref_kind, id: link.ref_id }));
  if (row.request_id !== null) refs.push({ kind: 'request', id: row.request_id });
  const found = await resolve(tx, refs);
  for (const ref of refs) {
    const key = refText(ref);
    const shown = found.get(key);
    // That something is there is seen in the list too; what it is, only by who may.
    node(key, shown ? ref : null, {
      kind: ref.kind,
      number: shown?.number ?? null,
      label: shown?.title ?? null,
      state: shown?.state ?? null,
    });
    edge(centre, key, 'linked');
  }
  await shared(tx, caseId, refs, putCase, edge);
  return { nodes: [...nodes.values()], edges: [...edges.values()], left };
}

/** Other cases that hold one of the things, and the two sides of linked cases. */
async function shared(
  tx: Tx,
  caseId: string,
  refs: readonly EntityRef[],
  putCase: (row: Pick<CaseRow, 'id' | 'number' | 'title' | 'state'>) => string,
  edge: (from: string, to: string, kind: string) => void,
): Promise<void> {
  const rows = await tx.query<Pick<CaseRow, 'id' | 'number' | 'title' | 'state'> & { kind: string; ref_id: string }>(
    `SELECT c.id, c.number, c.title, c.state, l.ref_kind AS kind, l.ref_id
     FROM case_link l JOIN case_file c ON c.id = l.case_id
     WHERE l.case_id <> $1 AND (l.ref_kind, l.ref_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))
     ORDER BY c.opened_at DESC LIMIT 100`,
    [caseId, refs.map(({ kind }) => kind), refs.map(({ id }) => id)],
  );
  for (const row of rows) edge(putCase(row), refText({ kind: row.kind, id: row.ref_id }), 'linked');
}
