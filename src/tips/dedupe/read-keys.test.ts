import { expect, test } from 'vitest';
import { emptyModel, emptyPerson } from '../model/values.ts';
import { JointBook } from './joint-book.ts';
import { keyId, readKeys, type TipKey } from './read-keys.ts';
import { RULES } from './rules.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 20, 12);

function model() {
  const otto = emptyPerson('reported');
  Object.assign(otto, {
    firstName: 'Otto',
    lastName: 'Éxample',
    dateOfBirth: '1980-02-01',
    priorReports: ['no. 7001'],
  });
  Object.assign(otto.account, { id: 'A-7', screenNames: ['Otto_7'], displayNames: ['Otto'] });
  const staff = emptyPerson('reporter');
  return { ...emptyModel('ispws'), provider: 'Example Chat, Inc.', people: [otto, staff] };
}
const read = (more: object): string[] =>
  readKeys({ model: { ...model(), ...more }, source: 'provider:1', reportNumber: 9 }).map(
    ({ kind, value }) => `${kind} ${value}`,
  );
const email = (value: string, of: string) => ({ value, type: null, verified: 'unknown' as const, of });
const phone = (value: string, callingCode: string | null = null) => ({
  ...email(value, 'person:0'),
  callingCode,
});
const ip = (address: string, at: number | null, more: object = {}) => ({
  address,
  isAddress: true,
  time: at === null ? null : { text: '', at },
  event: null,
  port: null,
  proxy: 'unknown' as const,
  of: 'person:0',
  ...more,
});

test('accounts, names with a birthday, and numbers of reports; never those who report', () => {
  expect(
    read({ emails: [email('Otto@Mail.Example', 'person:0'), email('safety@provider.example', 'person:1')] }),
  ).toEqual([
    'named-report here 9',
    'named-report here 7001',
    'account examplechatinc/A-7',
    'screen-name examplechatinc/otto_7',
    'person example otto 1980-02-01',
    'email otto@mail.example',
  ]);
});

test('telephones in one form, where it can be said of which country they are', () => {
  const phones = [
    phone('+31 (0)970-10200001'.replace('(0)', '')),
    phone('0031 970 10200001'),
    phone('0970 10200001', '31'),
  ];
  expect(read({ phones }).filter((key) => key.startsWith('phone'))).toEqual(['phone 3197010200001']);
  expect(read({ phones: [phone('555 0100')] }).filter((key) => key.startsWith('phone'))).toEqual([]);
});

test('an address on the net counts with its time, and of IPv6 what a subscriber holds; not proxies, not private ones', () => {
  const ips = [
    ip('198.51.100.9', NOON),
    ip('198.51.100.9', NOON + HOUR),
    ip('198.51.100.9', NOON + 9 * HOUR),
    ip('2001:db8:1:2:3:4:5:6', NOON),
    ip('198.51.100.10', null),
    ip('198.51.100.11', NOON, { proxy: 'yes' }),
    ip('10.0.0.1', NOON),
    ip('100.64.1.1', NOON),
  ];
  const keys = readKeys({ model: { ...model(), ips }, source: 'ncmec', reportNumber: 9 });
  expect(keys.filter((key) => key.kind === 'ip')).toEqual([
    { kind: 'ip', value: '198.51.100.9', at: NOON },
    { kind: 'ip', value: '198.51.100.9', at: NOON + 9 * HOUR },
    { kind: 'ip', value: '2001:db8:1:2::/64', shown: '2001:db8:1:2:3:4:5:6', at: NOON },
  ]);
});

test('addresses join within the hours of the rule, at whatever hour of the day; apart they are others', () => {
  let n = 0;
  const book = new JointBook({ joints: [], first: [], members: new Set() }, RULES, () => `joint-${n++}`);
  const add = (tipId: string, at: number): void => {
    const key: TipKey = { kind: 'ip', value: '198.51.100.9', at };
    book.add({ ...key, id: keyId(key), tipId });
  };
  add('a', NOON);
  add('b', NOON + 23 * HOUR);
  add('c', NOON + 25 * HOUR);
  add('d', NOON + 60 * HOUR);
  add('e', NOON + 61 * HOUR);
  expect(book.newJoints.map(({ id, tips, standing }) => `${id} ${tips} ${standing}`)).toEqual([
    'joint-0 2 proposed',
    'joint-1 2 proposed',
    'joint-2 2 proposed',
  ]);
  expect(book.newMembers.map(({ jointId, tipId }) => `${jointId} ${tipId}`)).toEqual([
    'joint-0 a',
    'joint-0 b',
    'joint-1 b',
    'joint-1 c',
    'joint-2 d',
    'joint-2 e',
  ]);
  expect(book.edges()).toEqual([]);
});
