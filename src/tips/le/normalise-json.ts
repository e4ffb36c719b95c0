import type { ModelPerson, TipModel } from '../contract-model.ts';
import { readHash } from '../ispws/normalise-file.ts';
import { noPlace, noteNewValue } from '../ispws/normalise-report.ts';
import {
  emptyModel,
  emptyPerson,
  isAddress,
  readCountry,
  readDate,
  readInt,
  readTime,
  readTri,
} from '../model/values.ts';
import { Fields } from './fields.ts';
import { JsonProblem } from './read-json.ts';

/** Facts of a person that are shown as they came. */
const PERSON_FACTS = [
  ...[
    'preferredName',
    'preferredPronouns',
    'physicalDescription',
    'vehicleTagNumber',
    'occupation',
    'languages',
    'races',
  ],
  ...['disabilities', 'additionalDisabilityInformation', 'additionalContactInformation', 'relationshipToReporter'],
  ...[
    'relationshipToChildVictim',
    'accessToChildVictim',
    'accessToChildren',
    'accessToFirearms',
    'convictedSexOffender',
  ],
  ...['awareOfReport', 'gangAffiliation'],
];

/**
 * A report as law enforcement downloads it, as this room reads it. Anything may be null, missing or "N/A".
 * @throws JsonProblem when it is no report: it has no number, or tells of nothing reported
 */
export function normaliseJson(value: Readonly<Record<string, unknown>>): TipModel {
  const model = emptyModel('le-json');
  const top = new Fields(value, '', model);
  const number = top.text('reportId');
  if (number === null || !/^\d{1,15}$/.test(number)) throw new JsonProblem('tip.json-no-number');
  const reported = top.object('reportedInformation');
  const received = readTime(top.text('dateReceived'));
  model.reportNumber = number;
  const esp = reported.object('reportingEsp');
  const name = esp.text('espName');
  const surname = esp.text('lastName');
  // One provider's products are told apart by the reporter's last name.
  model.provider = [name, surname].filter((one) => one !== null).join(' · ');
  model.texts.push(...esp.facts(['firstName', 'middleName', 'additionalInformations']).map(toText('/reportingEsp')));
  esp.rest();
  readIncident(model, reported);
  if (received && model.incident.timeNote === null && model.incident.time === null)
    model.texts.push({ where: '/dateReceived', text: received.text });
  for (const person of reported.list('reportedPeople', 'reportedPersons')) addPerson(model, person, 'reported');
  for (const person of reported.list('intendedRecipients', 'intendedRecipients')) addPerson(model, person, 'recipient');
  for (const person of reported.list('victims', 'victims')) addPerson(model, person, 'victim');
  for (const file of reported.list('uploadedFiles', 'uploadedFiles')) addFile(model, file);
  for (const text of reported.texts('additionalInformations'))
    model.texts.push({ where: '/reportedInformation/additionalInformations', text });
  reported.rest();
  top.rest();
  if (model.provider === '' && model.incident.type === '' && model.people.length === 0 && model.files.length === 0)
    throw new JsonProblem('tip.json-not-a-report');
  return model;
}

function toText(where: string) {
  return ({ name, value }: { name: string; value: string }) => ({ where: `${where}/${name}`, text: value });
}

function readIncident(model: TipModel, reported: Fields): void {
  const summary = reported.object('incidentSummary');
  model.incident.type = summary.text('incidentType') ?? '';
  model.incident.time = readTime(summary.text('incidentDateTime'));
  model.incident.timeNote = summary.text('incidentDateTimeDescription');
  model.incident.platform = summary.text('platform');
  model.incident.escalated = summary.text('escalateToHighPriority');
  summary.rest();
  if (model.incident.type !== '')
    noteNewValue(model, 'incidentType', '/reportedInformation/incidentSummary/incidentType', model.incident.type);
  const details = reported.object('incidentDetails');
  for (const page of details.list('webpageIncident', 'webpageIncident')) {
    model.incident.channels.push('webPage');
    readCaptures(model, page, 'incident');
    addTexts(model, page, '/incidentDetails/webpageIncident');
    page.rest();
  }
  for (const email of details.list('emailIncident', 'emailIncident')) {
    model.incident.channels.push('email');
    for (const text of email.texts('contents')) model.texts.push({ where: '/incidentDetails/emailIncident', text });
    readCaptures(model, email, 'incident');
    addTexts(model, email, '/incidentDetails/emailIncident');
    email.rest();
  }
  details.rest();
}

function addTexts(model: TipModel, fields: Fields, where: string): void {
  for (const text of fields.texts('additionalInformations')) model.texts.push({ where, text });
}

function addPerson(model: TipModel, fields: Fields, role: ModelPerson['role']): void {
  const person = emptyPerson(role);
  const of = `person:${model.people.push(person) - 1}`;
  person.firstName = fields.text('firstName');
  person.middleName = fields.text('middleName');
  person.lastName = fields.text('lastName');
  person.gender = fields.text('gender');
  person.dateOfBirth = readDate(fields.text('dateOfBirth'));
  person.age = readInt(fields.text('approximateAge'));
  person.vehicle = fields.text('vehicleDescription');
  person.account.service = fields.text('espService');
  person.account.id = fields.text('espUserId');
  person.account.screenNames = fields.texts('screenName', 'screenNames');
  person.notes = fields.texts('additionalInformations');
  for (const email of fields.list('emails', 'emails')) {
    const value = email.text('value');
    const verified = readTri(email.boolean('verified'));
    if (value) model.emails.push({ value, type: email.text('type'), verified, of });
    email.rest();
  }
  for (const phone of fields.list('phones', 'phones')) {
    const value = phone.text('value');
    const verified = readTri(phone.boolean('verified'));
    if (value) model.phones.push({ value, type: phone.text('type'), callingCode: null, verified, of });
    phone.rest();
  }
  for (const address of fields.list('addresses', 'addresses')) addAddress(model, address, of);
  const ip = fields.text('ipAddress');
  if (ip) model.ips.push({ ...noCapture(ip, of) });
  readCaptures(model, fields, of);
  person.facts = fields.facts(PERSON_FACTS);
  fields.rest();
}

function addAddress(model: TipModel, address: Fields, of: string): void {
  const lines = [address.text('street1'), address.text('street2')].filter((one) => one !== null);
  const country = address.text('country');
  model.places.push({
    ...noPlace('address', of),
    type: address.text('type'),
    line: lines.join(', ') || null,
    city: address.text('city'),
    region: address.text('state'),
    postalCode: address.text('postalCode'),
    country,
    countryCode: readCountry(country),
  });
  address.rest();
}

function noCapture(address: string, of: string): TipModel['ips'][number] {
  return { address, isAddress: isAddress(address), time: null, event: null, port: null, proxy: 'unknown', of };
}

function readCaptures(model: TipModel, fields: Fields, of: string): void {
  const source = fields.object('sourceInformation');
  for (const capture of source.list('sourceCaptures', 'sourceCaptures')) {
    const type = capture.text('captureType') ?? '';
    const value = capture.text('value');
    const time = readTime(capture.text('dateTime'));
    const event = capture.text('eventName');
    const port = readInt(capture.text('port'));
    const proxy = readTri(capture.boolean('possibleProxy'));
    capture.rest();
    if (value === null) continue;
    if (/^ip\b/i.test(type)) model.ips.push({ ...noCapture(value, of), time, event, port, proxy });
    else if (/profile/i.test(type)) model.urls.push({ url: value, kind: 'profile', of });
    else if (/url/i.test(type)) model.urls.push({ url: value, kind: of === 'incident' ? 'web-page' : 'capture', of });
    else if (/device|imei|iccid|ssid|mac/i.test(type)) model.devices.push({ type, value, event, time, of });
    else model.texts.push({ where: `/${of}/sourceCaptures/${type || '?'}`, text: value });
  }
  source.rest();
}

function addFile(model: TipModel, fields: Fields): void {
  const at = model.files.length;
  const name = fields.text('filename');
  const hash = readHash(undefined, fields.text('verificationHash'));
  const tags = fields.object('ncmecTags');
  const metadata = fields.object('espMetadata');
  const details = metadata.list('metadatas', 'metadatas').flatMap((pair) => {
    const [label, value] = [pair.text('name'), pair.text('value')];
    pair.rest();
    return label === null ? [] : [{ name: label, value: value ?? '' }];
  });
  metadata.rest();
  const file: TipModel['files'][number] = {
    key: name ?? `#${at + 1}`,
    name,
    originalName: fields.text('originalFilename'),
    viewed: readTri(fields.boolean('viewedByEsp')),
    exifViewed: readTri(fields.boolean('exifViewedByEsp')),
    publiclyAvailable: readTri(fields.boolean('publiclyAvailable')),
    relevance: null,
    classification: fields.text('industryClassification'),
    annotations: [],
    hashes: hash ? [hash] : [],
    uploaded: readTime(details.find((pair) => /upload.*(date|time)/i.test(pair.name))?.value),
    tags: tags.list('groups', 'groups').flatMap((group) => {
      const words = group.texts('tags');
      group.rest();
      return words;
    }),
    details,
    notes: fields.texts('additionalInformations'),
  };
  tags.rest();
  const submittal = fields.text('submittalId');
  if (submittal) file.details.push({ name: 'submittalId', value: submittal });
  model.files.push(file);
  readCaptures(model, fields, `file:${at}`);
  fields.rest();
  if (file.classification)
    noteNewValue(model, 'industryClassification', `/uploadedFiles/${at}/industryClassification`, file.classification);
}
