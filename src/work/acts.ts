import type { ActCatalogue } from '../platform/index.ts';
import { ESCALATION } from './settle-escalation.ts';

export const ALARM = 'conservation-alarm';

export const acts: ActCatalogue = {
  'work.opened': {},
  'work.closed': {},
  'work.claimed': {},
  'work.released': {},
  'work.taken-over': {},
  'work.skipped': {},
  'work.snoozed': {},
  'work.woken': {},
  'work.reassigned': {},
  'work.escalated': { item: ESCALATION, flow: 'received' },
  'work.escalation-settled': { item: ESCALATION, flow: 'finished' },
  'work.viewed': {},
  'work.item-viewed': {},
};

export const conservationActs: ActCatalogue = {
  'conservation.ran': {},
  'conservation.asked': {},
  'conservation.viewed': {},
  'conservation.alarmed': { item: ALARM, flow: 'received' },
  'conservation.cleared': { item: ALARM, flow: 'finished' },
};
