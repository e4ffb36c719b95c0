import {
  encryptTo,
  importSigningKey,
  type JsonObject,
  type PublicJwk,
  signSync,
  toBase64Url,
  utf8,
} from '../src/protocol/index.ts';
import type { TestKeys } from './test-keys.ts';

const now = 1_780_000_000_000;
const uuid = '019e7083-3c00-7a10-8b20-c0ffee000002';

const message: JsonObject = {
  v: 1,
  id: `US:message:${uuid}`,
  from: 'US',
  to: ['NL'],
  iat: now,
  kind: 'correspondence.message',
  body: { text: 'Is the maker of this toy known to you?' },
};

/** What the inbox of NL refuses before anything takes effect. */
export async function inboxInvalid(keys: TestKeys) {
  const sender = importSigningKey(keys.p256.sender.private);
  const other = importSigningKey(keys.p256.other.private);
  const recipient = keys.p256.recipient.public;
  const good = signSync('message', message, sender);
  const [head = '', payload = '', signature = ''] = good.split('.');
  const altered = Buffer.from(payload, 'base64url').toString().replace('toy', 'car');
  const cases: JsonObject[] = [];
  async function add(
    name: string,
    jws: string,
    code: string,
    { to = recipient, cty = 'jose', keyState = 'active' }: { to?: PublicJwk; cty?: string; keyState?: string } = {},
  ): Promise<void> {
    cases.push({ name, jwe: await encryptTo(jws, to, cty), code, keyState });
  }
  await add('altered body', `${head}.${toBase64Url(utf8(altered))}.${signature}`, 'bad-signature');
  await add('stripped signature', `${head}.${payload}.`, 'bad-signature');
  await add('signature and its dot stripped', `${head}.${payload}`, 'malformed');
  await add('forged sender: a key that is not of the bureau it names', signSync('message', message, other), 'bad-key');
  await add(
    'forged sender: a bureau signs in the name of another',
    signSync('message', { ...message, from: 'CA', id: `CA:message:${uuid}` }, sender),
    'bad-key',
  );
  await add(
    'id of another bureau than the sender',
    `${head}.${toBase64Url(utf8(Buffer.from(payload, 'base64url').toString().replace('US:message', 'CA:message')))}.${signature}`,
    'bad-signature',
  );
  await add('wrong audience', signSync('message', { ...message, to: ['CA'] }, sender), 'wrong-audience');
  await add('a receipt passed off as a message', signSync('receipt', message, sender), 'wrong-type');
  await add('signed in the future', signSync('message', { ...message, iat: now + 3_600_000 }, sender), 'not-yet-valid');
  await add('no kind', signSync('message', { ...message, kind: '' }, sender), 'malformed');
  await add('a field that no version has', signSync('message', { ...message, cc: 'CA' }, sender), 'malformed');
  await add('a body that is a list', signSync('message', { ...message, body: [] }, sender), 'malformed');
  await add('a version that nobody speaks', signSync('message', { ...message, v: 99 }, sender), 'malformed');
  await add('encrypted to a key that is not held', good, 'unknown-key', { to: keys.p256.stranger.public });
  await add('bytes instead of a signed body', good, 'wrong-type', { cty: 'octet-stream' });
  await add('expired key', good, 'key-expired', { keyState: 'expired' });
  await add('revoked key', good, 'key-revoked', { keyState: 'revoked' });
  return {
    suite: 'inbox',
    about:
      'Received by NL at `now`, which holds the test key `recipient`. Its directory knows one signing key: `sender`, of US, in the state `keyState`. code: why it is refused.',
    now,
    cases,
  };
}
