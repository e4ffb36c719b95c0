import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { readAddress } from '../../platform/index.ts';
import type { JointKind } from '../contract-dedupe.ts';
import type { ModelPerson, TipModel } from '../contract-model.ts';

/** A detail by which a report may be related to others. */
export interface TipKey {
  readonly kind: JointKind;
  /** In one normal form: what is compared. */
  readonly value: string;
  /** As it was given, where that differs. */
  readonly shown?: string;
  /** UTC ms of an address on the net; absent: whenever. */
  readonly at?: number;
}

/** Details of one kind that are taken of one report; more are those of a list, not of a person. */
const MOST_OF_A_KIND = 500;
const MOST_SHOWN = 200;
/** Two uses of one address that are closer than this say the same. */
const APART_MS = 6 * 3_600_000;

/** Addresses that many networks use at once, each for itself. */
const NOBODYS: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'link-local',
  'metadata',
  'carrier-nat',
  'multicast',
  'unspecified',
  'broadcast',
]);

/**
 * The details of a report by which it is compared: of its people and of the incident, never of who reports or of police. Names
 * without a date of birth, and names shown beside an account, are no detail: too many bear them.
 */
export function readKeys(tip: { model: TipModel; source: string; reportNumber: number }): TipKey[] {
  const { model } = tip;
  const keys = new Map<JointKind, Map<string, TipKey>>();
  const add = (key: TipKey): void => {
    const ofKind = keys.get(key.kind) ?? new Map<string, TipKey>();
    keys.set(key.kind, ofKind);
    if (key.value === '' || key.value.length > 1_000 || ofKind.size >= MOST_OF_A_KIND) return;
    const id = `${key.at ?? ''} ${key.value}`;
    if (!ofKind.has(id)) ofKind.set(id, key);
  };
  const counts = (of: string): boolean => {
    const at = /^person:(\d+)$/.exec(of)?.[1];
    return at === undefined || isSubject(model.people[Number(at)]);
  };
  // Numbers of reports are told by whom they were given.
  const numberedBy = tip.source.startsWith('provider:') ? 'here' : tip.source;
  const named = (number: number): void =>
    add({ kind: 'named-report', value: `${numberedBy} ${number}`, shown: String(number) });
  named(tip.reportNumber);
  for (const person of model.people.filter(isSubject)) {
    const service = person.role === 'associated' ? (person.account.service ?? '') : model.provider;
    for (const key of accountKeys(person, service)) add(key);
    const whole = personKey(person);
    if (whole) add(whole);
    for (const words of person.priorReports) {
      const number = /^\D{0,20}(\d{4,15})\D{0,20}$/.exec(words)?.[1];
      if (number) named(Number(number));
    }
  }
  for (const { value, of } of model.emails) {
    const email = value.trim().toLowerCase();
    if (counts(of) && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) add({ kind: 'email', value: email });
  }
  for (const { value, callingCode, of } of model.phones) {
    const phone = readPhone(value, callingCode);
    if (!counts(of) || phone === null) continue;
    add({ kind: 'phone', value: phone, shown: saysCountry(value, callingCode) ? `+${phone}` : value.trim() });
  }
  for (const key of ipKeys(model, counts)) add(key);
  return [...keys.values()].flatMap((ofKind) => [...ofKind.values()]).map(short);
}

function isSubject(person: ModelPerson | undefined): boolean {
  return person !== undefined && person.role !== 'reporter' && person.role !== 'officer';
}

function* accountKeys({ account }: ModelPerson, service: string): Generator<TipKey> {
  const at = service.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (at === '') return;
  if (account.id !== null) yield { kind: 'account', value: `${at}/${account.id}`, shown: `${service}: ${account.id}` };
  for (const name of account.screenNames) {
    const bare = name.trim().toLowerCase();
    if (bare !== '') yield { kind: 'screen-name', value: `${at}/${bare}`, shown: `${service}: ${name.trim()}` };
  }
}

/** A whole name with a whole date of birth. */
function personKey({ firstName, lastName, dateOfBirth }: ModelPerson): TipKey | null {
  if (!firstName || !lastName || dateOfBirth === null || !/^\d{4}-\d\d-\d\d$/.test(dateOfBirth)) return null;
  const words = `${firstName} ${lastName}`.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const name = words
    .match(/[\p{L}\p{N}]+/gu)
    ?.sort()
    .join(' ');
  return name
    ? { kind: 'person', value: `${name} ${dateOfBirth}`, shown: `${firstName} ${lastName}, ${dateOfBirth}` }
    : null;
}

const saysCountry = (value: string, callingCode: string | null): boolean =>
  /^(?:\+|00)/.test(value.trim()) || /\d/.test(callingCode ?? '');

/** Digits with the country's; null when nobody can say of which country it is. */
function readPhone(value: string, callingCode: string | null): string | null {
  const digits = value.replace(/\D/g, '');
  const own = value.trim();
  if (own.startsWith('+')) return digits.length >= 7 ? digits : null;
  if (own.startsWith('00')) return digits.length >= 9 ? digits.slice(2) : null;
  const country = callingCode?.replace(/\D/g, '') ?? '';
  if (country !== '') return digits.length >= 5 ? `${country}${digits.replace(/^0/, '')}` : null;
  return digits.length >= 10 ? digits : null;
}

function* ipKeys(model: TipModel, counts: (of: string) => boolean): Generator<TipKey> {
  const uses = new Map<string, { shown: string; at: number }[]>();
  for (const { address, time, proxy, of } of model.ips) {
    if (!counts(of) || proxy === 'yes' || time?.at == null) continue;
    const read = readAddress(address);
    if (!read || (read.special !== null && NOBODYS.has(read.special))) continue;
    const value = subscriberOf(read.address);
    const list = uses.get(value);
    const use = { shown: read.address, at: time.at };
    if (list) list.push(use);
    else uses.set(value, [use]);
  }
  for (const [value, list] of uses) {
    let last = Number.NEGATIVE_INFINITY;
    for (const { shown, at } of list.sort((a, b) => a.at - b.at)) {
      if (at - last < APART_MS) continue;
      last = at;
      yield { kind: 'ip', value, shown, at };
    }
  }
}

/** Of IPv6 a subscriber is given a /64 and changes the rest at will. */
function subscriberOf(address: string): string {
  const parsed = ipaddr.parse(address);
  if (!('parts' in parsed)) return address;
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

function short(key: TipKey): TipKey {
  const shown = (key.shown ?? key.value).slice(0, MOST_SHOWN);
  const { kind, value, at } = key;
  return { kind, value, ...(shown === value ? {} : { shown }), ...(at === undefined ? {} : { at }) };
}

/** 128 bits of SHA-256 over kind and value, as a UUID: short, and of one length in the index. */
export function keyId({ kind, value }: Pick<TipKey, 'kind' | 'value'>): string {
  const hex = createHash('sha256').update(`${kind}\n${value}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
