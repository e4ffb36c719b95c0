import { canonicalText, sha256Hex, toHex, utf8 } from '../src/protocol/index.ts';

/** Any JSON in, the canonical spelling and its hash out. */
export function canonicalValid() {
  const cases: [string, string][] = [
    ['empty object', '{}'],
    ['members sorted', '{"b":1,"a":2,"aa":3,"A":4}'],
    [
      'sorted by UTF-16 code units, not by code points',
      '{"\\ufb33":1,"\\ud83d\\ude02":2,"\\u20ac":3,"\\u0080":4,"1":5,"\\r":6}',
    ],
    ['white space dropped', ' { "a" : [ 1 , 2 , { } ] } '],
    ['escapes in their short form', '"\\u0008\\u0009\\u000a\\u000c\\u000d\\u001f\\"\\\\\\/"'],
    ['characters beyond ASCII unescaped', '"\\u00e9 \\u0639\\u0631\\u0628\\u064a \\u4e2d"'],
    ['no Unicode normalising', '["\\u00e9","e\\u0301"]'],
    ['largest and smallest integers', '[9007199254740991,-9007199254740991]'],
    ['other spellings of integers', '[1.0,1e3,-0,0.0]'],
    ['a member called __proto__', '{"__proto__":{"a":1},"constructor":2}'],
    ['literals', '[null,true,false]'],
  ];
  return {
    suite: 'canonical',
    about: 'json: any spelling. canonical: RFC 8785 restricted to safe integers. sha256: of the UTF-8 of canonical.',
    cases: cases.map(([name, json]) => {
      const canonical = canonicalText(JSON.parse(json));
      return { name, json, canonical, sha256: sha256Hex(utf8(canonical)) };
    }),
  };
}

/** Bytes that a reader of canonical JSON must refuse. */
export function canonicalInvalid() {
  const cases: [string, string | Uint8Array, string][] = [
    ['duplicate key', '{"a":1,"a":2}', 'not-canonical'],
    ['duplicate key, same value', '{"a":1,"a":1}', 'not-canonical'],
    ['duplicate key by escape', '{"a":1,"\\u0061":1}', 'not-canonical'],
    ['keys out of order', '{"b":1,"a":2}', 'not-canonical'],
    ['space after colon', '{"a": 1}', 'not-canonical'],
    ['newline at the end', '{"a":1}\n', 'not-canonical'],
    ['float', '{"a":1.5}', 'not-canonical'],
    ['integer spelled as float', '{"a":1.0}', 'not-canonical'],
    ['integer with exponent', '{"a":1e3}', 'not-canonical'],
    ['minus zero', '{"a":-0}', 'not-canonical'],
    ['integer past 2^53', '{"a":9007199254740992}', 'not-canonical'],
    ['number past all range', '{"a":1e999}', 'not-canonical'],
    ['needless escape', '{"a":"\\u0041"}', 'not-canonical'],
    ['escaped solidus', '{"a":"\\/"}', 'not-canonical'],
    ['upper-case escape', '"\\u001F"', 'not-canonical'],
    ['lone surrogate by escape', '"\\ud800"', 'not-canonical'],
    ['lone surrogate in a key', '{"\\udc00":1}', 'not-canonical'],
    ['lone surrogate in bytes', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'malformed'],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), 'malformed'],
    ['overlong UTF-8', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22), 'malformed'],
    ['byte order mark', '\ufeff{}', 'malformed'],
    ['nothing', '', 'malformed'],
    ['cut short', '{"a":', 'malformed'],
    ['two values', '{}{}', 'malformed'],
    ['leading zero', '[01]', 'malformed'],
    ['not a number', '[NaN]', 'malformed'],
    ['comment', '{/**/}', 'malformed'],
    ['trailing comma', '[1,]', 'malformed'],
    ['65 levels deep', `${'['.repeat(66)}${']'.repeat(66)}`, 'too-deep'],
  ];
  return {
    suite: 'canonical',
    about: 'hex: bytes received. code: why parseCanonical refuses them.',
    cases: cases.map(([name, input, code]) => {
      const bytes = typeof input === 'string' ? utf8(input) : input;
      return { name, hex: toHex(bytes), code };
    }),
  };
}
