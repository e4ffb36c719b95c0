import type { NoticeForm } from '../contract.ts';
import { forReviewer, missing, type Rule, stated } from './rule.ts';

const FITTING: Record<NoticeForm['colour'], readonly string[]> = {
  red: ['charged', 'convicted', 'suspect'],
  blue: ['convicted', 'charged', 'suspect', 'witness', 'victim'],
  green: ['convicted', 'charged', 'suspect', 'possible-threat'],
  yellow: ['missing', 'victim', 'unable-to-identify-self'],
};

/** Asked of every notice, whatever its colour. */
export const commonRules: readonly Rule[] = [
  {
    id: 'all.human-rights',
    article: '2 (Constitution)',
    severity: 'judge',
    basis: 'verified',
    source: 'friedman.legal',
    test: () => forReviewer('/facts'),
  },
  {
    id: 'all.neutrality',
    article: '3 (Constitution)',
    severity: 'judge',
    basis: 'verified',
    source: 'friedman.legal',
    test: (form) =>
      form.neutral === false
        ? { result: 'fail', found: 'rule.found.not-neutral', where: '/neutral' }
        : forReviewer('/neutral'),
  },
  {
    id: 'all.status',
    article: '44',
    severity: 'blocking',
    basis: 'verified',
    source: 'extraditions.info',
    test(form) {
      if (!form.status) return missing('/status', 'status');
      if (FITTING[form.colour].includes(form.status)) return stated('/status');
      return {
        result: 'fail',
        found: 'rule.found.status-not-fitting',
        where: '/status',
        params: { status: form.status },
      };
    },
  },
  {
    id: 'all.refugee',
    article: 'GA-2017-86-RES-09',
    severity: 'judge',
    basis: 'verified',
    source: 'interpol.int, refugee resolution',
    test: (form) =>
      form.refugee === undefined || form.refugee === 'none-known'
        ? forReviewer('/refugee')
        : { result: 'judge', found: 'rule.found.refugee', where: '/refugee', params: { status: form.refugee } },
  },
];
