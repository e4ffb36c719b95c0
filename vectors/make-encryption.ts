import { createCipheriv } from 'node:crypto';
import {
  encryptTo,
  fromBase64Url,
  fromUtf8,
  importSigningKey,
  type JsonObject,
  sign,
  toBase64Url,
  utf8,
} from '../src/protocol/index.ts';
import type { TestKeys } from './test-keys.ts';

const body = {
  v: 1,
  id: 'US:message:019e7083-3c00-7a10-8b20-c0ffee000002',
  from: 'US',
  to: 'NL',
  iat: 1_780_000_000_000,
  kind: 'alert',
  body: { text: 'Call the watch desk: +1-555-0100' },
};

export async function encryptionValid(keys: TestKeys) {
  const jws = await sign('message', body, importSigningKey(keys.p256.sender.private));
  const { public: recipient, kid } = keys.p256.recipient;
  return {
    suite: 'encryption',
    about: 'Compact JWE to the test key `recipient`. plaintext is UTF-8.',
    cases: [
      { name: 'a signed message', jwe: await encryptTo(jws, recipient), plaintext: jws, cty: 'jose', kid },
      { name: 'bytes', jwe: await encryptTo(utf8('bytes'), recipient), plaintext: 'bytes', cty: 'octet-stream', kid },
      { name: 'nothing', jwe: await encryptTo('', recipient), plaintext: '', cty: 'jose', kid },
    ],
  };
}

export async function encryptionInvalid(keys: TestKeys) {
  const good = await encryptTo('a message', keys.p256.recipient.public);
  const [h = '', , iv = '', ct = '', tag = ''] = good.split('.');
  const header = JSON.parse(fromUtf8(fromBase64Url(h)));
  const rest = `.${iv}.${ct}.${tag}`;
  const part = (value: unknown) => toBase64Url(utf8(typeof value === 'string' ? value : JSON.stringify(value)));
  const withHeader = (changes: object) => `${part({ ...header, ...changes })}.${rest}`;
  const flip = (text: string) => {
    const bytes = Uint8Array.from(fromBase64Url(text));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    return toBase64Url(bytes);
  };
  const zeroKey = createCipheriv('aes-256-gcm', new Uint8Array(32), new Uint8Array(12));
  zeroKey.setAAD(utf8(h));
  const zeroSealed = toBase64Url(Buffer.concat([zeroKey.update('forged'), zeroKey.final()]));
  const zeroForged = `${h}..${toBase64Url(new Uint8Array(12))}.${zeroSealed}.${toBase64Url(zeroKey.getAuthTag())}`;

  const cases: JsonObject[] = [];
  const add = (name: string, jwe: string, code: string, more: JsonObject = {}) =>
    cases.push({ name, jwe, code, ...more });
  add('unknown key', await encryptTo('a message', keys.p256.stranger.public), 'unknown-key');
  add('kid of the reader on what was sent to another', withHeader({ epk: keys.p256.other.public }), 'bad-ciphertext');
  add('altered ciphertext', `${h}..${iv}.${flip(ct)}.${tag}`, 'bad-ciphertext');
  add('altered tag', `${h}..${iv}.${ct}.${flip(tag)}`, 'bad-ciphertext');
  add('altered iv', `${h}..${flip(iv)}.${ct}.${tag}`, 'bad-ciphertext');
  add('altered header', withHeader({ cty: 'text' }), 'bad-ciphertext');
  add('sealed under a key of zeros', zeroForged, 'bad-ciphertext');
  add('tag cut short', `${h}..${iv}.${ct}.${toBase64Url(fromBase64Url(tag).subarray(0, 4))}`, 'malformed');
  add('no tag', `${h}..${iv}.${ct}.`, 'malformed');
  add('wrapped key present', `${h}.AAAA.${iv}.${ct}.${tag}`, 'malformed');
  add('four parts', `${h}..${iv}.${ct}`, 'malformed');
  add('six parts', `${good}.`, 'malformed');
  add('key wrapping', withHeader({ alg: 'ECDH-ES+A256KW' }), 'wrong-alg');
  add('alg dir', withHeader({ alg: 'dir' }), 'wrong-alg');
  add('other content encryption', withHeader({ enc: 'A128CBC-HS256' }), 'wrong-alg');
  add('compressed', withHeader({ zip: 'DEF' }), 'malformed');
  add('crit', withHeader({ crit: ['exp'] }), 'malformed');
  add('apu', withHeader({ apu: 'QQ' }), 'malformed');
  add('no kid', withHeader({ kid: undefined }), 'malformed');
  add('no ephemeral key', withHeader({ epk: undefined }), 'malformed');
  add('ephemeral point off the curve', withHeader({ epk: { ...header.epk, y: header.epk.x } }), 'bad-key');
  add('ephemeral key on another curve', withHeader({ epk: { ...header.epk, crv: 'P-384' } }), 'bad-key');
  add('duplicate header member', `${part(`{"alg":"dir",${JSON.stringify(header).slice(1)}`)}.${rest}`, 'malformed');
  add('oversize', good, 'too-large', { maxBytes: good.length - 1 });
  return { suite: 'encryption', about: 'The reader holds the test key `recipient`. code: why it refuses.', cases };
}
