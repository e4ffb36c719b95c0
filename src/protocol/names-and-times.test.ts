import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkSaltedHash,
  formatPartialDate,
  fromIso,
  isPartialDate,
  isUuid,
  parsePartialDate,
  parseWireId,
  partialDateSpan,
  SALT_BYTES,
  saltedHash,
  toIso,
  utf8,
  uuidv7,
  uuidv7Time,
  wireId,
} from './index.ts';

const bytes = (n: number) => fc.uint8Array({ minLength: n, maxLength: n });

describe('ids', () => {
  test('UUIDv7 carries its time, version and variant whatever the random source gives', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 48 - 1 }), bytes(10), (now, random) => {
        const id = uuidv7(now, () => random);
        expect(isUuid(id)).toBe(true);
        expect(id[14]).toBe('7');
        expect('89ab').toContain(id[19]);
        expect(uuidv7Time(id)).toBe(now);
      }),
    );
  });

  test('UUIDv7 sorts by time', () => {
    const at = (now: number) => uuidv7(now, (n) => new Uint8Array(n).fill(255 - (now % 200)));
    expect(at(1_780_000_000_000) < at(1_780_000_000_001)).toBe(true);
  });

  test('the example of RFC 9562 appendix A.6', () => {
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidv7(0x017f22e279b0, () => random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test.each([-1, 1.5, 2 ** 48, Number.NaN])('refuses the time %s', (now) => {
    expect(() => uuidv7(now, (n) => new Uint8Array(n))).toThrow(expect.objectContaining({ code: 'bad-id' }));
  });

  test('wire ids are taken apart as they were made', () => {
    const uuid = uuidv7(0, (n) => new Uint8Array(n));
    expect(parseWireId(wireId('IPSG', 'red-notice', uuid))).toEqual({ bureau: 'IPSG', kind: 'red-notice', uuid });
    expect(parseWireId(wireId('US', 'case', uuid), 'case').bureau).toBe('US');
    expect(() => parseWireId(wireId('US', 'case', uuid), 'notice')).toThrow(
      expect.objectContaining({ code: 'bad-id' }),
    );
  });

  test.each([
    'us:case:00000000-0000-7000-8000-000000000000',
    'USA:case:00000000-0000-7000-8000-000000000000',
    'US:Case:00000000-0000-7000-8000-000000000000',
    'US:case:00000000-0000-7000-8000-00000000000A',
    'US:case:00000000-0000-0000-0000-000000000000',
    'US:case:00000000-0000-7000-8000-000000000000\n',
    'US:case:x:00000000-0000-7000-8000-000000000000',
    `US:${'a'.repeat(33)}:00000000-0000-7000-8000-000000000000`,
    '',
  ])('refuses the wire id %j', (id) => {
    expect(() => parseWireId(id)).toThrow(expect.objectContaining({ code: 'bad-id' }));
  });
});

describe('times', () => {
  test('every day there is, and no other, is a partial date', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
          const date = new Date(`${text}T00:00:00.000Z`);
          const real = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
          expect(isPartialDate(text)).toBe(real);
          if (real) expect(formatPartialDate(parsePartialDate(text))).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    '',
    '26',
    '0000',
    '2026-1',
    '2026-00',
    '2026-13',
    '2026-02-30',
    '2026-02-3',
    '2026-02-03T',
    ' 2026',
    '2026\n',
  ])('refuses the date %j', (text) => {
    expect(isPartialDate(text)).toBe(false);
    expect(() => parsePartialDate(text)).toThrow(expect.objectContaining({ code: 'bad-date' }));
  });

  test('a partial date spans the days it may mean', () => {
    const span = (text: string) => {
      const { first, last } = partialDateSpan(text);
      return [toIso(first).slice(0, 10), toIso(last).slice(0, 10)];
    };
    expect(span('2024')).toEqual(['2024-01-01', '2024-12-31']);
    expect(span('2024-02')).toEqual(['2024-02-01', '2024-02-29']);
    expect(span('2023-02')).toEqual(['2023-02-01', '2023-02-28']);
    expect(span('2024-06-30')).toEqual(['2024-06-30', '2024-06-30']);
  });

  test('ISO text has one spelling', () => {
    expect(fromIso('2026-05-28T20:26:40.000Z')).toBe(1_780_000_000_000);
    for (const text of ['2026-05-28T20:26:40Z', '2026-05-28T20:26:40.000+00:00', '2026-02-30T00:00:00.000Z', 'now']) {
      expect(() => fromIso(text)).toThrow(expect.objectContaining({ code: 'bad-date' }));
    }
  });
});

describe('salted hashes', () => {
  test('hold for the same salt and bytes alone', () => {
    fc.assert(
      fc.property(bytes(SALT_BYTES), bytes(SALT_BYTES), fc.uint8Array(), (salt, other, body) => {
        const hash = saltedHash(salt, body);
        expect(checkSaltedHash(hash, salt, body)).toBe(true);
        expect(checkSaltedHash(hash, other, body)).toBe(Buffer.from(salt).equals(other));
        expect(checkSaltedHash(hash, salt, Uint8Array.of(...body, 0))).toBe(false);
        expect(checkSaltedHash(hash.subarray(1), salt, body)).toBe(false);
      }),
    );
  });

  test('refuse a salt of another length', () => {
    expect(() => saltedHash(new Uint8Array(16), utf8('a'))).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});
