import type { NoticeForm } from '../contract.ts';
import { forReviewer, missing, notApplicable, type Rule, stated } from './rule.ts';

/** `null`: the colour need not be about a person. */
const FITTING: Record<NoticeForm['colour'], readonly string[] | null> = {
  red: ['charged', 'convicted', 'suspect'],
  blue: ['convicted', 'charged', 'suspect', 'witness', 'victim'],
  green: ['convicted', 'charged', 'suspect', 'possible-threat'],
  yellow: ['missing', 'victim', 'unable-to-identify-self'],
  black: null,
  orange: null,
  purple: null,
  silver: ['convicted', 'charged', 'suspect'],
  un: null,
};

/** Asked of every notice, whatever its colour. */
export const commonRules: readonly Rule[] = [
  {
    id: 'all.human-rights',
    article: '2 (Constitution)',
    severity: 'judge',
    basis: 'verified',
    source: 'friedman.legal',
    looks: ['/facts/summary'],
    test: () => forReviewer('/facts'),
  },
  {
    id: 'all.neutrality',
    article: '3 (Constitution)',
    severity: 'judge',
    basis: 'verified',
    source: 'friedman.legal',
    looks: ['/neutral', '/facts/summary'],
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
    looks: ['/status'],
    test(form) {
      const fitting = FITTING[form.colour];
      if (fitting === null) return notApplicable('/status');
      if (!form.status) return missing('/status', 'status');
      if (fitting.includes(form.status)) return stated('/status');
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
    looks: ['/refugee'],
    test: (form) =>
      form.refugee === undefined || form.refugee === 'none-known'
        ? forReviewer('/refugee')
        : { result: 'judge', found: 'rule.found.refugee', where: '/refugee', params: { status: form.refugee } },
  },
];
