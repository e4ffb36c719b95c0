import type { Tx } from '../platform/index.ts';
import { type PublicJwk, thumbprint } from '../protocol/index.ts';
import type { KeyStatementBody } from './contract.ts';
import { logKid } from './key-statement.ts';
import type { LogJwk } from './types.ts';

export type KeyUse = 'signing' | 'encryption' | 'recovery' | 'log';

export interface StoredKey {
  readonly use: KeyUse;
  readonly kid: string;
  readonly jwk: PublicJwk | LogJwk;
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly revokedAt: number | null;
}

/** What a bureau signed before it changed its key may still be on its way. */
export const OVERLAP_MS = 24 * 3_600_000;

export async function readKeys(tx: Tx, bureau: string): Promise<StoredKey[]> {
  const rows = await tx.query<{
    use: KeyUse;
    kid: string;
    jwk: PublicJwk | LogJwk;
    valid_from: number;
    valid_to: number | null;
    revoked_at: number | null;
  }>('SELECT use, kid, jwk, valid_from, valid_to, revoked_at FROM bureau_key WHERE bureau = $1', [bureau]);
  return rows.map((row) => ({
    use: row.use,
    kid: row.kid,
    jwk: row.jwk,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    revokedAt: row.revoked_at,
  }));
}

export function isP256(jwk: PublicJwk | LogJwk): jwk is PublicJwk {
  return jwk.kty === 'EC';
}

/** Makes the statement's keys the ones in force at `from`; the ones before end after the overlap. */
export async function installKeys(tx: Tx, bureau: string, statement: KeyStatementBody, from: number): Promise<void> {
  const { signing, encryption, recovery, log } = statement.keys;
  const wanted: [KeyUse, string, PublicJwk | LogJwk][] = [
    ['signing', thumbprint(signing), signing],
    ['encryption', thumbprint(encryption), encryption],
    ['recovery', thumbprint(recovery), recovery],
    ['log', logKid(log), log],
  ];
  for (const [use, kid, jwk] of wanted) {
    await tx.query(
      'UPDATE bureau_key SET valid_to = $4 WHERE bureau = $1 AND use = $2 AND kid <> $3 AND valid_to IS NULL AND revoked_at IS NULL',
      [bureau, use, kid, use === 'signing' ? from + OVERLAP_MS : from],
    );
    await tx.query(
      `INSERT INTO bureau_key (bureau, use, kid, jwk, valid_from) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (bureau, use, kid) DO UPDATE SET valid_to = NULL`,
      [bureau, use, kid, JSON.stringify(jwk), from],
    );
  }
}

/** Every id a statement would put in force. */
export function kidsOf(statement: KeyStatementBody): string[] {
  const { signing, encryption, recovery, log } = statement.keys;
  return [thumbprint(signing), thumbprint(encryption), thumbprint(recovery), logKid(log)];
}
