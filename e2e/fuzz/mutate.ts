/** Random numbers that a seed fixes (mulberry32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Bytes that mean something to one of the parsers, or that should mean nothing. */
const TOKENS: readonly Buffer[] = [
  ...['<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '&e;', '&lt;', '&#0;', '&#x110000;', '&#xD800;', ']]>'],
  ...[
    '<![CDATA[',
    '<!--',
    '-->',
    '<?xml version="1.1"?>',
    'encoding="UTF-16"',
    'xmlns="urn:x"',
    'xsi:type="x"',
    '<a',
    '/>',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\u0000',
    '\\ud800',
    '\\',
    ',',
    ':',
    'null',
    'true',
    '1e999',
    '-0',
    '"__proto__":{"x":1}',
  ],
  ...[
    '"constructor"',
    '../',
    '/',
    'C:\\',
    '\r\n--',
    '\r\n\r\n',
    '--',
    'name="',
    '; filename="',
    '%00',
    'PK\x03\x04',
    'PK\x05\x06',
  ],
  ...[
    '<escalateToHighPriority>',
    '</report>',
    '<priorCTReports>99999999999999999999</priorCTReports>',
    '0000-00-00T00:00:00Z',
  ],
]
  .map((text) => Buffer.from(text, 'latin1'))
  .concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from([0xc0, 0x80]),
    Buffer.alloc(300, 0x41),
  ]);

const MAX_BYTES = 1 << 20;

/** One to four changes to a document of the corpus. */
export function mutate(corpus: readonly Buffer[], random: (below: number) => number): Buffer {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  let bytes = Buffer.from(pick(corpus));
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const at = random(bytes.length + 1);
    const long = 1 + random(Math.min(64, bytes.length || 1));
    switch (random(10)) {
      case 0:
        if (bytes.length > 0) bytes[at % bytes.length] = random(256);
        break;
      case 1:
        if (bytes.length > 0) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << random(8));
        break;
      case 2:
        bytes = splice(bytes, at, 0, pick(TOKENS));
        break;
      case 3:
        bytes = splice(bytes, at, long, pick(TOKENS));
        break;
      case 4:
        bytes = splice(bytes, at, long, Buffer.alloc(0));
        break;
      case 5:
        bytes = splice(bytes, at, 0, bytes.subarray(at, at + long * 8));
        break;
      case 6: {
        const other = pick(corpus);
        const from = random(other.length);
        bytes = splice(bytes, at, random(2) * long, other.subarray(from, from + long * 16));
        break;
      }
      case 7:
        bytes = bytes.subarray(0, at);
        break;
      case 8: {
        // A piece of it many times over: depth, length, repeated names.
        const piece = bytes.subarray(at, at + long);
        bytes = splice(bytes, at, 0, Buffer.concat(Array.from({ length: 1 + random(400) }, () => piece)));
        break;
      }
      default:
        bytes = reencode(bytes, random(4));
    }
    if (bytes.length > MAX_BYTES) bytes = bytes.subarray(0, MAX_BYTES);
  }
  return bytes;
}

function splice(bytes: Buffer, at: number, remove: number, put: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + remove)]);
}

function reencode(bytes: Buffer, how: number): Buffer<ArrayBuffer> {
  const text = bytes.toString('utf8');
  if (how === 0) return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  if (how === 1) return Buffer.from(text, 'utf16le').swap16();
  if (how === 2) return Buffer.from(text, 'latin1');
  return Buffer.from(text.replace(/encoding="[^"]*"/, 'encoding="ISO-8859-1"'));
}
