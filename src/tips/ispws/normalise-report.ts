import type { ModelPerson, TipModel } from '../contract-model.ts';
import {
  emptyModel,
  emptyPerson,
  isAddress,
  readCountry,
  readDate,
  readDegrees,
  readInt,
  readTime,
  readTri,
  said,
} from '../model/values.ts';
import type { ReadXml, XmlTree } from './read-report-xml.ts';
import { VALUES } from './schema.ts';

const all = (tree: XmlTree | undefined, name: string): XmlTree[] =>
  tree?.children.filter((one) => one.name === name) ?? [];
const one = (tree: XmlTree | undefined, name: string): XmlTree | undefined =>
  tree?.children.find((c) => c.name === name);
const textOf = (tree: XmlTree | undefined, name: string): string | null => said(one(tree, name)?.text);
const textsOf = (tree: XmlTree | undefined, name: string): string[] =>
  all(tree, name).flatMap((c) => said(c.text) ?? []);

/** A validated `<report>` as this room reads it. The provider is its account here. */
export function normaliseReport({ tree, unknown }: ReadXml, provider: string): TipModel {
  const model = { ...emptyModel('ispws'), provider, unknown: [...unknown] };
  const summary = one(tree, 'incidentSummary');
  const annotations = one(summary, 'reportAnnotations')?.children.map((c) => c.name) ?? [];
  // Its presence is the request, whatever it says.
  const escalation = one(summary, 'escalateToHighPriority');
  Object.assign(model.incident, {
    type: textOf(summary, 'incidentType') ?? '',
    time: readTime(textOf(summary, 'incidentDateTime')),
    timeNote: textOf(summary, 'incidentDateTimeDescription'),
    platform: textOf(summary, 'platform'),
    escalated: escalation ? escalation.text : null,
    annotations,
    batch: one(tree, 'batchedReport')?.attributes.reason ?? null,
  });
  noteNewValue(model, 'incidentType', '/report/incidentSummary/incidentType', model.incident.type);
  if (model.incident.batch) noteNewValue(model, 'batchReason', '/report/batchedReport/@reason', model.incident.batch);
  for (const details of all(tree, 'internetDetails'))
    for (const channel of details.children) addChannel(model, channel);
  addPolice(model, one(tree, 'lawEnforcement'));
  for (const party of all(tree, 'personOrUserReported'))
    addParty(model, party, 'reported', 'personOrUserReportedPerson');
  for (const party of all(tree, 'intendedRecipient')) addParty(model, party, 'recipient', 'intendedRecipientPerson');
  for (const party of all(tree, 'victim')) addParty(model, party, 'victim', 'victimPerson');
  const reporter = one(tree, 'reporter');
  addContact(model, one(reporter, 'reportingPerson'), 'reporter');
  addContact(model, one(reporter, 'contactPerson'), 'reporter');
  for (const name of ['companyTemplate', 'termsOfService'])
    addText(model, `/report/reporter/${name}`, textOf(reporter, name));
  const legal = textOf(reporter, 'legalURL');
  if (legal) model.urls.push({ url: legal, kind: 'legal', of: 'incident' });
  addText(model, '/report/additionalInfo', textOf(tree, 'additionalInfo'));
  return model;
}

/** A value that is not among the documented ones is shown beside what is unknown. */
export function noteNewValue(model: Pick<TipModel, 'unknown'>, list: string, path: string, value: string): void {
  if (VALUES[list]?.includes(value) === false) model.unknown.push({ path, value });
}

function addText(model: TipModel, where: string, text: string | null): void {
  if (text !== null) model.texts.push({ where, text });
}

function addChannel(model: TipModel, channel: XmlTree): void {
  const { name } = channel;
  const at = `/report/internetDetails/${name}`;
  model.incident.channels.push(name.replace(/Incident$/, ''));
  for (const url of textsOf(channel, 'url')) model.urls.push({ url, kind: 'web-page', of: 'incident' });
  for (const email of all(channel, 'emailAddress')) addEmail(model, email, 'incident');
  for (const phone of all(channel, 'phoneNumber')) addPhone(model, phone, 'incident');
  for (const capture of all(channel, 'ipCaptureEvent')) addIp(model, capture, 'incident');
  for (const address of all(channel, 'incidentAddress')) addAddress(model, address, 'incident');
  const latitude = readDegrees(textOf(channel, 'latitude'), 90);
  const longitude = readDegrees(textOf(channel, 'longitude'), 180);
  if (latitude !== null && longitude !== null)
    model.places.push({ ...noPlace('coordinates', 'incident'), latitude, longitude });
  const location = textOf(channel, 'locationName');
  if (location) model.places.push({ ...noPlace('stated', 'incident'), line: location });
  for (const field of ['chatClient', 'chatRoomName', 'gameName', 'console', 'name', 'client', 'fileNames', 'content'])
    addText(model, `${at}/${field}`, textOf(channel, field));
  addText(model, `${at}/additionalInfo`, textOf(channel, 'additionalInfo'));
  if (channel.attributes.thirdPartyHostedContent)
    addText(model, `${at}/@thirdPartyHostedContent`, channel.attributes.thirdPartyHostedContent);
}

function addPolice(model: TipModel, police: XmlTree | undefined): void {
  if (!police) return;
  const abroad = one(police, 'servedLegalProcessInternational');
  model.lawEnforcement = {
    agency: textOf(police, 'agencyName'),
    caseNumber: textOf(police, 'caseNumber'),
    reported: readTri(textOf(police, 'reportedToLe')),
    servedDomestic: readTri(textOf(police, 'servedLegalProcessDomestic')),
    servedAbroad: readTri(abroad?.text),
    servedCountry: readCountry(abroad?.attributes.fleaCountry),
  };
  addContact(model, one(police, 'officerContact'), 'officer');
}

/** A reporter or an officer: names and how to reach them, which say nothing of where the suspect is. */
function addContact(model: TipModel, person: XmlTree | undefined, role: 'reporter' | 'officer'): void {
  if (!person) return;
  const contact = emptyPerson(role);
  readPerson(contact, person);
  const of = `person:${model.people.push(contact) - 1}`;
  addReach(model, person, of);
}

function addParty(model: TipModel, party: XmlTree, role: ModelPerson['role'], personName: string): void {
  const at = model.people.length;
  const person = emptyPerson(role);
  model.people.push(person);
  const inner = one(party, personName);
  if (inner) {
    readPerson(person, inner);
    addReach(model, inner, `person:${at}`);
  }
  readAccount(model, person, party, at);
  for (const linked of all(party, 'associatedAccount')) addAssociated(model, linked, at);
}

function addAssociated(model: TipModel, linked: XmlTree, ofPerson: number): void {
  const at = model.people.length;
  const type = linked.attributes.type ?? '';
  const person = { ...emptyPerson('associated'), association: type, ofPerson };
  model.people.push(person);
  noteNewValue(model, 'accountType', '/report/…/associatedAccount/@type', type);
  readPerson(person, linked);
  person.age = readInt(textOf(linked, 'approximateAge'));
  addReach(model, linked, `person:${at}`);
  readAccount(model, person, linked, at);
  person.account.service ??= textOf(linked, 'platform');
}

function readPerson(person: ModelPerson, from: XmlTree): void {
  person.firstName = textOf(from, 'firstName');
  person.middleName = textOf(from, 'middleName');
  person.lastName = textOf(from, 'lastName');
  person.age = readInt(textOf(from, 'age'));
  person.dateOfBirth = readDate(textOf(from, 'dateOfBirth'));
  const discrepancy = one(from, 'ageAssertionDiscrepancy');
  if (discrepancy) person.facts.push({ name: 'ageAssertionDiscrepancy', value: discrepancy.text || 'true' });
}

function addReach(model: TipModel, from: XmlTree, of: string): void {
  for (const phone of all(from, 'phone')) addPhone(model, phone, of);
  for (const email of all(from, 'email')) addEmail(model, email, of);
  for (const address of all(from, 'address')) addAddress(model, address, of);
}

function readAccount(model: TipModel, person: ModelPerson, from: XmlTree, at: number): void {
  const of = `person:${at}`;
  const { account } = person;
  account.service = textOf(from, 'espService');
  account.id = textOf(from, 'espIdentifier');
  account.screenNames = textsOf(from, 'screenName');
  account.displayNames = textsOf(from, 'displayName');
  account.bio = textOf(from, 'profileBio');
  account.group = textOf(from, 'groupIdentifier');
  account.compromised = readTri(textOf(from, 'compromisedAccount'));
  const forGood = one(from, 'accountPermanentlyDisabled');
  const forNow = one(from, 'accountTemporarilyDisabled');
  const isForGood = readTri(forGood?.text) === 'yes';
  const word = isForGood || !forNow ? forGood : forNow;
  if (word) {
    account.disabled = readTri(word.text) === 'yes' ? (isForGood ? 'permanently' : 'temporarily') : 'no';
    account.disabledAt = readTime(word.attributes.disabledDate);
    account.userNotified = readTri(word.attributes.userNotified);
  }
  person.priorReports = [...textsOf(from, 'priorCTReports'), ...textsOf(from, 'priorCTReport')];
  person.vehicle = textOf(from, 'vehicleDescription');
  person.school = textOf(from, 'schoolName');
  person.notes = textsOf(from, 'additionalInfo');
  for (const name of ['thirdPartyUserReported', 'allEmailsReported']) {
    const value = textOf(from, name);
    if (value) person.facts.push({ name, value });
  }
  for (const url of textsOf(from, 'profileUrl')) model.urls.push({ url, kind: 'profile', of });
  for (const capture of all(from, 'ipCaptureEvent')) addIp(model, capture, of);
  for (const device of all(from, 'deviceId')) addDevice(model, device, of);
  const guess = one(from, 'estimatedLocation');
  if (guess) {
    model.places.push({
      ...noPlace('estimated', of),
      city: textOf(guess, 'city'),
      region: textOf(guess, 'region'),
      country: textOf(guess, 'countryCode'),
      countryCode: readCountry(textOf(guess, 'countryCode')),
      verified: readTri(guess.attributes.verified),
      time: readTime(guess.attributes.timestamp),
    });
  }
}

export function addIp(model: Pick<TipModel, 'ips' | 'unknown'>, capture: XmlTree, of: string): void {
  const address = textOf(capture, 'ipAddress') ?? '';
  const event = textOf(capture, 'eventName');
  if (event) noteNewValue(model, 'eventName', '/report/…/ipCaptureEvent/eventName', event);
  model.ips.push({
    address,
    isAddress: isAddress(address),
    time: readTime(textOf(capture, 'dateTime')),
    event,
    port: readInt(textOf(capture, 'port')),
    proxy: readTri(textOf(capture, 'possibleProxy')),
    of,
  });
}

export function addDevice(model: Pick<TipModel, 'devices'>, device: XmlTree, of: string): void {
  model.devices.push({
    type: textOf(device, 'idType') ?? '',
    value: textOf(device, 'idValue') ?? '',
    event: textOf(device, 'eventName'),
    time: readTime(textOf(device, 'dateTime')),
    of,
  });
}

function addPhone(model: TipModel, phone: XmlTree, of: string): void {
  const value = said(phone.text);
  if (value === null) return;
  const { type, countryCallingCode, verified } = phone.attributes;
  model.phones.push({
    value,
    type: said(type),
    callingCode: said(countryCallingCode),
    verified: readTri(verified),
    of,
  });
}

function addEmail(model: TipModel, email: XmlTree, of: string): void {
  const value = said(email.text);
  if (value !== null)
    model.emails.push({ value, type: said(email.attributes.type), verified: readTri(email.attributes.verified), of });
}

function addAddress(model: TipModel, address: XmlTree, of: string): void {
  const country = textOf(address, 'country');
  const state = textOf(address, 'state');
  model.places.push({
    ...noPlace('address', of),
    type: said(address.attributes.type),
    line: textOf(address, 'address'),
    city: textOf(address, 'city'),
    region: state ?? textOf(address, 'nonUsaState'),
    postalCode: textOf(address, 'zipCode'),
    country,
    // The state element holds states of the US alone.
    countryCode: readCountry(country) ?? (country === null && state !== null ? 'US' : null),
  });
}

export function noPlace(kind: TipModel['places'][number]['kind'], of: string): TipModel['places'][number] {
  return {
    kind,
    type: null,
    line: null,
    city: null,
    region: null,
    postalCode: null,
    country: null,
    countryCode: null,
    latitude: null,
    longitude: null,
    verified: 'unknown',
    time: null,
    of,
  };
}
