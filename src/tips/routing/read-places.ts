import { type Regions, readAddress } from '../../platform/index.ts';
import type { ModelIp, ModelPlace, TipModel } from '../contract-model.ts';
import type { PlaceEvidence } from '../contract-routing.ts';
import zones from './data/time-zones.json' with { type: 'json' };
import { PHONES_SNAPSHOT, placeOfNumber } from './number-place.ts';
import { readState, STATES_SNAPSHOT, stateOfZip, TERRITORIES, zipPrefix } from './us-states.ts';

const ZONES: Readonly<Record<string, string>> = zones.zones;
/** Of one report so many places are weighed: a peer-to-peer capture can hold thousands of addresses. */
const MOST = 200;

/**
 * Where a report says that people are: addresses at their time, telephone numbers, postal addresses, stated and estimated places,
 * time zones. Each with what it was read by and that data's day. Of the provider's own people and of police nothing is read, nor
 * is anything read into free words.
 */
export function readPlaces(model: TipModel, regions: () => Regions): PlaceEvidence[] {
  const sideOf = sidesOf(model);
  const found: PlaceEvidence[] = [];
  const add = (evidence: PlaceEvidence | null): void => {
    if (evidence !== null && found.length < MOST) found.push(evidence);
  };
  for (const place of model.places) {
    const side = sideOf(place.of);
    if (side !== null) add(ofPlace(place, side));
  }
  for (const phone of model.phones) {
    const side = sideOf(phone.of);
    if (side === null) continue;
    const place = placeOfNumber(phone.value, phone.callingCode);
    add({
      ...base('phone', phone.of, side, phone.value),
      country: place?.country ?? null,
      state: place?.state ?? null,
      precision: place === null ? 'none' : place.state === null ? 'country' : 'state',
      areaCode: place?.areaCode ?? null,
      source: 'phone-codes',
      snapshot: PHONES_SNAPSHOT,
      weight: phone.verified === 'yes' ? 'phone.verified' : 'phone',
      marks: place === null ? ['unreadable'] : [],
    });
  }
  for (const ip of onceEach(model.ips)) {
    const side = sideOf(ip.of);
    if (side !== null) for (const evidence of ofIp(ip, side, regions)) add(evidence);
  }
  for (const { of, zone } of zonesIn(model)) {
    const side = sideOf(of);
    const place = ZONES[zone];
    if (side === null || place === undefined) continue;
    const state = place.startsWith('US-') ? place.slice(3) : null;
    add({
      ...base('time-zone', of, side, zone),
      ...(state === null ? homed(place, null) : homed('US', state)),
      source: 'iana-zones',
      snapshot: zones.snapshot,
      weight: 'time-zone',
    });
  }
  return found;
}

type Side = PlaceEvidence['side'];

/** Whose place; of a person, who that is. Null: somebody whose place is no matter, such as the provider's own people. */
export function sidesOf(model: TipModel): (of: string) => Side | null {
  const isContact =
    /^(?:online enticement|unsolicited|child sexual molestation)/i.test(model.incident.type) ||
    model.incident.annotations.some((word) => /sextortion|sadistic/i.test(word));
  return (of) => {
    if (of === 'incident') return 'incident';
    // Who passed a file on is who is reported.
    if (of.startsWith('file:')) return 'suspect';
    const role = model.people[Number(of.slice('person:'.length))]?.role;
    if (role === 'victim') return 'victim';
    if (role === 'reported' || role === 'associated') return 'suspect';
    // Whom somebody wrote to is the child; whom somebody sent material to is another offender, as far as a report tells.
    if (role === 'recipient') return isContact ? 'victim' : 'suspect';
    return null;
  };
}

function base(kind: PlaceEvidence['kind'], of: string, side: Side, value: string): PlaceEvidence {
  return {
    kind,
    of,
    side,
    value: value.slice(0, 200),
    at: null,
    country: null,
    state: null,
    precision: 'none',
    zip: null,
    areaCode: null,
    city: null,
    source: 'report',
    snapshot: '',
    weight: kind,
    marks: [],
  };
}

/** A territory of the US is a state of it here; a state of another country is none. */
function homed(country: string | null, state: string | null) {
  if (country !== null && TERRITORIES.has(country))
    return { country: 'US', state: country, precision: 'state' as const };
  const own = country === 'US' ? state : null;
  const precision = country === null ? ('none' as const) : own === null ? ('country' as const) : ('state' as const);
  return { country, state: own, precision };
}

function ofPlace(place: ModelPlace, side: Side): PlaceEvidence | null {
  // A point names no country without a map of borders: it is shown, and routes nothing.
  if (place.kind === 'coordinates') return null;
  const prefix = zipPrefix(place.postalCode);
  const named = readState(place.region);
  const isUs = place.countryCode === 'US' || (place.countryCode !== null && TERRITORIES.has(place.countryCode));
  // A state by its full name is American enough; two letters or five digits alone are not.
  const isNamedUs = place.countryCode === null && named !== null && (place.region?.trim().length ?? 0) > 2;
  const isBothUs = place.countryCode === null && named !== null && stateOfZip(prefix) === named;
  const country = place.countryCode ?? (isNamedUs || isBothUs ? 'US' : null);
  const byZip = isUs || country === 'US' ? stateOfZip(prefix) : null;
  const isOdd = byZip !== null && named !== null && byZip !== named;
  const words = [place.line, place.postalCode, place.city, place.region, place.country].filter((one) => one !== null);
  const kind = place.kind === 'address' ? 'address' : place.kind === 'estimated' ? 'estimated' : 'stated';
  const isSure = place.verified === 'yes' && kind !== 'stated';
  return {
    ...base(kind, place.of, side, words.join(', ')),
    ...homed(country, isOdd ? null : (byZip ?? named)),
    at: place.time?.at ?? null,
    zip: byZip === null || isOdd ? null : prefix,
    city: place.city?.trim().toLowerCase().slice(0, 60) ?? null,
    source: byZip !== null && named === null ? 'zip-prefixes' : 'report',
    snapshot: byZip !== null && named === null ? STATES_SNAPSHOT : '',
    weight: isSure ? `${kind}.verified` : kind,
    marks: [...(country === null ? ['no-country'] : []), ...(isOdd ? ['sources-differ'] : [])],
  };
}

/** The same address for the same person and event tells nothing new; the latest time stands for it. */
function onceEach(ips: readonly ModelIp[]): ModelIp[] {
  const kept = new Map<string, ModelIp>();
  for (const ip of ips) {
    const key = `${ip.of} ${ip.address} ${ip.event?.toLowerCase() ?? ''}`;
    const known = kept.get(key);
    if (!known || (ip.time?.at ?? 0) > (known.time?.at ?? 0)) kept.set(key, ip);
  }
  return [...kept.values()];
}

const EVENTS: Readonly<Record<string, string>> = {
  upload: 'ip.upload',
  login: 'ip.login',
  registration: 'ip.registration',
};

function ofIp(ip: ModelIp, side: Side, regions: () => Regions): PlaceEvidence[] {
  const read = readAddress(ip.address);
  const own: PlaceEvidence = {
    ...base('ip', ip.of, side, ip.address),
    at: ip.time?.at ?? null,
    weight: EVENTS[ip.event?.toLowerCase() ?? ''] ?? 'ip.other',
    marks: ip.proxy === 'yes' ? ['proxy'] : [],
  };
  if (read === null) return [{ ...own, marks: ['unreadable'] }];
  if (read.special !== null) return [{ ...own, marks: [...own.marks, 'special'] }];
  const words = regions()
    .words(read.address)
    .filter((word) => word.country !== null);
  const [first] = words;
  if (!first) return [{ ...own, marks: [...own.marks, 'no-country'] }];
  const countries = new Set(words.map((word) => word.country));
  // Where sources differ, each country named is a candidate of its own, at less weight.
  return [...countries].map((country) => {
    const ofCountry = words.filter((word) => word.country === country);
    const nearest = ofCountry.find((word) => word.region !== null) ?? ofCountry[0] ?? first;
    return {
      ...own,
      ...homed(country, readState(nearest.region)),
      city: nearest.city?.toLowerCase() ?? null,
      source: ofCountry.map((word) => word.source).join(', '),
      snapshot: nearest.snapshot,
      marks: [...own.marks, ...(countries.size > 1 ? ['sources-differ'] : [])],
    };
  });
}

/** IANA names where a field is called a time zone: what is said of a person, of a file, of a device. */
function* zonesIn(model: TipModel): Generator<{ of: string; zone: string }> {
  const isZone = (name: string): boolean =>
    name
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .includes('timezone');
  for (const [at, person] of model.people.entries()) {
    for (const { name, value } of person.facts) if (isZone(name)) yield { of: `person:${at}`, zone: value.trim() };
  }
  for (const [at, file] of model.files.entries()) {
    for (const { name, value } of file.details) if (isZone(name)) yield { of: `file:${at}`, zone: value.trim() };
  }
  for (const { type, value, of } of model.devices) if (isZone(type)) yield { of, zone: value.trim() };
}
