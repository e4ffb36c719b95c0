import { AppError } from '../errors.ts';

const ADDRESSES = 20_000;

/** So many calls a minute from one address, and as many at once. Memory is bounded by the addresses remembered. */
export class Rate {
  readonly #code: string;
  readonly #seen = new Map<string, { left: number; at: number }>();

  /** @param code what a refusal says; its parameter is `perMinute` */
  constructor(code: string) {
    this.#code = code;
  }

  /** @throws AppError `rate-limited` */
  take(address: string, perMinute: number, now: number): void {
    const known = this.#seen.get(address) ?? { left: perMinute, at: now };
    this.#seen.delete(address);
    const left = Math.min(perMinute, known.left + ((now - known.at) * perMinute) / 60_000);
    this.#seen.set(address, { left: left < 1 ? left : left - 1, at: now });
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= ADDRESSES) break;
      this.#seen.delete(oldest);
    }
    if (left >= 1) return;
    throw new AppError('rate-limited', 'too many calls from one address', {
      errors: [{ pointer: '', code: this.#code, params: { perMinute } }],
      retryAfterSeconds: Math.max(1, Math.ceil(((1 - left) * 60) / perMinute)),
    });
  }
}
