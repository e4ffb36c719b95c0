import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPlaces, readAddress } from '../platform/index.ts';
import { MOST_URLS } from './contract.ts';
import { describeAddresses, judgeHosting } from './judge-hosting.ts';
import { readLines } from './read-lines.ts';
import { registryOf } from './registries.ts';
import { defang, normaliseUrl, refang } from './url-text.ts';

// Addresses of registries' and resolvers' own public services: no reserved address has a country. Nothing is sent to them.
const RIPE = '193.0.6.139';
const networks = [
  { name: 'Front', asns: [13335], cnames: ['front.example'], anycast: true },
  { name: 'Public resolver', asns: [], cnames: [], prefixes: ['8.8.8.0/24'], anycast: true },
];
const places = openPlaces();
const judge = (addresses: string[], chain: string[] = [], problem: 'timeout' | null = null) => {
  const answer = { chain, addresses: addresses.map((address) => ({ address, ttl: 60 })) };
  const described = describeAddresses(answer, places, networks);
  return { described, verdict: judgeHosting(problem, described) };
};

test('a country is said where sources agree on every address, and only there', () => {
  expect(judge([RIPE]).verdict).toMatchObject({
    kind: 'in-country',
    country: 'NL',
    confidence: 'high',
    basis: 'several',
  });
  // Africa's registry: one source has it in South Africa, the other in Mauritius.
  expect(judge(['196.216.2.1']).verdict).toMatchObject({
    kind: 'unconfirmed',
    country: null,
    reasons: [{ code: 'hosting.reason.sources-differ' }],
  });
  expect(judge([RIPE, '199.43.0.44']).verdict).toMatchObject({
    kind: 'unconfirmed',
    reasons: [{ code: 'hosting.reason.addresses-differ', params: { countries: 'NL, US' } }],
  });
  // One family could not be asked: the country stands, less surely.
  expect(judge([RIPE], [], 'timeout').verdict).toMatchObject({ country: 'NL', confidence: 'medium' });
});

test('the registry of an address is that of its block, by IANA’s tables', () => {
  const said = (address: string): string => {
    const found = registryOf(address);
    return found ? `${found.name} ${found.block}${found.legacy ? ' legacy' : ''}` : 'none';
  };
  expect(said(RIPE)).toBe('RIPE NCC 193.0.0.0/8');
  expect(said('199.43.0.44')).toBe('ARIN 199.0.0.0/8');
  expect(said('196.216.2.1')).toBe('AFRINIC 196.0.0.0/8 legacy');
  expect(said('200.3.14.10')).toBe('LACNIC 200.0.0.0/8');
  expect(said('2001:dd8::1')).toBe('APNIC 2001:c00::/23');
  expect(said('2a00::1')).toBe('RIPE NCC 2a00::/12');
  expect([said('127.0.0.1'), said('10.0.0.1'), said('224.0.0.1'), said('fe80::1')]).toEqual(Array(4).fill('none'));
  expect(judge([RIPE]).described[0]?.registry).toMatchObject({ code: 'ripencc', snapshot: '2026-11-24' });
});

test('a content network in front is no country: by its network, its prefix, or its name', () => {
  for (const { verdict, described } of [judge(['1.1.1.1']), judge(['8.8.8.8']), judge([RIPE], ['a.front.example'])]) {
    expect(verdict).toMatchObject({ kind: 'unconfirmed', country: null });
    expect(verdict.reasons.map((one) => one.code)).toEqual(['hosting.reason.front']);
    expect(described[0]?.anycast).toBe(true);
  }
  expect(judge([RIPE], ['notfront.example']).verdict.country).toBe('NL');
});

test('addresses of no public host are evidence, whatever they are dressed as', () => {
  const uses = {
    '127.0.0.1': 'loopback',
    '::1': 'loopback',
    '::ffff:127.0.0.1': 'loopback',
    '64:ff9b::7f00:1': 'loopback',
    '2002:7f00:1::': 'loopback',
    '::127.0.0.1': 'loopback',
    '10.1.2.3': 'private',
    'fd12::1': 'private',
    '169.254.169.254': 'metadata',
    '::ffff:a9fe:a9fe': 'metadata',
    'fd00:ec2::254': 'metadata',
    '169.254.7.7': 'link-local',
    'fe80::1': 'link-local',
    '100.64.0.1': 'carrier-nat',
    '224.0.0.1': 'multicast',
    '0.0.0.0': 'unspecified',
    '255.255.255.255': 'broadcast',
    '203.0.113.9': 'documentation',
    '2001:db8::9': 'documentation',
    '240.0.0.1': 'reserved',
  };
  for (const [address, use] of Object.entries(uses)) {
    expect([address, readAddress(address)?.special]).toEqual([address, use]);
    expect(judge([address]).verdict).toMatchObject({ kind: 'not-public', country: null });
  }
  // Beside a public address it is told, and lowers the word.
  expect(judge([RIPE, '127.0.0.1']).verdict).toMatchObject({ country: 'NL', confidence: 'medium' });
  expect(readAddress('not an address')).toBeNull();
});

test('no address hidden in IPv6 passes for a public one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom('10', '127'),
      (b, c, a) => {
        const v4 = `${a}.${b}.${c}.1`;
        const hex = (x: number): string => x.toString(16).padStart(2, '0');
        const tail = `${hex(Number(a))}${hex(b)}:${hex(c)}01`;
        for (const form of [`::ffff:${v4}`, `64:ff9b::${tail}`, `2002:${tail}::`, `::${tail}`]) {
          const read = readAddress(form);
          if (read?.special === null || read?.special === undefined) return false;
        }
        return true;
      },
    ),
  );
});

test('the network that announces an address, with the name it goes by', () => {
  expect(judge([RIPE]).described[0]).toMatchObject({ asn: 3333, family: 4 });
  expect(judge([RIPE]).described[0]?.asName).toContain('RIPE');
  expect(judge(['2001:67c:2e8:22::c100:68b']).described[0]).toMatchObject({ asn: 3333, family: 6 });
  for (const word of judge([RIPE]).described[0]?.words ?? []) expect(word.snapshot).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test('addresses are taken however they were made unclickable, and compared in one form', () => {
  const same = [
    'http://example.org/a?b=1',
    'hxxp://example[.]org/a?b=1',
    'HXXP://EXAMPLE(dot)ORG:80/a?b=1#part',
    'http://user:secret@example.org./a?b=1',
    'http[:]//example.org/a?b=1',
    ' <http://example.org/a?b=1> ',
  ];
  for (const given of same)
    expect(normaliseUrl(given)).toMatchObject({ url: 'http://example.org/a?b=1', host: 'example.org' });
  expect(normaliseUrl('bücher.example')).toMatchObject({ host: 'xn--bcher-kva.example' });
  expect(normaliseUrl('http://2130706433/')).toMatchObject({ host: '127.0.0.1', isAddress: true });
  expect(normaliseUrl('http://[2001:DB8::1]:8080/x')).toMatchObject({ host: '2001:db8::1', isAddress: true });
  const no = {
    'ftp://example.org/': 'hosting.url.scheme',
    'javascript:alert(1)': 'hosting.url.not-a-url',
    'two words': 'hosting.url.not-a-url',
    'http://localhost/': 'hosting.url.host-malformed',
    'http://-a.example/': 'hosting.url.host-malformed',
    [`http://example.org/${'a'.repeat(3_000)}`]: 'hosting.url.too-long',
  };
  for (const [given, code] of Object.entries(no)) expect([given, normaliseUrl(given)]).toEqual([given, code]);
});

test('what is shown is no link, and reads back as what it was', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }), (url) => {
      const read = normaliseUrl(url);
      if (typeof read === 'string') return true;
      const shown = defang(read.url);
      return !/https?:\/\//.test(shown.slice(0, 8)) && refang(shown) === read.url;
    }),
    { numRuns: 40 },
  );
});

test('lines and tables of addresses; each once, and what is none with its line', () => {
  expect(readLines('\uFEFFhttp://a.example/\r\n\r\n# said by phone\nhxxp://a[.]example\nnot one\n')).toMatchObject({
    urls: [{ line: 1, url: 'http://a.example/' }],
    refused: [{ line: 5, given: 'not one', code: 'hosting.url.not-a-url' }],
    repeated: 1,
  });
  expect(readLines('when,URL,note\n2026,"http://a.example/?x=1,2","a ""note"""\n,b.example,\n')).toMatchObject({
    urls: [
      { line: 2, url: 'http://a.example/?x=1,2' },
      { line: 3, url: 'http://b.example/' },
    ],
  });
  expect(readLines('http://a.example/?x=1,2\n').urls[0]?.url).toBe('http://a.example/?x=1,2');
  const many = Array.from({ length: MOST_URLS + 2 }, (_, n) => `http://h${n}.example/`).join('\n');
  expect(() => readLines(many)).toThrow();
});
