import type { ThreadSummary, ThreadView } from '../../correspondence/contract.ts';
import type { AlertView } from '../../identification/contract.ts';
import { must, type Story } from '../story.ts';

/** Lyon puts the two bureaus in contact; they exchange signed, encrypted messages. */
export async function contact(story: Story): Promise<void> {
  story.chapter('Washington and Ottawa are put in contact');
  const ottawa = await story.as('CA', 'macleod');
  const alert = await story.until('Ottawa is told of the match', async () => {
    const { items } = await ottawa.get<{ items: AlertView[] }>(
      `/api/series-alerts?state=open&seriesId=${story.id('series')}`,
    );
    return items.find((a) => a.kind === 'match' && a.bureaus.includes('US'));
  });
  story.tell(
    'IPSG',
    'ICSE database, Lyon',
    'tells Ottawa that Washington works on the same series, and puts the two in contact.',
  );

  await story.day('2025-10-08T14:00:00Z');
  const washington = await story.as('US', 'abara');
  const sent = await washington.post<{ threadId: string; messageId: string }>('/api/threads', {
    to: ['CA'],
    type: 'request-for-information',
    subject: 'Series Clover: what is known of the room',
    text: 'We hold copies from a device examined in Massachusetts. Which account did yours come from, and is the place of the room known?',
    urgency: 'urgent',
    asks: true,
    caseId: story.id('us.case'),
    handling: { purpose: 'Identification of the child', onward: 'with-consent' },
  });
  story.ids.set('us.thread', sent.threadId);
  const theirs = await story.until('the message in Ottawa', async () => {
    const { items } = await ottawa.get<{ items: ThreadSummary[] }>('/api/threads');
    return items.find((t) => t.subject.startsWith('Series Clover'));
  });
  story.tell(
    'US',
    'Abara, analyst',
    'writes to Ottawa: signed, encrypted to Ottawa alone, an answer owed within 72 hours.',
  );

  const opened = await ottawa.get<ThreadView>(`/api/threads/${theirs.id}`);
  const question = opened.items[0];
  must(question, 'the question is in the thread');
  await ottawa.post(`/api/threads/${theirs.id}/read`, {});
  await ottawa.post(`/api/threads/${theirs.id}/messages`, {
    text: 'Ours came from an account closed in June, used from Toronto. The place is not known here. The toy and the wall panelling look European to us. Two more account holders are under investigation.',
    answers: question.id,
  });
  await ottawa.post(`/api/series-alerts/${alert.id}/close`, {
    version: alert.version,
    note: 'In contact with Washington.',
  });
  const answered = await story.until('the answer in Washington', async () => {
    const view = await washington.get<ThreadView>(`/api/threads/${sent.threadId}`);
    return view.items.length === 2 && view.items[0]?.recipients[0]?.state === 'answered' && view;
  });
  must(answered.awaited === 0, 'nothing is awaited any more');
  await washington.post(`/api/threads/${sent.threadId}/read`, {});
  story.tell('CA', 'MacLeod, analyst', 'answers; the receipts and both ledgers carry the hash of each message.');
  const alerts = await washington.get<{ items: AlertView[] }>(
    `/api/series-alerts?state=open&seriesId=${story.id('series')}`,
  );
  for (const one of alerts.items.filter((a) => a.kind === 'match')) {
    await washington.post(`/api/series-alerts/${one.id}/close`, {
      version: one.version,
      note: 'In contact with Ottawa.',
    });
  }
}
