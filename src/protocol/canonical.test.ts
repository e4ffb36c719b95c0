import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalize,
  canonicalText,
  fromBase64Url,
  fromHex,
  fromUtf8,
  type Json,
  MAX_DEPTH,
  parseCanonical,
  sha256Hex,
  toBase64Url,
  toHex,
  utf8,
} from './index.ts';

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** Throws whatever a typed caller could not pass. */
function encodeAnything(value: unknown): () => string {
  return () => canonicalText(value as Json);
}

describe('canonical JSON', () => {
  test('reads back what it writes, whatever the value', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalText(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalText(parseCanonical(canonicalize(value)))).toBe(text);
      }),
    );
  });

  test('does not depend on the order members were set in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), json), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalText(reversed)).toBe(canonicalText(value));
      }),
    );
  });

  test('one byte changed is never read as the same value', () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, change) => {
        const bytes = Uint8Array.from(canonicalize(value));
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        let read: Json;
        try {
          read = parseCanonical(bytes);
        } catch {
          return;
        }
        expect(canonicalText(read)).not.toBe(canonicalText(value));
      }),
    );
  });

  test.each([
    ['a float', 1.5],
    ['an unsafe integer', 2 ** 53],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['a hole', new Array(2)],
    ['a bigint', 1n],
    ['a symbol', Symbol('a')],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', Uint8Array.of(1)],
    ['an object with a class', new (class A {})()],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a key', { '\udfff': 1 }],
  ])('refuses %s', (_, value) => {
    expect(encodeAnything(value)).toThrow(expect.objectContaining({ code: 'not-canonical' }));
  });

  test('refuses what is nested too deep, cycles too', () => {
    const nest = (levels: number): Json => (levels === 0 ? 1 : [nest(levels - 1)]);
    expect(encodeAnything(nest(MAX_DEPTH))).not.toThrow();
    expect(encodeAnything(nest(MAX_DEPTH + 1))).toThrow(expect.objectContaining({ code: 'too-deep' }));
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(encodeAnything(cycle)).toThrow(expect.objectContaining({ code: 'too-deep' }));
  });

  test('the example of RFC 8785 section 3.2.3', () => {
    const input = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect(Object.values(JSON.parse(canonicalText(input)))).toHaveLength(7);
    expect([...canonicalText(input).matchAll(/:(\d)/g)].map((found) => found[1]).join('')).toBe('2467153');
  });
});

describe('bytes and text', () => {
  test('SHA-256 of "abc", in one part or several', () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(sha256Hex(utf8('abc'))).toBe(expected);
    expect(sha256Hex(utf8('a'), utf8('bc'))).toBe(expected);
  });

  test('hex and base64url round trip and have one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toHex(fromHex(toHex(bytes)))).toBe(toHex(bytes));
        expect(toHex(fromBase64Url(toBase64Url(bytes)))).toBe(toHex(bytes));
      }),
    );
    for (const text of ['AB', 'A', 'AA==', 'A+8A', ' AAAA', 'AAAA\n']) {
      expect(() => fromBase64Url(text)).toThrow(expect.objectContaining({ code: 'malformed' }));
    }
    for (const text of ['a', 'AB', '0x', 'zz']) {
      expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: 'malformed' }));
    }
  });

  test('a subarray is read as itself, not as the buffer beneath', () => {
    expect(toHex(Uint8Array.of(1, 2, 3, 4).subarray(1, 3))).toBe('0203');
    expect(fromUtf8(utf8('abcd').subarray(1, 3))).toBe('bc');
  });
});
