import type { EntityRef } from '../platform/index.ts';
import { refuse } from '../platform/index.ts';
import {
  type BureauCode,
  type JsonObject,
  parseWireId,
  sha256Hex,
  utf8,
  type WireId,
  wireId,
} from '../protocol/index.ts';
import type { NoticeForm } from './contract.ts';

export const noticeRef = (id: string): EntityRef => ({ kind: 'notice', id });
export const reviewRef = (id: string): EntityRef => ({ kind: 'notice-review', id });
export const hitRef = (id: string): EntityRef => ({ kind: 'hit', id });
/** The finder's own duty on a hit: a kind apart, since the hit as an item is the owner's. */
export const foundRef = (id: string): EntityRef => ({ kind: 'hit-found', id });
/** What the Secretariat owes on a notice once it is out. */
/** What the Secretariat owes on a notice that no longer passes the rules. */
export const retestRef = (id: string): EntityRef => ({ kind: 'notice-retest', id });
export const suspensionRef = (id: string): EntityRef => ({ kind: 'notice-suspension', id });
/** One notice in one national system. */
export const entryRef = (id: string): EntityRef => ({ kind: 'notice-entry', id });
export const systemRef = (code: string): EntityRef => ({ kind: 'national-system', id: code });
/** What the Secretariat owes on a diffusion that it was shown. */
export const diffusionRef = (id: string): EntityRef => ({ kind: 'notice-diffusion', id });
export const purgeRef = (id: string): EntityRef => ({ kind: 'notice-purge', id });

export const noticeWireId = (owner: BureauCode, id: string): WireId => wireId(owner, 'notice', id);

/** The notice named on the wire. @throws AppError `refused` `notice.not-yours` unless it belongs to `sender`. */
export function ownedBy(sender: BureauCode, wire: string): string {
  const { bureau, uuid } = parseWireId(wire, 'notice');
  if (bureau !== sender) throw refuse('notice.not-yours');
  return uuid;
}

/** As JSON travels: absent fields are left out. */
export function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** Tells two people of a bureau apart in one matter, and says no more of them. */
export function personMark(matter: string, actor: string): string {
  return sha256Hex(utf8(`${matter}:${actor}`));
}

/** Calendar day of a moment, UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What a list shows and finds of a form. */
export function headOf(form: NoticeForm): {
  name: string | null;
  search: string;
  nationalities: string[];
  return_sought: boolean;
} {
  const { subject } = form;
  const name = [subject.familyName, subject.forename].filter(Boolean).join(', ') || null;
  const words = [subject.forename, subject.familyName, subject.nativeName, ...(subject.aliases ?? [])];
  return {
    name,
    search: searchable(words.filter(Boolean).join(' ')),
    nationalities: [...(subject.nationalities ?? [])],
    return_sought: form.colour === 'red' || (form.colour === 'yellow' && form.returnSought === true),
  };
}

/** Lower case, without marks on letters, single spaces: how names are stored and asked for. */
export function searchable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
