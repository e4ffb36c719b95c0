import { must, type Story } from '../story.ts';
import { draftAndSubmit, everywhere, noticeAt, reviewAndPass } from './notice-steps.ts';
import type { NoticeDetail } from './notice-types.ts';

/** The picture trail leads to a co-offender who fled: a Red, submitted, reviewed by two, issued, distributed. */
export async function redNotice(story: Story): Promise<void> {
  story.chapter('A co-offender has fled: a Red Notice');
  await story.day('2025-11-05T15:00:00Z');
  const form = await story.json<object>('notice-red.json');
  const analyst = await story.as('US', 'abara');
  await analyst.post(`/api/cases/${story.id('us.case')}/subjects`, {
    role: 'suspect',
    particulars: {
      names: [{ kind: 'birth', family: 'Pellworth', given: 'Corvin Alder' }],
      sex: 'M',
      birth: { date: '1981-07-19', precision: 'exact' },
      nationalities: ['US'],
      documents: [{ type: 'passport', number: 'X00417733', country: 'US' }],
    },
  });
  const draft = await analyst.post<NoticeDetail>('/api/notices', { form, caseId: story.id('us.case') });
  await analyst.post(`/api/notices/${draft.id}/submit`, { version: draft.version }).then(
    () => must(false, 'nobody submits their own draft'),
    () => undefined,
  );
  const discard = await noticeAt(story, 'US', 'abara', draft.id);
  await (await story.as('US', 'delacroix')).post(`/api/notices/${draft.id}/withdraw`, {
    version: discard.version,
    reason: 'Drafted twice',
  });

  const id = await draftAndSubmit(story, form, story.id('us.case'), 'urgent');
  story.ids.set('red', id);
  story.tell(
    'US',
    'Abara, analyst; Delacroix, supervisor',
    'draft the Red for the co-offender charged in Massachusetts; who wrote it may not submit it, so the supervisor does.',
  );

  await reviewAndPass(story, id, 'moreau', 'FR');
  const half = await noticeAt(story, 'US', 'delacroix', id);
  must(half.state !== 'issued', 'one reviewer does not issue a Red');
  await reviewAndPass(story, id, 'haddad', 'TN');
  await story.day('2025-11-06T11:00:00Z');
  const issued = await story.until('the Red is issued', async () => {
    const view = await noticeAt(story, 'US', 'delacroix', id);
    return view.state === 'issued' && view;
  });
  const spread = await everywhere(story, id);
  const count = spread.holders.filter((h) => h.state === 'delivered').length;
  story.tell(
    'IPSG',
    'Moreau and Haddad, reviewers',
    `pass it, one after the other: Red Notice ${issued.number} is issued, and ${count} connected bureaus hold it.`,
  );
  await story.takeCheckpoints();
}
