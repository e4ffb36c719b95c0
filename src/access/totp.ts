import { Secret, TOTP } from 'otpauth';
import type { RandomBytes } from '../platform/index.ts';

const PERIOD_S = 30;

/** 160 bits, base32: what RFC 4226 asks for and authenticators take. */
export function newTotpSecret(random: RandomBytes): string {
  const bytes = Uint8Array.from(random(20));
  return new Secret({ buffer: bytes.buffer }).base32;
}

/** True for base32 of at least 128 bits (RFC 4226, R6). */
export function isTotpSecret(text: string): boolean {
  return /^[A-Z2-7]{26,128}$/.test(text);
}

/** RFC 6238: SHA-1, six digits, 30 s. `at` is UTC ms. */
export function totpCode(secret: string, at: number): string {
  return TOTP.generate({
    secret: Secret.fromBase32(secret),
    period: PERIOD_S,
    digits: 6,
    algorithm: 'SHA1',
    timestamp: at,
  });
}

/** The time step a code belongs to, one step of drift either way; null when it fits none. The caller lets no step be used twice. */
export function totpStep(secret: string, code: string, at: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    period: PERIOD_S,
    digits: 6,
    algorithm: 'SHA1',
    timestamp: at,
    window: 1,
  });
  return delta === null ? null : TOTP.counter({ period: PERIOD_S, timestamp: at }) + delta;
}
