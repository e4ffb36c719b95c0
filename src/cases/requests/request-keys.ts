import type { Tx } from '../../platform/index.ts';
import type { Particulars, SubjectRole } from '../contract.ts';

export type KeyKind = 'reference' | 'url' | 'phone' | 'email' | 'document';
export interface RequestKey {
  readonly kind: KeyKind;
  readonly value: string;
}

const MOST = 60;
const LONGEST = 300;
const URL = /\bhttps?:\/\/[^\s<>"')\]]{3,290}/gi;
const EMAIL = /\b[A-Z0-9._%+-]{1,64}@[A-Z0-9.-]{1,190}\.[A-Z]{2,24}\b/gi;
const PHONE = /\+[0-9][0-9 ()./-]{6,24}[0-9]/g;

interface Source {
  readonly agency: string | null;
  readonly agency_reference: string | null;
  readonly summary: string;
  readonly purpose: string;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** One spelling of an address: host in lower case, without the mark within a page, the slash at the end or tracking. */
function plainUrl(text: string): string | null {
  if (!globalThis.URL.canParse(text.replace(/[.,;:]+$/, ''))) return null;
  const url = new globalThis.URL(text.replace(/[.,;:]+$/, ''));
  url.hash = '';
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name);
  return `${url.host}${url.pathname.replace(/\/$/, '')}${url.search}`.slice(0, LONGEST);
}

/**
 * What two requests about the same thing are likely to share. Of a victim nothing is taken; the telephone and e-mail of the
 * officer are no part of the matter.
 */
export function requestKeys(
  request: Source,
  persons: readonly { role: SubjectRole; particulars: Particulars }[],
): RequestKey[] {
  const found = new Map<string, RequestKey>();
  const add = (kind: KeyKind, value: string | null): void => {
    if (value !== null && value.length >= 4 && found.size < MOST) found.set(`${kind} ${value}`, { kind, value });
  };
  if (request.agency !== null && request.agency_reference !== null) {
    add('reference', `${request.agency}/${plain(request.agency_reference)}`.slice(0, LONGEST));
  }
  const words = `${request.summary}\n${request.purpose}`;
  for (const [text] of words.matchAll(URL)) add('url', plainUrl(text));
  for (const [text] of words.matchAll(EMAIL)) add('email', text.toLowerCase());
  for (const [text] of words.matchAll(PHONE)) add('phone', `+${text.replaceAll(/\D/g, '')}`);
  for (const person of persons) {
    if (person.role === 'victim') continue;
    for (const document of person.particulars.documents) {
      add('document', `${document.country ?? ''}/${plain(document.number)}`.slice(0, LONGEST));
    }
  }
  return [...found.values()];
}

/** Puts them beside the request, for others to be compared with. */
export async function saveKeys(
  tx: Tx,
  request: { id: string; agency: string | null; compartment: string },
  keys: readonly RequestKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `INSERT INTO case_request_key (request_id, kind, value, agency, compartment)
     SELECT $1, k.kind, k.value, $2, $3 FROM jsonb_to_recordset($4::jsonb) AS k(kind text, value text)
     ON CONFLICT DO NOTHING`,
    [request.id, request.agency, request.compartment, JSON.stringify(keys)],
  );
}
