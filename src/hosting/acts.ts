import type { ActCatalogue } from '../platform/index.ts';

/** Items: a list until each of its addresses was looked at by a person; a referral until it was answered. */
export const hostingActs: ActCatalogue = {
  'hosting.list-submitted': { item: 'hosting-list', flow: 'received' },
  'hosting.list-checked': {},
  'hosting.list-closed': { item: 'hosting-list', flow: 'finished' },
  'hosting.list-left': { item: 'hosting-list', flow: 'refused' },
  'hosting.checked': {},
  'hosting.moved': {},
  'hosting.recheck-asked': {},
  'hosting.confirmed': {},
  'hosting.reported': {},
  'hosting.referred': { item: 'hosting-referral', flow: 'received' },
  'hosting.referral-delivered': {},
  'hosting.referral-not-delivered': {},
  'hosting.referral-decided': {},
  'hosting.referral-taken': {},
  'hosting.referral-refused': { item: 'hosting-referral', flow: 'refused' },
  'hosting.referral-closed': { item: 'hosting-referral', flow: 'finished' },
  'hosting.incoming-received': { item: 'hosting-incoming', flow: 'received' },
  'hosting.incoming-taken': {},
  'hosting.incoming-refused': { item: 'hosting-incoming', flow: 'refused' },
  'hosting.incoming-closed': { item: 'hosting-incoming', flow: 'finished' },
  'hosting.listed': {},
  'hosting.viewed': {},
  'hosting.evidence-exported': {},
};
