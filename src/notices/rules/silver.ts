import type { SilverForm } from '../contract.ts';
import { allStated, missing, type Rule, stated } from './rule.ts';

const PILOT = 'INTERPOL release via menafn; ngm.com.au; etvbharat';

export const silverRules: readonly Rule<SilverForm>[] = [
  {
    id: 'silver.pilot',
    article: 'pilot 2025',
    severity: 'blocking',
    basis: 'verified',
    source: PILOT,
    looks: ['/inPilot'],
    test: (form) => (form.inPilot ? stated('/inPilot') : missing('/inPilot', 'inPilot')),
  },
  {
    id: 'silver.assets',
    article: 'pilot 2025',
    severity: 'blocking',
    basis: 'verified',
    source: PILOT,
    looks: ['/assets'],
    test: (form) => allStated('/assets', { assets: form.assets }),
  },
  {
    id: 'silver.purpose',
    article: 'pilot 2025',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/assetRequest/sought'],
    test: (form) => allStated('/assetRequest/sought', { sought: form.assetRequest?.sought }),
  },
  {
    id: 'silver.investigation',
    article: 'pilot 2025',
    severity: 'blocking',
    basis: 'unverified',
    source: 'background',
    looks: ['/assetRequest/authority', '/assetRequest/number', '/facts/summary'],
    test: (form) =>
      allStated('/assetRequest', {
        authority: form.assetRequest?.authority,
        number: form.assetRequest?.number,
        summary: form.facts?.summary,
      }),
  },
];
