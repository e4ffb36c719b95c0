import type { NoticeForm } from '../contract.ts';

/** Matters in which the missing person was, or may have been, abused. */
const ABUSE = new Set([
  'rape',
  'csam',
  'child-abuse',
  'human-trafficking',
  'child-smuggling',
  'sex-tourism',
  'sexual-offence-against-child',
]);

/**
 * Why a form can never be public, whoever agrees; null when it can. Asked when it is made public, and again of every version in
 * force: an amendment that says more takes it out.
 */
export function neverPublic(form: NoticeForm): string | null {
  if (form.colour !== 'red' && form.colour !== 'yellow') return 'notice.public.colour';
  if (form.status === 'victim') return 'notice.public.abuse-victim';
  if (form.colour === 'yellow' && form.offence !== undefined && ABUSE.has(form.offence)) {
    return 'notice.public.abuse-victim';
  }
  return null;
}
