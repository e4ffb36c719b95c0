import {
  createPublicKey,
  sign as ecdsaSign,
  verify as ecdsaVerify,
  generateKeyPairSync,
  KeyObject,
  subtle,
} from 'node:crypto';
import fc from 'fast-check';
import * as jose from 'jose';
import { describe, expect, test } from 'vitest';
import { derSignature, rawSignature } from './ecdsa-signature.ts';
import {
  canonicalize,
  decrypt,
  encryptTo,
  fromUtf8,
  generateP256,
  importEncryptionKey,
  importSigningKey,
  importVerifyKey,
  messageHash,
  publicPart,
  recipientKid,
  recipientsOf,
  sign,
  thumbprint,
  toBase64Url,
  utf8,
  verify,
} from './index.ts';

const jwk = generateP256();
const signingKey = importSigningKey(jwk);
const verifyKey = importVerifyKey(publicPart(jwk));
const encryptionKey = importEncryptionKey(jwk);
const held = new Map([[encryptionKey.kid, encryptionKey]]);
const body = {
  v: 1,
  id: 'US:message:019e7083-3c00-7a10-8b20-c0ffee000001',
  from: 'US',
  to: ['NL', 'CA'],
  iat: 1_780_000_000_000,
  kind: 'alert',
  body: { text: 'été 中' },
};
const header = { alg: 'ES256', kid: signingKey.kid, typ: 'homeward-message+jws' };

describe('signatures', () => {
  test('R and S go to DER and back, also when they begin with zeros or a set bit', () => {
    const part = fc.tuple(fc.integer({ min: 0, max: 31 }), fc.uint8Array({ minLength: 32, maxLength: 32 }));
    fc.assert(
      fc.property(part, part, (...parts) => {
        const raw = Uint8Array.from(parts.flatMap(([zeros, bytes]) => [...bytes.fill(0, 0, zeros)]));
        const der = derSignature(raw);
        expect([der[0], der[1]]).toEqual([0x30, der.length - 2]);
        expect(rawSignature(der)).toEqual(raw);
      }),
    );
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = createPublicKey(privateKey);
    for (let n = 0; n < 100; n++) {
      const bytes = utf8(String(n));
      const raw = ecdsaSign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(ecdsaVerify('sha256', bytes, publicKey, derSignature(raw))).toBe(true);
      const own = rawSignature(ecdsaSign('sha256', bytes, privateKey));
      expect(ecdsaVerify('sha256', bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, own)).toBe(true);
    }
  });

  test('jose verifies what we sign', async () => {
    const jws = await sign('message', body, signingKey);
    const found = await jose.compactVerify(jws, await jose.importJWK({ ...publicPart(jwk) }, 'ES256'));
    expect(found.protectedHeader).toEqual(header);
    expect(fromUtf8(found.payload)).toBe(fromUtf8(canonicalize(body)));
    expect(signingKey.kid).toBe(await jose.calculateJwkThumbprint({ ...publicPart(jwk) }));
  });

  test('we verify what jose signs, with any form of the key', async () => {
    const key = await jose.importJWK({ ...jwk }, 'ES256');
    const jws = await new jose.CompactSign(canonicalize(body)).setProtectedHeader(header).sign(key);
    const params = { name: 'ECDSA', namedCurve: 'P-256' };
    const cryptoKey = await subtle.importKey('jwk', { ...publicPart(jwk) }, params, true, ['verify']);
    for (const form of [verifyKey, verifyKey.publicKey, cryptoKey]) {
      const found = await verify('message', jws, async () => form);
      expect(found).toEqual({ body, hash: messageHash(jws), kid: signingKey.kid });
    }
  });

  test('no change of one character anywhere is accepted', async () => {
    const jws = await sign('message', body, signingKey);
    const change = fc.tuple(fc.nat({ max: jws.length - 1 }), fc.constantFrom(...'AZaz09-_.'));
    await fc.assert(
      fc.asyncProperty(change, async ([at, by]) => {
        fc.pre(jws[at] !== by);
        const altered = jws.slice(0, at) + by + jws.slice(at + 1);
        await expect(verify('message', altered, () => verifyKey)).rejects.toMatchObject({ name: 'ProtocolError' });
      }),
    );
  });

  test('a resolver that hands back another key than the one named is not believed', async () => {
    const jws = await sign('message', body, signingKey);
    const other = importVerifyKey(publicPart(generateP256()));
    await expect(verify('message', jws, () => other)).rejects.toMatchObject({ code: 'unknown-key' });
    await expect(verify('message', jws, () => null)).rejects.toMatchObject({ code: 'unknown-key' });
  });

  test('audience: any of several recipients, and nobody else', async () => {
    const jws = await sign('message', body, signingKey);
    expect(recipientsOf((await verify('message', jws, () => verifyKey, { audience: 'CA' })).body)).toEqual([
      'NL',
      'CA',
    ]);
    await expect(verify('message', jws, () => verifyKey, { audience: 'US' })).rejects.toMatchObject({
      code: 'wrong-audience',
    });
  });

  test('what nobody would accept is not signed', async () => {
    await expect(sign('message', { ...body, id: body.id.replace('US', 'NL') }, signingKey)).rejects.toMatchObject({
      code: 'bad-id',
    });
    await expect(sign('message', { ...body, iat: 1.5 }, signingKey)).rejects.toMatchObject({ code: 'malformed' });
    await expect(sign('message', { ...body, text: 'a'.repeat(1024 * 1024) }, signingKey)).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});

describe('encryption', () => {
  test('jose opens what we seal', async () => {
    const jwe = await encryptTo('a text', publicPart(jwk));
    const found = await jose.compactDecrypt(jwe, await jose.importJWK({ ...jwk }, 'ECDH-ES'));
    expect(fromUtf8(found.plaintext)).toBe('a text');
    expect(found.protectedHeader).toMatchObject({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      kid: encryptionKey.kid,
      cty: 'jose',
    });
  });

  test('we open what jose seals', async () => {
    const key = await jose.importJWK({ ...publicPart(jwk) }, 'ECDH-ES');
    const jwe = await new jose.CompactEncrypt(utf8('a text'))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: encryptionKey.kid, cty: 'jose' })
      .encrypt(key);
    const found = await decrypt(jwe, held);
    expect({ ...found, plaintext: fromUtf8(found.plaintext) }).toEqual({
      plaintext: 'a text',
      kid: encryptionKey.kid,
      cty: 'jose',
    });
  });

  test('any bytes come back as they were; twice sealed is never the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        const [one, two] = [await encryptTo(bytes, encryptionKey), await encryptTo(bytes, encryptionKey)];
        expect(one).not.toBe(two);
        expect(toBase64Url((await decrypt(one, held)).plaintext)).toBe(toBase64Url(bytes));
      }),
      { numRuns: 25 },
    );
  });

  test('says whose it is before opening, and refuses without the private half', async () => {
    const jwe = await encryptTo('a text', encryptionKey);
    expect(recipientKid(jwe)).toBe(encryptionKey.kid);
    const publicOnly = importEncryptionKey(publicPart(jwk));
    await expect(decrypt(jwe, new Map([[publicOnly.kid, publicOnly]]))).rejects.toMatchObject({ code: 'unknown-key' });
  });

  test('the largest message fits after encryption', async () => {
    const jwe = await encryptTo('a'.repeat(1024 * 1024), encryptionKey);
    expect((await decrypt(jwe, held)).plaintext).toHaveLength(1024 * 1024);
  });
});

describe('keys', () => {
  test.each([
    ['another curve', { ...publicPart(jwk), crv: 'P-384' }],
    ['another kind', { ...publicPart(jwk), kty: 'OKP' }],
    ['a point off the curve', { ...publicPart(jwk), y: jwk.x }],
    ['a short coordinate', { ...publicPart(jwk), x: 'AAAA' }],
    ['nothing', {}],
  ])('refuses %s', (_, input) => {
    expect(() => importVerifyKey(input)).toThrow(expect.objectContaining({ code: 'bad-key' }));
    expect(() => importEncryptionKey(input)).toThrow(expect.objectContaining({ code: 'bad-key' }));
  });

  test('refuses a private part that is not of the public one', () => {
    const mixed = { ...jwk, d: generateP256().d };
    expect(() => importSigningKey(mixed)).toThrow(expect.objectContaining({ code: 'bad-key' }));
    expect(() => importSigningKey(publicPart(jwk))).toThrow(expect.objectContaining({ code: 'bad-key' }));
  });

  test('the thumbprint does not see what else is in the JWK', () => {
    expect(thumbprint({ ...jwk, use: 'sig', kid: 'x' })).toBe(thumbprint(publicPart(jwk)));
  });

  test('a public part carries no secret', () => {
    expect(Object.keys(publicPart(jwk)).sort()).toEqual(['crv', 'kty', 'x', 'y']);
    expect(createPublicKey({ key: { ...publicPart(jwk) }, format: 'jwk' })).toBeInstanceOf(KeyObject);
  });
});
