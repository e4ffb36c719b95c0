import type { DemoSeed } from './seed.ts';
import type { Stage } from './stage.ts';

interface Finding {
  readonly id: string;
  readonly result: string;
}
interface Review {
  readonly id: string;
  readonly version: number;
  readonly notice: string;
  readonly report: { readonly findings: readonly Finding[] } | null;
}

/** A missing child and a warning, both in force at every bureau of the demo. */
export const noticesSeed: DemoSeed = {
  name: 'notices',
  async run(stage) {
    const forms = await stage.data<{ yellow: object; green: object }>('notices.json');
    await publish(stage, forms.yellow, 'life-at-risk', stage.ids.get('us.missing'));
    await publish(stage, forms.green, 'routine');
  },
};

/** An analyst drafts, a supervisor submits, a reviewer at Lyon who is of neither country passes it. */
async function publish(stage: Stage, form: object, urgency: string, caseId?: string): Promise<void> {
  const abara = await stage.as('US', 'abara');
  const draft = await abara.post<{ id: string; version: number }>('/api/notices', {
    form,
    ...(caseId === undefined ? {} : { caseId }),
  });
  const delacroix = await stage.as('US', 'delacroix');
  await delacroix.post(`/api/notices/${draft.id}/submit`, { version: draft.version, urgency });
  const moreau = await stage.as('IPSG', 'moreau');
  const review = await stage.until('the notice in review', async () => {
    const { items } = await moreau.get<{ items: Review[] }>('/api/reviews');
    return items.find((one) => one.notice === draft.id);
  });
  await moreau.post(`/api/reviews/${review.id}/take`, { version: review.version, nationalities: ['FR'] });
  const taken = await moreau.get<Review>(`/api/reviews/${review.id}`);
  const judged = (taken.report?.findings ?? []).filter(({ result }) => result === 'judge').map(({ id }) => id);
  await moreau.post(`/api/reviews/${review.id}/decide`, {
    version: taken.version,
    decision: 'pass',
    judged,
    reason: 'The conditions are met.',
  });
}
