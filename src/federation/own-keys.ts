import type { BureauKeys, Clock } from '../platform/index.ts';
import {
  type EncryptionKey,
  fromBase64Url,
  importEncryptionKey,
  importSigningKey,
  type NoteVerifier,
  parseNoteVerifier,
  sha256,
  toBase64,
  toHex,
  utf8,
} from '../protocol/index.ts';
import type { Context, OwnKeys } from './context.ts';

/** Imports the bureau's private keys. Throws ProtocolError `bad-key`. */
export function importOwnKeys(keys: BureauKeys, clock: Clock): OwnKeys {
  const current = importEncryptionKey(keys.encryption);
  const previous = new Map(
    keys.previousEncryption.map((old): [string, { key: EncryptionKey; until: number }] => {
      const key = importEncryptionKey(old.jwk);
      return [key.kid, { key, until: old.until }];
    }),
  );
  return {
    signing: importSigningKey(keys.signing),
    decryption: {
      get(kid) {
        if (kid === current.kid) return current;
        const old = previous.get(kid);
        return old && old.until > clock.now() ? old.key : undefined;
      },
    },
  };
}

/** A bureau's Ed25519 log key (public JWK) as a verifier of its signed notes. Throws ProtocolError `malformed`. */
export function logVerifier(origin: string, jwk: object): NoteVerifier {
  const raw = fromBase64Url(String((jwk as { x?: unknown }).x));
  // C2SP signed-note: key type 1 (Ed25519) before the key; the id is the first four bytes of the hash over name and key.
  const key = Uint8Array.of(1, ...raw);
  const id = toHex(sha256(utf8(`${origin}\n`), key)).slice(0, 8);
  return parseNoteVerifier(`${origin}+${id}+${toBase64(key)}`);
}

/** A peer's encryption key, imported once. Throws ProtocolError `bad-key`. */
export function recipientKey(ctx: Context, key: { readonly kid: string; readonly jwk: object }): EncryptionKey {
  return ctx.encryptionKeys.get(key.kid, () => importEncryptionKey({ ...key.jwk }));
}
