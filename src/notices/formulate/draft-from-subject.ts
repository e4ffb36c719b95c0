import { notFound, type Tx } from '../../platform/index.ts';
import type { DRAFT_COLOURS } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { draftNotice } from '../draft-notice.ts';
import { formFromSubject } from './form-from-subject.ts';

/**
 * Starts a notice from what a case knows of its subject. A victim's sealed name stays sealed: who may, adds it by hand.
 * @returns the notice's id
 * @throws AppError `not-found` when there is no such subject for this scope
 */
export async function draftFromSubject(
  deps: NoticesDeps,
  tx: Tx,
  input: { subject: string; colour: (typeof DRAFT_COLOURS)[number] },
): Promise<string> {
  const subject = await deps.cases.subject(tx, input.subject);
  if (!subject) throw notFound('subject');
  const about = await deps.cases.case(tx, subject.caseId);
  if (!about) throw notFound('case');
  return draftNotice(deps, tx, {
    form: formFromSubject(input.colour, subject, about),
    caseId: about.id,
    distribution: { to: 'all', withhold: [] },
  });
}
