import { Rate } from '../../platform/index.ts';

/** So many calls a minute from one address to the doors that need no account. */
export interface GuestRate {
  /** @throws AppError `rate-limited` */
  take(address: string, now: number): void;
}

export function guestRate(perMinute: number): GuestRate {
  const rate = new Rate('public-request.rate');
  return { take: (address, now) => rate.take(address, perMinute, now) };
}
