import type { BureauCode } from '../protocol/index.ts';
import type { Distribution } from './contract.ts';

/** Who may fetch the body: the owner always, whatever the distribution says. */
export function audienceOf(distribution: Distribution, owner: BureauCode) {
  const audience = distribution.to === 'all' ? ('all' as const) : [...new Set([...distribution.to, owner])];
  return { audience, withhold: distribution.withhold.filter((code) => code !== owner) };
}

/**
 * True when a bureau that has the notice under `before` would hear no more of it under `after`: neither of a change nor of
 * its end. The way to take a notice from a bureau is to end it and to issue another.
 */
export function isNarrower(before: Distribution, after: Distribution, owner: BureauCode): boolean {
  const [old, next] = [audienceOf(before, owner), audienceOf(after, owner)];
  const hadIt = (code: BureauCode): boolean =>
    (old.audience === 'all' || old.audience.includes(code)) && !old.withhold.includes(code);
  if (next.withhold.some(hadIt)) return true;
  if (next.audience === 'all') return false;
  const { audience } = next;
  return old.audience === 'all' || old.audience.some((code) => hadIt(code) && !audience.includes(code));
}
