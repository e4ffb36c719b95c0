import { sign as ecdsaSign } from 'node:crypto';
import {
  canonicalText,
  type EnvelopeType,
  importSigningKey,
  type JsonObject,
  messageHash,
  sha256Hex,
  sign,
  toBase64Url,
  utf8,
} from '../src/protocol/index.ts';
import type { TestKeys } from './test-keys.ts';

const now = 1_780_000_000_000;
const uuid = '019e7083-3c00-7a10-8b20-c0ffee000001';
const emptyHash = sha256Hex(new Uint8Array(0));

const message: JsonObject = {
  v: 1,
  id: `US:message:${uuid}`,
  from: 'US',
  to: 'NL',
  iat: now,
  kind: 'request-for-information',
  thread: `US:thread:${uuid}`,
  urgency: 'urgent',
  handling: { purpose: 'Identification of a child', noOnward: true },
  body: { text: 'Is the maker of this toy known to you? – ¿Conocen al fabricante?', pictures: 2 },
};

const request: JsonObject = {
  v: 1,
  id: `US:request:${uuid}`,
  from: 'US',
  to: 'IPSG',
  iat: now,
  exp: now + 300_000,
  method: 'POST',
  path: '/federation/look-up?limit=10',
  bodyHash: emptyHash,
};

const bodies: Record<Exclude<EnvelopeType, 'evidence' | 'key'>, JsonObject> = {
  message,
  request,
  response: {
    v: 1,
    id: `IPSG:response:${uuid}`,
    from: 'IPSG',
    to: 'US',
    iat: now + 20,
    request: `US:request:${uuid}`,
    requestHash: sha256Hex(utf8('the request')),
    status: 200,
    bodyHash: emptyHash,
  },
  receipt: {
    v: 1,
    id: `NL:receipt:${uuid}`,
    from: 'NL',
    to: 'US',
    iat: now + 40,
    message: `US:message:${uuid}`,
    hash: sha256Hex(utf8('the message')),
    outcome: 'accepted',
  },
  purge: {
    v: 1,
    id: `NL:purge:${uuid}`,
    from: 'NL',
    to: 'IPSG',
    iat: now + 60,
    entity: `US:notice:${uuid}`,
    order: sha256Hex(utf8('the order')),
    outcome: 'purged',
    copies: { record: 1, photo: 3, index: 1 },
    purgedAt: now + 50,
  },
};

export async function envelopesValid(keys: TestKeys) {
  const key = importSigningKey(keys.p256.sender.private);
  const cases: JsonObject[] = [];
  async function add(name: string, type: EnvelopeType, body: JsonObject, audience: string, more: JsonObject = {}) {
    const jws = await sign(type, body, key);
    cases.push({ name, type, audience, jws, body, hash: messageHash(jws), ...more });
  }
  await add('message', 'message', message, 'NL');
  await add('message to several bureaus', 'message', { ...message, to: ['CA', 'NL'] }, 'NL');
  const target = { method: 'POST', path: '/federation/look-up?limit=10', bodyHash: emptyHash };
  await add('request', 'request', request, 'IPSG', { request: { ...target, now: now + 1000 } });
  await add('request, clock of the receiver four minutes behind', 'request', request, 'IPSG', {
    request: { ...target, now: now - 240_000 },
  });
  await add('response', 'response', bodies.response, 'US');
  await add('receipt', 'receipt', bodies.receipt, 'US');
  await add('purge confirmation', 'purge', bodies.purge, 'IPSG');
  return {
    suite: 'envelopes',
    about:
      'All signed by the test key `sender`. hash: SHA-256 of the JWS bytes. request: the HTTP request received and the time.',
    cases,
  };
}

export async function envelopesInvalid(keys: TestKeys) {
  const key = importSigningKey(keys.p256.sender.private);
  const other = importSigningKey(keys.p256.other.private);
  const head = { alg: 'ES256', kid: key.kid, typ: 'homeward-message+jws' };

  /** Signs any header and payload text, right or wrong. */
  function raw(header: object | string, payload: string, by = key): string {
    const headerText = typeof header === 'string' ? header : JSON.stringify(header);
    const input = `${toBase64Url(utf8(headerText))}.${toBase64Url(utf8(payload))}`;
    const signature = ecdsaSign('sha256', utf8(input), { key: by.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${input}.${toBase64Url(signature)}`;
  }

  const good = raw(head, canonicalText(message));
  const [h = '', p = '', s = ''] = good.split('.');
  const altered = canonicalText({ ...message, to: 'CA' });
  const text = canonicalText(message);
  const without = (field: string) =>
    canonicalText(Object.fromEntries(Object.entries(message).filter(([k]) => k !== field)));
  const der = toBase64Url(ecdsaSign('sha256', utf8(`${h}.${p}`), key.privateKey));
  const lastBitSet = `${s.slice(0, -1)}${String.fromCharCode(s.charCodeAt(85) + 1)}`;

  const cases: JsonObject[] = [];
  function add(name: string, jws: string, code: string, more: JsonObject = {}) {
    cases.push({ name, type: 'message', jws, code, ...more });
  }
  add('altered body', `${h}.${toBase64Url(utf8(altered))}.${s}`, 'bad-signature');
  add('stripped signature', `${h}.${p}.`, 'bad-signature');
  add('signature and its dot stripped', `${h}.${p}`, 'malformed');
  add('four parts', `${good}.`, 'malformed');
  add('not a JWS', 'hello', 'malformed');
  add('signature of another message', `${h}.${p}.${raw(head, altered).split('.')[2]}`, 'bad-signature');
  add('all-zero signature', `${h}.${p}.${toBase64Url(new Uint8Array(64))}`, 'bad-signature');
  add('signature in DER', `${h}.${p}.${der}`, 'bad-signature');
  add('signature with unused bits set', `${h}.${p}.${lastBitSet}`, 'malformed');
  add('padded base64', `${h}.${p}.${s}==`, 'malformed');
  add('alg none', `${toBase64Url(utf8(JSON.stringify({ ...head, alg: 'none' })))}.${p}.`, 'wrong-alg');
  add('alg none with a signature', raw({ ...head, alg: 'none' }, text), 'wrong-alg');
  add('alg swapped for HS256', raw({ ...head, alg: 'HS256' }, text), 'wrong-alg');
  add('alg swapped for ES384', raw({ ...head, alg: 'ES384' }, text), 'wrong-alg');
  add('alg swapped for EdDSA', raw({ ...head, alg: 'EdDSA' }, text), 'wrong-alg');
  add('no alg', raw({ kid: key.kid, typ: head.typ }, text), 'wrong-alg');
  add('a receipt passed off as a message', raw({ ...head, typ: 'homeward-receipt+jws' }, text), 'wrong-type');
  add('typ of another protocol', raw({ ...head, typ: 'JWT' }, text), 'wrong-type');
  add('no typ', raw({ alg: 'ES256', kid: key.kid }, text), 'wrong-type');
  add('no kid', raw({ alg: 'ES256', typ: head.typ }, text), 'malformed');
  add('crit', raw({ ...head, crit: ['b64'], b64: false }, text), 'malformed');
  add('key brought along in the header', raw({ ...head, jwk: keys.p256.sender.public }, text), 'malformed');
  add('duplicate alg in the header', raw(`{"alg":"none",${JSON.stringify(head).slice(1)}`, text), 'malformed');
  add('white space in the header', raw(JSON.stringify(head, null, 1), text), 'malformed');
  add('unknown key', raw({ ...head, kid: keys.p256.stranger.kid }, text), 'unknown-key');
  add('forged sender: signed by another key', raw(head, text, other), 'bad-signature');
  add('wrong audience', good, 'wrong-audience', { audience: 'CA' });
  add('oversize', good, 'too-large', { maxBytes: good.length - 1 });
  add('duplicate keys', raw(head, `{"body":{},${text.slice(1)}`), 'not-canonical');
  add('non-canonical spacing', raw(head, JSON.stringify(JSON.parse(text), null, 1)), 'not-canonical');
  add('keys out of order', raw(head, JSON.stringify(message)), 'not-canonical');
  add('float number', raw(head, text.replace('"pictures":2', '"pictures":2.5')), 'not-canonical');
  add('payload is not JSON', raw(head, 'hello'), 'malformed');
  add('payload is a list', raw(head, '[]'), 'malformed');
  add('id prefix mismatch', raw(head, canonicalText({ ...message, id: `NL:message:${uuid}` })), 'bad-id');
  add('id is a bare uuid', raw(head, canonicalText({ ...message, id: uuid })), 'bad-id');
  for (const field of ['v', 'id', 'from', 'to', 'iat']) add(`no ${field}`, raw(head, without(field)), 'malformed');
  add('version zero', raw(head, canonicalText({ ...message, v: 0 })), 'malformed');
  add('time before 1970', raw(head, canonicalText({ ...message, iat: -1 })), 'malformed');
  add('nobody to send to', raw(head, canonicalText({ ...message, to: [] })), 'malformed');
  add('recipient named twice', raw(head, canonicalText({ ...message, to: ['NL', 'NL'] })), 'malformed');
  add('sender in lower case', raw(head, canonicalText({ ...message, from: 'us' })), 'malformed');

  const target = { method: 'POST', path: '/federation/look-up?limit=10', bodyHash: emptyHash, now };
  const signedRequest = await sign('request', request, key);
  const long = await sign('request', { ...request, exp: now + 300_001 }, key);
  const backwards = await sign('request', { ...request, exp: now }, key);
  const extra = await sign('request', { ...request, admin: true }, key);
  function addRequest(name: string, jws: string, code: string, received: JsonObject, audience = 'IPSG') {
    cases.push({ name, type: 'request', audience, jws, code, request: { ...target, ...received } });
  }
  addRequest('expired request', signedRequest, 'expired', { now: now + 300_001 });
  addRequest('request from the future', signedRequest, 'not-yet-valid', { now: now - 300_001 });
  addRequest('request to another bureau', signedRequest, 'wrong-audience', {}, 'NL');
  addRequest('request with another body', signedRequest, 'wrong-target', { bodyHash: sha256Hex(utf8('{}')) });
  addRequest('request with another path', signedRequest, 'wrong-target', { path: '/federation/look-up' });
  addRequest('request with another method', signedRequest, 'wrong-target', { method: 'PUT' });
  addRequest('request that lives too long', long, 'malformed', {});
  addRequest('request that never lives', backwards, 'malformed', {});
  addRequest('request with a member too many', extra, 'malformed', {});
  return {
    suite: 'envelopes',
    about: 'Keys known to the reader: `sender`, `other`. code: why the envelope, or the request in it, is refused.',
    cases,
  };
}
