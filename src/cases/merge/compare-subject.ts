import { PersonIndex, type PersonQuery } from '../../names/index.ts';
import { type Job, type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { PairReason, Particulars } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { VICTIM_IDENTITY } from '../store-identity.ts';
import { proposePair, withdrawPairs } from './pairs.ts';

export const COMPARE_JOB = 'case.compare-subject';
/** From here on a pair is worth a look (src/names). */
const WORTH_A_LOOK = 0.8;
const MOST = 10;

interface Row {
  id: string;
  case_id: string;
  particulars: Particulars;
  identity_held: boolean;
  compartment: string;
  version: number;
  names: Particulars['names'] | null;
  documents: Particulars['documents'] | null;
}

const SELECT = `SELECT s.id, s.case_id, s.particulars, s.identity_held, s.compartment, s.version, i.names, i.documents
  FROM case_subject s LEFT JOIN case_identity i ON i.person_id = s.id`;

/** In the transaction that adds or changes a subject: it is compared after the commit. */
export async function compareLater(deps: Pick<CasesDeps, 'jobs'>, tx: Tx, subjectId: string): Promise<void> {
  await deps.jobs.enqueue(tx, { kind: COMPARE_JOB, key: subjectId, payload: { subject: subjectId } });
}

/**
 * Compares a subject with those of all other cases, closed ones too, by name in any script, date of birth, documents and the rest,
 * and proposes who may be the same person. The index lives in this process and catches up by version before each question.
 */
export function compareJob(deps: CasesDeps): JobHandler {
  const index = new PersonIndex();
  const known = new Map<string, number>();
  const catchUp = async (tx: Tx): Promise<void> => {
    const all = await tx.query<{ id: string; version: number }>('SELECT id, version FROM case_subject');
    const changed = all.filter(({ id, version }) => known.get(id) !== version).map(({ id }) => id);
    if (changed.length === 0) return;
    for (const row of await tx.query<Row>(`${SELECT} WHERE s.id = ANY($1::uuid[])`, [changed])) {
      if (known.has(row.id)) index.remove(row.id);
      known.set(row.id, row.version);
      const person = personOf(row);
      if (person) index.add({ id: row.id, ...person });
    }
  };
  return async (job: Job) => {
    const { subject } = job.payload as { subject: string };
    await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      await catchUp(tx);
      const [row] = await tx.query<Row>(`${SELECT} WHERE s.id = $1`, [subject]);
      const person = row && personOf(row);
      const found = person ? index.query(person, { limit: MOST + 1, minScore: WORTH_A_LOOK }) : [];
      const ids = found.map((match) => match.id).filter((id) => id !== subject);
      const others = new Map(
        (await tx.query<Row>(`${SELECT} WHERE s.id = ANY($1::uuid[])`, [ids])).map((other) => [other.id, other]),
      );
      const still: string[] = [];
      for (const match of found) {
        const other = others.get(match.id);
        if (!row || !other || other.case_id === row.case_id) continue;
        still.push(other.id);
        await proposePair(deps, tx, {
          one: row.id,
          other: other.id,
          score: match.score,
          reasons: match.terms.map(({ code, score, params }): PairReason => ({ code, score, params })),
          compartments: [...new Set([row, other].flatMap(compartmentsOf))],
        });
      }
      if (row) await withdrawPairs(deps, tx, row.id, still);
      await job.done(tx);
    });
    return undefined;
  };
}

const compartmentsOf = (row: Row): string[] =>
  row.identity_held ? [row.compartment, VICTIM_IDENTITY] : [row.compartment];

const KIND = {
  birth: 'main',
  current: 'main',
  alias: 'alias',
  online: 'nickname',
  nickname: 'nickname',
  transliteration: 'transliteration',
} as const;

/** As the matcher takes a person; null when nothing names them. */
function personOf(row: Row): PersonQuery | null {
  const names = row.identity_held && row.names ? row.names : row.particulars.names;
  const documents = row.identity_held && row.documents ? row.documents : row.particulars.documents;
  if (names.length === 0) return null;
  const { birth, sex, nationalities } = row.particulars;
  return {
    names: names.map((name) => ({
      text: name.full ?? [name.given, name.family].filter(Boolean).join(' '),
      ...(name.family === undefined ? {} : { family: name.family }),
      ...(name.given === undefined ? {} : { given: name.given }),
      kind: KIND[name.kind],
    })),
    births: birth ? [birth.date] : [],
    sex: sex === 'F' ? 'female' : sex === 'M' ? 'male' : 'unknown',
    nationalities,
    documents: documents.map(({ number, country }) => (country === undefined ? { number } : { number, country })),
  };
}
