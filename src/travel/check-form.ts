import { stripDomestic } from '../cases/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import type { FormCheck, FormProblem, Leg, RecipientRole, TravelForm, WireTravelForm } from './contract.ts';
import rules from './data/rules.json' with { type: 'json' };
import { isZone, toUtc } from './zone-time.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** The form as it may leave: its shape has no place for what is domestic. With the pointers of what stays. */
export function stripForm(form: TravelForm): { form: WireTravelForm; stripped: string[] } {
  const { domestic, person, ...rest } = form;
  const { value, stripped } = stripDomestic(person, '/person');
  const own = Object.entries(domestic ?? {}).flatMap(([field, said]) =>
    said === undefined ? [] : [`/domestic/${field}`],
  );
  return { form: { ...rest, person: value }, stripped: [...stripped, ...own] };
}

/** What a form amounts to for a bureau at a moment: what is missing, whom it goes to, whether it is late. Pure. */
export function checkForm(form: TravelForm, context: { home: BureauCode; now: number }): FormCheck {
  const problems: FormProblem[] = [];
  const needs = (pointer: string, code: string, params?: FormProblem['params']): void =>
    void problems.push({ pointer, code, needed: true, ...(params ? { params } : {}) });
  const advises = (pointer: string, code: string): void => void problems.push({ pointer, code, needed: false });
  checkPerson(form, needs, advises);
  const times = checkLegs(form, needs, advises);
  if (form.purposes.length === 0) needs('/purposes', 'travel.needs.purpose');
  if (form.purposes.includes('other') && !form.purposeText) needs('/purposeText', 'travel.needs.purpose-text');
  if (!form.source?.agency) needs('/source/agency', 'travel.needs.source');
  if (!form.registration?.jurisdiction) needs('/registration/jurisdiction', 'travel.needs.jurisdiction');
  if (form.convictions.length === 0) needs('/convictions', 'travel.needs.conviction');
  if (form.kind === 'removal' && !form.removal?.orderedOn) needs('/removal/orderedOn', 'travel.needs.removal-order');
  const recipients = recipientsOf(form.legs, context.home);
  if (form.legs.length > 0 && recipients.length === 0) needs('/legs', 'travel.needs.foreign-country');

  const departsAt = times.first;
  const leadDays = departsAt === null ? null : Math.floor((departsAt - context.now) / DAY);
  const informedOn = form.registration?.informedOn;
  const expectedDays = rules.expectedLeadDays.value;
  return {
    complete: problems.every((problem) => !problem.needed),
    problems,
    recipients,
    departsAt,
    endsAt: times.last,
    leadDays,
    registrantLeadDays:
      departsAt === null || informedOn === undefined ? null : Math.floor((departsAt - Date.parse(informedOn)) / DAY),
    expectedDays,
    late: leadDays !== null && leadDays < expectedDays,
    stripped: stripForm(form).stripped,
  };
}

type Say = (pointer: string, code: string, params?: FormProblem['params']) => void;

function checkPerson({ person }: TravelForm, needs: Say, advises: Say): void {
  const isNamed = person.names.some((name) => name.full ?? (name.family && name.given));
  if (!isNamed) needs('/person/names', 'travel.needs.full-name');
  if (!person.birth) needs('/person/birth', 'travel.needs.birth-date');
  if (person.nationalities.length === 0) needs('/person/nationalities', 'travel.needs.citizenship');
  if (person.sex === 'U') advises('/person/sex', 'travel.advises.sex');
  if (!person.documents.some((one) => one.type === 'passport' && one.country))
    advises('/person/documents', 'travel.advises.passport');
}

/** The moments of the legs in order. First departure and last known moment, UTC ms. */
function checkLegs(form: TravelForm, needs: Say, advises: Say): { first: number | null; last: number | null } {
  if (form.legs.length === 0) needs('/legs', 'travel.needs.leg');
  let first: number | null = null;
  let last: number | null = null;
  for (const [n, leg] of form.legs.entries()) {
    for (const which of ['departs', 'arrives'] as const) {
      const moment = leg[which];
      if (!moment) continue;
      const at = `/legs/${n}/${which}`;
      if (!isZone(moment.zone)) {
        needs(`${at}/zone`, 'travel.zone-unknown', { zone: moment.zone });
        continue;
      }
      const time = toUtc(moment);
      if (time === null) {
        needs(`${at}/local`, 'travel.no-such-day', { local: moment.local });
        continue;
      }
      // Dates alone are compared with a day to spare: across zones one may begin before the other.
      const slack = moment.local.length === 10 ? 2 * DAY : 0;
      if (last !== null && time + slack < last) needs(`${at}/local`, 'travel.out-of-order', { leg: n + 1 });
      first ??= time;
      last = Math.max(last ?? time, time);
    }
    const before = form.legs[n - 1];
    if (before && before.to.country !== leg.from.country)
      needs(`/legs/${n}/from/country`, 'travel.gap', { country: before.to.country });
    if (leg.means === 'air' && !(leg.carrier && leg.number)) advises(`/legs/${n}/number`, 'travel.advises.flight');
  }
  const stays = stopsAt(form.legs).filter((stop) => stop.role === 'destination');
  const home = form.legs[0]?.from.country;
  const isKnown = (country: string): boolean => form.stays.some((stay) => stay.country === country && stay.address);
  if (stays.some(({ country }) => country !== home && !isKnown(country))) advises('/stays', 'travel.advises.address');
  for (const stay of form.stays) {
    const until = stay.until ? Date.parse(stay.until) + DAY : null;
    if (until !== null && !Number.isNaN(until)) last = Math.max(last ?? until, until);
  }
  return { first, last };
}

/** Where the legs lead, and whether the traveller stays there or passes. */
export function stopsAt(legs: readonly Leg[]): { country: string; role: 'destination' | 'transit' }[] {
  return legs.map((leg, n) => {
    const next = legs[n + 1];
    if (leg.stop) return { country: leg.to.country, role: leg.stop === 'transit' ? 'transit' : 'destination' };
    const arrives = leg.arrives ? toUtc(leg.arrives) : toUtc(leg.departs);
    const leaves = next ? toUtc(next.departs) : null;
    const passes =
      next !== undefined &&
      arrives !== null &&
      leaves !== null &&
      leaves - arrives < rules.transitHours.value * HOUR &&
      leg.arrives?.local.length !== 10;
    return { country: leg.to.country, role: passes ? 'transit' : 'destination' };
  });
}

/** Every foreign country the traveller comes to, once; one where the stay is a stay is a destination. */
export function recipientsOf(
  legs: readonly Leg[],
  home: BureauCode,
): { bureau: BureauCode; role: Exclude<RecipientRole, 'former'> }[] {
  const roles = new Map<string, 'destination' | 'transit'>();
  const start = legs[0]?.from.country;
  if (start !== undefined && start !== home) roles.set(start, 'transit');
  for (const { country, role } of stopsAt(legs)) {
    if (country === home || roles.get(country) === 'destination') continue;
    roles.set(country, role);
  }
  return [...roles].map(([bureau, role]) => ({ bureau: bureau as BureauCode, role }));
}
