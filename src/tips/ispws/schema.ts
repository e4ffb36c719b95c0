/*
 * The ISPWS documents as rules: what `/ispws/xsd` is written from, and by which unknown elements are told from known ones.
 * Written from the public documentation of NCMEC's reporting web service and from clients of it (XSD of November 2025, with
 * elements documented since). A rule is `name`, how often (`?` 0..1, `*` 0..n, `+` 1..n, nothing: once), and its type.
 */

export const ROOTS = { report: 'report', fileDetails: 'fileDetails' } as const;

export interface ElementRule {
  readonly name: string;
  readonly min: 0 | 1;
  readonly isMany: boolean;
  readonly type: string;
}

export interface TypeRule {
  readonly order: 'sequence' | 'choice' | 'all' | 'text';
  /** Of `text`: what the text is. */
  readonly base: string;
  /** Each a place of the order; more than one element in a place: one of them. */
  readonly places: readonly (readonly ElementRule[])[];
  readonly attributes: readonly { readonly name: string; readonly isRequired: boolean; readonly type: string }[];
}

/** Values that are documented. Others are taken too, and shown as unknown. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  batchReason: ['VIRAL_POTENTIAL_MEME'],
  incidentType: [
    'Child Pornography (possession, manufacture, and distribution)',
    'Child Sex Trafficking',
    'Child Sex Tourism',
    'Child Sexual Molestation',
    'Misleading Domain Name',
    'Misleading Words or Digital Images on the Internet',
    'Online Enticement of Children for Sexual Acts',
    'Unsolicited Obscene Material Sent to a Child',
  ],
  addressType: ['Home', 'Business', 'Billing', 'Shipping', 'Technical'],
  emailType: ['Home', 'Work', 'Business', 'Recovery'],
  phoneType: ['Mobile', 'Home', 'Business', 'Work', 'Fax', 'Internet', 'Recovery'],
  eventName: ['Login', 'Registration', 'Purchase', 'Upload', 'Other', 'Unknown'],
  accountType: ['Billing', 'Linked', 'Business', 'Creator', 'Parent/Guardian', 'Other'],
  fileRelevance: ['Reported', 'Supplemental Reported'],
  industryClassification: ['A1', 'A2', 'B1', 'B2'],
  detailType: ['EXIF', 'HASH'],
};

const FLAGS = [
  ...['sextortion', 'csamSolicitation', 'minorToMinorInteraction', 'spam', 'sadisticOnlineExploitation'],
  // Documented since the schema of November 2025.
  ...['informational', 'potentialAggravatingFactors', 'instrumentalUse'],
];
const FILE_FLAGS = [
  ...['animeDrawingVirtualHentai', 'potentialMeme', 'viral', 'possibleSelfProduction', 'physicalHarm', 'violenceGore'],
  ...['bestiality', 'liveStreaming', 'infant', 'generativeAi'],
];

const sequence = (elements: string, attributes = ''): TypeRule => rule('sequence', elements, attributes);
const choice = (elements: string): TypeRule => rule('choice', elements, '');
const flags = (names: readonly string[]): TypeRule => rule('all', names.map((name) => `${name}? flag`).join(', '), '');
const text = (base: string, attributes: string): TypeRule => ({ ...rule('text', '', attributes), base });

/** What several kinds of people have in common, in this order. */
const ACCOUNT = 'espIdentifier? string, espService? string, compromisedAccount? boolean, screenName? string';
const PROFILE =
  'displayName* string, profileUrl* string, profileBio? string, ipCaptureEvent* ipCapture, deviceId* device';
const DISABLED =
  'accountTemporarilyDisabled? temporarilyDisabled, accountPermanentlyDisabled? permanentlyDisabled, estimatedLocation? location, allEmailsReported? boolean';
const CONTACT = 'firstName? string, lastName? string, phone* phone, email* email, address* address';

export const TYPES: Readonly<Record<string, TypeRule>> = {
  report: sequence(
    'batchedReport? batch, incidentSummary incident, internetDetails* internet, lawEnforcement? lawEnforcement, reporter reporter, personOrUserReported* reported, intendedRecipient* recipient, victim* victim, additionalInfo? string',
  ),
  batch: sequence('', 'reason! batchReason'),
  incident: sequence(
    'incidentType incidentType, platform? string, escalateToHighPriority? string, reportAnnotations? annotations, incidentDateTime dateTime, incidentDateTimeDescription? string',
  ),
  annotations: flags(FLAGS),
  internet: choice(
    'webPageIncident webPage, emailIncident emailIncident, newsgroupIncident newsgroup, chatImIncident chat, onlineGamingIncident gaming, cellPhoneIncident cellPhone, nonInternetIncident nonInternet, peer2peerIncident peerToPeer',
  ),
  webPage: sequence('url* string, additionalInfo? string', 'thirdPartyHostedContent? boolean'),
  emailIncident: sequence('emailAddress* email, content? string, additionalInfo? string'),
  newsgroup: sequence('name? string, emailAddress* email, content? string, additionalInfo? string'),
  chat: sequence('chatClient? string, chatRoomName? string, content? string, additionalInfo? string'),
  gaming: sequence('gameName? string, console? string, content? string, additionalInfo? string'),
  cellPhone: sequence('phoneNumber? phone, latitude? string, longitude? string, additionalInfo? string'),
  nonInternet: sequence('locationName? string, incidentAddress* address, additionalInfo? string'),
  peerToPeer: sequence('client? string, ipCaptureEvent* ipCapture, fileNames? string, additionalInfo? string'),
  lawEnforcement: sequence(
    'agencyName string, caseNumber? string, officerContact? contact, reportedToLe? boolean, servedLegalProcessDomestic? boolean, servedLegalProcessInternational? servedAbroad',
  ),
  servedAbroad: text('boolean', 'fleaCountry? string'),
  reporter: sequence(
    'reportingPerson person, contactPerson? contact, companyTemplate? string, termsOfService? string, legalURL? string',
  ),
  reported: sequence(
    `personOrUserReportedPerson? person, vehicleDescription? string, ${ACCOUNT}, ${PROFILE}, thirdPartyUserReported? boolean, priorCTReports* long, groupIdentifier? string, ${DISABLED}, associatedAccount* associated, additionalInfo? string`,
  ),
  recipient: sequence(
    `intendedRecipientPerson? person, ${ACCOUNT}, ${PROFILE}, priorCTReports* long, groupIdentifier? string, ${DISABLED}, additionalInfo* string`,
  ),
  victim: sequence(
    `victimPerson person, ${ACCOUNT}, ${PROFILE}, schoolName? string, priorCTReports* long, ${DISABLED}, associatedAccount* associated, additionalInfo? string`,
  ),
  associated: sequence(
    `platform? platform, firstName? string, middleName? string, lastName? string, approximateAge? int, dateOfBirth? date, phone* phone, email* email, allEmailsReported? boolean, address* address, espService? string, espIdentifier? string, profileUrl* string, screenName? string, displayName* string, profileBio? string, groupIdentifier? string, compromisedAccount? boolean, accountTemporarilyDisabled? temporarilyDisabled, accountPermanentlyDisabled? permanentlyDisabled, ipCaptureEvent* ipCapture, deviceId* device, priorCTReport* long, additionalInfo? string`,
    'type! accountType',
  ),
  platform: text('string', 'thirdPartyUser? boolean'),
  person: sequence(`${CONTACT}, age? int, ageAssertionDiscrepancy? string, dateOfBirth? date`),
  contact: sequence(CONTACT),
  address: sequence(
    'address? string, city? string, zipCode? string, state? string, nonUsaState? string, country? string',
    'type? addressType',
  ),
  email: text('string', 'type? emailType, verified? boolean, verificationDate? moment'),
  phone: text(
    'string',
    'type? phoneType, verified? boolean, verificationDate? moment, countryCallingCode? string, extension? string',
  ),
  ipCapture: sequence('ipAddress string, eventName? eventName, dateTime? dateTime, possibleProxy? boolean, port? port'),
  device: sequence('idType string, idValue string, eventName? eventName, dateTime? dateTime'),
  location: sequence('city? string, region? string, countryCode? string', 'verified? boolean, timestamp? moment'),
  temporarilyDisabled: text(
    'boolean',
    'disabledDate? moment, userNotified? boolean, userNotifiedDate? moment, reenabledDate? moment',
  ),
  permanentlyDisabled: text('boolean', 'disabledDate? moment, userNotified? boolean, userNotifiedDate? moment'),
  fileDetails: sequence(
    'reportId long, fileId token, fileName? string, originalFileName? string, uploadedToEspTimestamp? dateTime, locationOfFile? string, fileViewedByEsp? boolean, exifViewedByEsp? boolean, publiclyAvailable? boolean, fileRelevance? fileRelevance, potentialMeme? flag | fileAnnotations? fileAnnotations, industryClassification? industryClassification, originalFileHash* fileHash, ipCaptureEvent? ipCapture, deviceId* device, details* details, additionalInfo* string',
  ),
  fileAnnotations: flags(FILE_FLAGS),
  fileHash: text('hash', 'hashType! string'),
  details: sequence('nameValuePair+ pair', 'type? detailType'),
  pair: sequence('name string, value string'),
};

function rule(order: TypeRule['order'], elements: string, attributes: string): TypeRule {
  return {
    order,
    base: '',
    places: list(elements).map((place) => place.split('|').map((one) => elementRule(one.trim()))),
    attributes: list(attributes).map((one) => {
      const [, name = '', mark = '', type = ''] = /^(\w+)([?!]) (\w+)$/.exec(one) ?? [];
      return { name, isRequired: mark === '!', type };
    }),
  };
}

function elementRule(text: string): ElementRule {
  const [, name = '', mark = '', type = ''] = /^(\w+)([?*+]?) (\w+)$/.exec(text) ?? [];
  return { name, min: mark === '' || mark === '+' ? 1 : 0, isMany: mark === '*' || mark === '+', type };
}

function list(text: string): string[] {
  return text === '' ? [] : text.split(',').map((one) => one.trim());
}
