import type { TravelForm } from './contract.ts';

/** A form about an invented registrant: leaves Florida in `days` days, a night in Amsterdam, two weeks in Manila. */
export function trip(now: number, days: number, more: Partial<TravelForm> = {}): TravelForm {
  const day = (n: number): string => new Date(now + (days + n) * 86_400_000).toISOString().slice(0, 10);
  return {
    kind: 'travel',
    source: { agency: 'USMS National Sex Offender Targeting Center', reference: `NSOTC-${days}-${Math.random()}` },
    registration: { jurisdiction: 'US-FL', informedOn: new Date(now - 86_400_000).toISOString().slice(0, 10) },
    person: {
      names: [{ kind: 'current', family: 'Sample', given: 'Casey Jordan', script: 'Latn' }],
      sex: 'M',
      birth: { date: '1971-08-09', precision: 'exact' },
      nationalities: ['US'],
      documents: [{ type: 'passport', number: '505-12 3456', country: 'US' }],
      marks: [],
      languages: [],
      domestic: { fbiNumber: '123456AA7', alienNumber: 'A012345678', stateId: 'FL00012345' },
    },
    domestic: { registrantNumber: 'R-77', note: 'Ask the sheriff' },
    purposes: ['vacation'],
    legs: [
      {
        from: { country: 'US', place: 'Miami' },
        to: { country: 'NL', place: 'Amsterdam' },
        departs: { local: inNewYork(now + days * 86_400_000 + 3_600_000), zone: 'America/New_York' },
        arrives: { local: `${day(1)}T08:30`, zone: 'Europe/Amsterdam' },
        means: 'air',
        carrier: 'Example Air',
        number: 'EX 12',
      },
      {
        from: { country: 'NL', place: 'Amsterdam' },
        to: { country: 'PH', place: 'Manila' },
        departs: { local: `${day(1)}T12:00`, zone: 'Europe/Amsterdam' },
        arrives: { local: `${day(2)}T07:00`, zone: 'Asia/Manila' },
        means: 'air',
        carrier: 'Example Air',
        number: 'EX 90',
      },
      {
        from: { country: 'PH', place: 'Manila' },
        to: { country: 'US', place: 'Miami' },
        departs: { local: `${day(16)}T10:00`, zone: 'Asia/Manila' },
        arrives: { local: `${day(16)}T18:00`, zone: 'America/New_York' },
        means: 'air',
        carrier: 'Example Air',
        number: 'EX 91',
      },
    ],
    stays: [{ country: 'PH', address: 'Example Hotel, Manila' }],
    convictions: [
      {
        offence: 'Sexual offence against a child',
        date: '2009',
        court: 'Circuit Court',
        victim: { age: 11, sex: 'F' },
      },
    ],
    ...more,
  };
}

/** So that it is `days` days ahead at whatever hour a test runs: an hour more than that, on New York's clocks. */
function inNewYork(at: number): string {
  const words = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  return words.replace(' ', 'T');
}
