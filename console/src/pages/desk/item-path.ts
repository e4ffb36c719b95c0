import type { DeskItem } from '../../../../src/desk/contract.ts';
import { refPath } from '../../components/ref-path.ts';

/** Pages of what the desk itself owes. */
const OWN: Readonly<Record<string, string>> = {
  'conservation-alarm': '/conservation',
  'watch-handover': '/watch',
  'alert-channel': '/alerts?show=deliveries',
};

/** Where an item is worked on; null when it has no page. */
export function itemPath({ ref, about }: Pick<DeskItem, 'ref' | 'about'>): string | null {
  return OWN[ref.kind] ?? refPath(ref, about);
}
