import type { Handling } from '../platform/index.ts';
import type { Handling as WireHandling } from '../protocol/index.ts';

/** On the wire the owner's terms say whether the owner must be asked before anything is passed on; the rest is the receiver's own rule. */
export function wireHandling(handling: Handling): WireHandling {
  return {
    purpose: handling.purpose,
    noOnward: handling.onward !== 'yes',
    ...(handling.expires === undefined ? {} : { expires: handling.expires }),
  };
}

export function fromWireHandling(handling: WireHandling | undefined): Handling | null {
  if (!handling) return null;
  return {
    purpose: handling.purpose,
    onward: handling.noOnward ? 'with-consent' : 'yes',
    ...(handling.expires === undefined ? {} : { expires: handling.expires }),
  };
}
