import { createHmac } from 'node:crypto';
import type { Tx } from '../../../platform/index.ts';
import type { Particulars, SubjectRole } from '../../contract.ts';

const MOST = 500;

/** Letters and digits in lower case, marks dropped: two systems must write an identifier alike to find it. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `name:<words in order of the alphabet>|<birth>`, and the number of each document. */
export function personIdentifiers(particulars: Particulars): string[] {
  const found: string[] = [];
  for (const name of particulars.names) {
    const words = plain(name.full ?? `${name.given ?? ''} ${name.family ?? ''}`);
    if (words === '') continue;
    // A name alone is common; it points at somebody only together with a birth.
    if (particulars.birth) found.push(`name:${words.split(' ').sort().join(' ')}|${particulars.birth.date}`);
  }
  for (const document of particulars.documents) {
    found.push(`document:${document.country ?? ''}|${plain(document.number).replaceAll(' ', '')}`);
  }
  return found;
}

/** The identifiers of a request: of persons who are not victims, and the links and numbers it names. */
export async function requestIdentifiers(tx: Tx, requestIds: readonly string[]): Promise<Map<string, string[]>> {
  const persons = await tx.query<{ request_id: string; role: SubjectRole; particulars: Particulars }>(
    `SELECT request_id, role, particulars FROM case_request_person WHERE request_id = ANY($1::uuid[]) AND role <> 'victim'`,
    [requestIds],
  );
  const keys = await tx.query<{ request_id: string; kind: string; value: string }>(
    `SELECT request_id, kind, value FROM case_request_key
     WHERE request_id = ANY($1::uuid[]) AND kind IN ('url', 'phone', 'email')`,
    [requestIds],
  );
  const found = new Map<string, string[]>();
  const add = (id: string, identifiers: readonly string[]): void => {
    found.set(id, [...new Set([...(found.get(id) ?? []), ...identifiers])].slice(0, MOST));
  };
  for (const person of persons) add(person.request_id, personIdentifiers(person.particulars));
  for (const key of keys) add(key.request_id, [`${key.kind}:${key.value}`]);
  return found;
}

/** HMAC-SHA-256 of an identifier under the key the two systems share, hex. */
export function pointerOf(identifier: string, key: string): string {
  return createHmac('sha256', key).update(identifier, 'utf8').digest('hex');
}
