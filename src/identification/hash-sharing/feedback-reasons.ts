import { FINGERPRINT_TYPES } from '../contract.ts';
import type { Reason } from './wire.ts';

/** Why a partner may say no to a fingerprint shared from here. The ids are this bureau's own and do not change. */
const REASONS = [
  { guid: '5f0e3c52-4d1b-4a5e-9a51-0b7a6f3f5a01', name: 'The fingerprint matches other content' },
  { guid: '5f0e3c52-4d1b-4a5e-9a51-0b7a6f3f5a02', name: 'The content is not what the list is of' },
  { guid: '5f0e3c52-4d1b-4a5e-9a51-0b7a6f3f5a03', name: 'The classification is another' },
  { guid: '5f0e3c52-4d1b-4a5e-9a51-0b7a6f3f5a04', name: 'The fingerprint is malformed' },
] as const;

/** Of a type; empty for one that is not known. */
export function reasonsOf(type: string): Reason[] {
  return (FINGERPRINT_TYPES as readonly string[]).includes(type) ? REASONS.map((reason) => ({ ...reason, type })) : [];
}

export const reasonName = (guid: string): string => REASONS.find((reason) => reason.guid === guid)?.name ?? guid;
