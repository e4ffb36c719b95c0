/** A report of the usual length: another account, address, place and time each. */
export function reportXml(n: number): string {
  const ip = `198.51.100.${n % 250}`;
  const time = new Date(Date.UTC(2026, 9, 1) + n * 60_000).toISOString();
  const country = ['NL', 'FR', 'US', 'GB', 'DE', 'PH', 'BR', 'IN'][n % 8];
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
    <personOrUserReportedPerson><firstName>Otto</firstName><lastName>Example ${n}</lastName><phone>+31 970 1020 ${String(n % 10_000).padStart(4, '0')}</phone><email verified="true">otto${n}@mail.example</email></personOrUserReportedPerson>
    <espIdentifier>account-${n}</espIdentifier>
    <espService>Example Chat</espService>
    <screenName>otto_${n}</screenName>
    <profileUrl>https://provider.example/u/${n}</profileUrl>
    <ipCaptureEvent><ipAddress>${ip}</ipAddress><eventName>Registration</eventName><dateTime>${time}</dateTime></ipCaptureEvent>
    <ipCaptureEvent><ipAddress>${ip}</ipAddress><eventName>Login</eventName><dateTime>${time}</dateTime><port>443</port></ipCaptureEvent>
    <estimatedLocation verified="false"><city>Example City</city><countryCode>${country}</countryCode></estimatedLocation>
  </personOrUserReported>
  <victim><victimPerson><age>13</age></victimPerson><espIdentifier>child-${n}</espIdentifier></victim>
</report>`;
}
