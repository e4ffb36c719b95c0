import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../platform/index.ts';

/** scrypt (RFC 7914) as OWASP's cheat sheet sets it for interactive sign-in: 32 MiB, about 60 ms. */
const COST = { logN: 15, r: 8, p: 1 } as const;

/** `scrypt$logN$r$p$salt$hash`: the parameters lie with the hash, so raising them later breaks no password. */
export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
  const salt = random(16);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.logN, COST.r, COST.p, base64(salt), base64(hash)].join('$');
}

/** A hash of nothing that anyone knows: checked when the name is unknown, so that the work is the same. */
const nobody = ['scrypt', COST.logN, COST.r, COST.p, base64(randomBytes(16)), base64(randomBytes(32))].join('$');

/** Same time whether the person exists or not. `stored` null: no such person, always false. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, logN, r, p, salt, hash] = (stored ?? nobody).split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) throw new Error('password hash: unknown scheme');
  const expected = Buffer.from(hash, 'base64url');
  const found = await derive(password, Buffer.from(salt, 'base64url'), {
    logN: Number(logN),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(expected, found) && stored !== null;
}

function derive(password: string, salt: Uint8Array, cost: { logN: number; r: number; p: number }): Promise<Buffer> {
  const N = 2 ** cost.logN;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, { N, r: cost.r, p: cost.p, maxmem: 256 * N * cost.r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
