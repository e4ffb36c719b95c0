/** States with one task force, and the area code of each. */
const STATES = [
  ['MA', '617'],
  ['VT', '802'],
  ['ME', '207'],
  ['WY', '307'],
  ['MT', '406'],
  ['ID', '208'],
  ['RI', '401'],
] as const;
/** One report in so many points abroad, and waits for a person. */
export const ABROAD_EVERY = 8;

/**
 * A report of the usual length: another account, address, place and time each. Most point to a state of the US by telephone,
 * estimate and address, so that they go to its task force by themselves; the addresses are those of the registries.
 */
export function reportXml(n: number): string {
  const isAbroad = n % ABROAD_EVERY === ABROAD_EVERY - 1;
  const [state, area] = STATES[n % STATES.length] ?? STATES[0];
  const ip = isAbroad ? `193.0.6.${n % 250}` : `199.43.0.${n % 250}`;
  const number = String(n % 10_000).padStart(4, '0');
  const phone = isAbroad ? `+31 970 1020 ${number}` : `+1 ${area} 555 ${number}`;
  const time = new Date(Date.UTC(2026, 9, 1) + n * 60_000).toISOString();
  const place = isAbroad ? '<countryCode>NL</countryCode>' : `<region>${state}</region><countryCode>US</countryCode>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<report>
  <incidentSummary>
    <incidentType>Online Enticement of Children for Sexual Acts</incidentType>
    <platform>Example Chat</platform>
    <incidentDateTime>${time}</incidentDateTime>
    <incidentDateTimeDescription>When the message was sent</incidentDateTimeDescription>
  </incidentSummary>
  <internetDetails><chatImIncident><chatClient>Example Chat</chatClient><additionalInfo>${'Words of the provider on what was seen. '.repeat(8)}</additionalInfo></chatImIncident></internetDetails>
  <reporter><reportingPerson><firstName>Ada</firstName><lastName>Example</lastName><email>safety@provider.example</email></reportingPerson></reporter>
  <personOrUserReported>
    <personOrUserReportedPerson><firstName>Otto</firstName><lastName>Example ${n}</lastName><phone verified="true">${phone}</phone><email verified="true">otto${n}@mail.example</email></personOrUserReportedPerson>
    <espIdentifier>account-${n}</espIdentifier>
    <espService>Example Chat</espService>
    <screenName>otto_${n}</screenName>
    <profileUrl>https://provider.example/u/${n}</profileUrl>
    <ipCaptureEvent><ipAddress>${ip}</ipAddress><eventName>Registration</eventName><dateTime>${time}</dateTime></ipCaptureEvent>
    <ipCaptureEvent><ipAddress>${ip}</ipAddress><eventName>Login</eventName><dateTime>${time}</dateTime><port>443</port></ipCaptureEvent>
    <estimatedLocation verified="false"><city>Example City</city>${place}</estimatedLocation>
  </personOrUserReported>
  <victim><victimPerson><age>13</age></victimPerson><espIdentifier>child-${n}</espIdentifier></victim>
</report>`;
}
