import { must, type Story } from '../story.ts';
import type { DistributionView, NoticeDetail, ReviewDetail } from './notice-types.ts';

/** Draft by an analyst, submission by a supervisor who did not write it. Returns the notice's id. */
export async function draftAndSubmit(story: Story, form: object, caseId: string, urgency: string): Promise<string> {
  const analyst = await story.as('US', 'abara');
  const check = await analyst.post<{ passes: boolean }>('/api/notices/check', { form });
  must(check.passes, 'the rules pass before it is submitted');
  const draft = await analyst.post<NoticeDetail>('/api/notices', { form, caseId });
  const supervisor = await story.as('US', 'delacroix');
  await supervisor.post(`/api/notices/${draft.id}/submit`, { version: draft.version, urgency });
  return draft.id;
}

/** A reviewer in Lyon takes it and passes it, judging what is for a person to judge. */
export async function reviewAndPass(story: Story, noticeId: string, who: string, nationality: string): Promise<void> {
  const reviewer = await story.as('IPSG', who);
  const review = await story.until('the notice in review at Lyon', async () => {
    const { items } = await reviewer.get<{ items: ReviewDetail[] }>('/api/reviews');
    return items.find((r) => r.notice === noticeId);
  });
  await reviewer.post(`/api/reviews/${review.id}/take`, { version: review.version, nationalities: [nationality] });
  const taken = await reviewer.get<ReviewDetail>(`/api/reviews/${review.id}`);
  const judged = (taken.report?.findings ?? []).filter((f) => f.result === 'judge').map((f) => f.id);
  await reviewer.post(`/api/reviews/${review.id}/decide`, {
    version: taken.version,
    decision: 'pass',
    judged,
    reason: 'The conditions are met.',
  });
}

/** Waits until every connected bureau holds it. */
export function everywhere(story: Story, noticeId: string): Promise<DistributionView> {
  return story.until('the notice at every connected bureau', async () => {
    const view = await (await story.as('US', 'delacroix')).get<DistributionView>(
      `/api/notices/${noticeId}/distribution`,
    );
    const connected = view.holders.filter((h) => h.state !== 'not-connected');
    return connected.length > 0 && connected.every((h) => h.state === 'delivered') && view;
  });
}

export async function noticeAt(story: Story, bureau: string, who: string, id: string): Promise<NoticeDetail> {
  return (await story.as(bureau, who)).get<NoticeDetail>(`/api/notices/${id}`);
}

/** One step after a hit, at the side whose step it is. */
export async function hitStep(
  story: Story,
  bureau: string,
  who: string,
  hitId: string,
  step: object,
  needs?: string,
): Promise<void> {
  const client = await story.as(bureau, who);
  const name = (step as { step: string }).step;
  const hit = await story.until(`${name} is possible at ${bureau}`, async () => {
    const view = await client.get<{ version: number; next: string[]; state: string }>(`/api/hits/${hitId}`);
    return view.next.includes(name) && (needs === undefined || view.state === needs) && view;
  });
  await client.post(`/api/hits/${hitId}/steps`, { version: hit.version, step });
}

/** Waits until every holder has confirmed the purge and nothing of the person is left anywhere. */
export async function purgedEverywhere(story: Story, noticeId: string): Promise<number> {
  const done = await story.until('every holder confirms the purge', async () => {
    const view = await (await story.as('US', 'delacroix')).get<{
      complete: boolean;
      confirmed: unknown[];
      missing: string[];
    }>(`/api/notices/${noticeId}/purge`);
    return view.complete && view;
  });
  for (const node of story.launched.nodes.values()) {
    if (node.code === 'US') continue;
    const reader = {
      IPSG: 'moreau',
      NL: 'dewit',
      CA: 'macleod',
      PT: 'carvalho',
      GB: 'whitlock',
      DE: 'lindner',
      BE: 'maes',
    }[node.code];
    if (!reader) continue;
    const left = await noticeAt(story, node.code, reader, noticeId);
    must(
      left.versions.length === 0 && left.name === null && left.tombstone !== null,
      `${node.code} keeps a tombstone and nothing else`,
    );
  }
  return done.confirmed.length;
}
