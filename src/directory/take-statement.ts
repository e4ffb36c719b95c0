import { notFound, type Tx } from '../platform/index.ts';
import type { BureauCode, PublicJwk } from '../protocol/index.ts';
import type { KeyStatementBody } from './contract.ts';
import type { DirectoryDeps } from './deps.ts';
import { peekStatement, readStatement } from './key-statement.ts';
import { installKeys, isP256, kidsOf, readKeys, type StoredKey } from './key-store.ts';
import type { BureauStatus } from './types.ts';

/** What a statement turned out to be against what is pinned. */
export type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'proven'; readonly body: KeyStatementBody }
  | { readonly kind: 'not-proven'; readonly code: string };

export interface Pinned {
  readonly serial: number;
  readonly statement: string | null;
  readonly status: BureauStatus;
  readonly keys: readonly StoredKey[];
}

/** A row to hold keys, named by its code until the shipped list names it. */
export async function ensureBureau(tx: Tx, code: BureauCode): Promise<void> {
  await tx.query('INSERT INTO bureau (code, names, updated_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    code,
    JSON.stringify({ en: code, fr: code, es: code, ar: code }),
    tx.now,
  ]);
}

/** The bureau's row, locked: two changes of one bureau follow each other. */
export async function lockBureau(tx: Tx, code: BureauCode): Promise<Pinned> {
  const [row] = await tx.query<{ serial: number; statement: string | null; status: BureauStatus }>(
    'SELECT serial, statement, status FROM bureau WHERE code = $1 FOR UPDATE',
    [code],
  );
  if (!row) throw notFound('bureau');
  return { ...row, keys: await readKeys(tx, code) };
}

/**
 * Judges a bureau's statement. The first one must be signed by the key it names, a later one by the signing or recovery
 * key that is in force; serials only rise, and a revoked key never comes back.
 */
export async function judgeStatement(pinned: Pinned, code: BureauCode, text: string): Promise<Verdict> {
  if (text === pinned.statement) return { kind: 'same' };
  const claimed = peekStatement(text);
  if (claimed.from !== code) return { kind: 'not-proven', code: 'key.other-bureau' };
  const read = await readStatement(text, pinned.serial === 0 ? [claimed.keys.signing] : vouchersOf(pinned.keys));
  if (read === null) return { kind: 'not-proven', code: 'key.not-proven' };
  if (read.body.serial <= pinned.serial) return { kind: 'not-proven', code: 'key.serial-behind' };
  if (bringsBackRevoked(pinned.keys, read.body)) return { kind: 'not-proven', code: 'key.revoked-again' };
  return { kind: 'proven', body: read.body };
}

function vouchersOf(keys: readonly StoredKey[]): PublicJwk[] {
  return keys
    .filter(
      (key) => (key.use === 'signing' || key.use === 'recovery') && key.validTo === null && key.revokedAt === null,
    )
    .map((key) => key.jwk)
    .filter(isP256);
}

export function bringsBackRevoked(keys: readonly StoredKey[], body: KeyStatementBody): boolean {
  const revoked = new Set(keys.filter((key) => key.revokedAt !== null).map((key) => key.kid));
  return kidsOf(body).some((kid) => revoked.has(kid));
}

/** Puts a statement in force. `from`: when its keys begin, UTC ms. */
export async function putInForce(
  deps: DirectoryDeps,
  tx: Tx,
  change: { code: BureauCode; text: string; body: KeyStatementBody; status: BureauStatus; from: number },
): Promise<void> {
  const { code, text, body, status, from } = change;
  await tx.query(
    `UPDATE bureau SET serial = greatest(serial, $2), statement = $3, status = $4, endpoint = $5, updated_at = $6
     WHERE code = $1`,
    [code, body.serial, text, status, body.endpoint, tx.now],
  );
  await installKeys(tx, code, body, from);
  deps.cache.forget(tx, code);
  deps.audit.record(tx, {
    act: 'directory.keys-changed',
    entity: { kind: 'bureau', id: code },
    body: { serial: body.serial, status, endpoint: body.endpoint, kids: kidsOf(body) },
  });
}
