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

/** Whether the bureau may fetch the body under this distribution. */
export function reaches(distribution: Distribution, bureau: BureauCode, owner: BureauCode): boolean {
  const { audience, withhold } = audienceOf(distribution, owner);
  return (audience === 'all' || audience.includes(bureau)) && !withhold.includes(bureau);
}

/** The same with these bureaus in it too. */
export function widened(distribution: Distribution, add: readonly BureauCode[]): Distribution {
  const withhold = distribution.withhold.filter((code) => !add.includes(code));
  return { to: distribution.to === 'all' ? 'all' : [...new Set([...distribution.to, ...add])], withhold };
}
