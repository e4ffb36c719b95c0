import { comparePersons, type PersonQuery } from '../../names/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { DuplicateView, Particulars } from '../contract.ts';
import { personsOf, type RequestRow } from '../store-requests.ts';

/** Names as alike as this, with a birth that does not speak against it, are proposed. */
const ALIKE = 0.86;
const SINCE_MS = 2 * 366 * 86_400_000;
const PERSONS_COMPARED = 3_000;
const OWN_COMPARED = 5;
const MOST = 20;

type Reason = DuplicateView['reasons'][number];

/** Requests that may be about the same, each with the reasons; a person judges. Victims are not compared: their names are sealed. */
export async function findDuplicates(tx: Tx, request: RequestRow): Promise<DuplicateView[]> {
  const reasons = new Map<string, Reason[]>();
  const add = (id: string, reason: Reason): void => {
    reasons.set(id, [...(reasons.get(id) ?? []), reason]);
  };
  const shared = await tx.query<{ request_id: string; kind: Reason['reason']; value: string }>(
    `SELECT o.request_id, o.kind, o.value FROM case_request_key k
     JOIN case_request_key o ON o.kind = k.kind AND o.value = k.value AND o.request_id <> k.request_id
     WHERE k.request_id = $1 ORDER BY o.request_id DESC LIMIT 500`,
    [request.id],
  );
  for (const row of shared) add(row.request_id, { reason: row.kind, value: row.value });
  for (const { id, score, name } of await alike(tx, request)) {
    if (!reasons.get(id)?.some((reason) => reason.reason === 'name')) {
      add(id, { reason: 'name', value: `${name} (${Math.round(score * 100)} %)` });
    }
  }
  if (reasons.size === 0) return [];
  const rows = await tx.query<RequestRow & { case_number: string | null }>(
    `SELECT r.*, c.number AS case_number FROM case_request r LEFT JOIN case_file c ON c.id = r.case_id
     WHERE r.id = ANY($1::uuid[]) ORDER BY r.received_at DESC, r.id LIMIT $2`,
    [[...reasons.keys()], MOST],
  );
  return rows
    .map((row) => ({
      id: row.id,
      number: row.number,
      state: row.state,
      agency: row.agency ?? row.from_bureau,
      receivedAt: row.received_at,
      caseId: row.case_id,
      caseNumber: row.case_number,
      reasons: reasons.get(row.id) ?? [],
    }))
    .sort((a, b) => b.reasons.length - a.reasons.length);
}

async function alike(tx: Tx, request: RequestRow): Promise<{ id: string; score: number; name: string }[]> {
  const own = (await personsOf(tx, request.id))
    .map((person) => asQuery(person.particulars))
    .filter((one) => one !== null);
  if (own.length === 0) return [];
  const others = await tx.query<{ request_id: string; particulars: Particulars }>(
    `SELECT p.request_id, p.particulars FROM case_request_person p JOIN case_request r ON r.id = p.request_id
     WHERE p.request_id <> $1 AND p.role <> 'victim' AND r.received_at > $2
     ORDER BY r.received_at DESC, p.id LIMIT $3`,
    [request.id, request.received_at - SINCE_MS, PERSONS_COMPARED],
  );
  const found: { id: string; score: number; name: string }[] = [];
  for (const other of others) {
    const record = asQuery(other.particulars);
    if (!record) continue;
    for (const person of own.slice(0, OWN_COMPARED)) {
      const match = comparePersons(person, { id: other.request_id, ...record });
      const against = match.terms.some((term) => term.term === 'birth' && term.score < 0.5);
      if (match.name.score < ALIKE || against) continue;
      found.push({ id: other.request_id, score: match.score, name: record.names[0]?.text ?? '' });
      break;
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** As the matcher reads a person; null without a name. */
export function asQuery(particulars: Particulars): PersonQuery | null {
  const names = particulars.names
    .map((name) => ({
      text: name.full ?? [name.given, name.family].filter(Boolean).join(' '),
      ...(name.family ? { family: name.family } : {}),
      ...(name.given ? { given: name.given } : {}),
    }))
    .filter((name) => name.text.trim() !== '');
  if (names.length === 0) return null;
  return {
    names,
    births: particulars.birth ? [particulars.birth.date] : [],
    nationalities: particulars.nationalities,
    documents: particulars.documents.map(({ number, country }) => ({ number, ...(country ? { country } : {}) })),
  };
}
