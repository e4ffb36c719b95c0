import type { CaseView } from '../../cases/contract.ts';
import type { ThreadSummary, ThreadView } from '../../correspondence/contract.ts';
import { must, type Story } from '../story.ts';
import { closeCase } from './09-yellow.ts';

interface Arrest {
  country: string;
  date: string;
  outcome: 'arrested';
  number: number;
  how: 'own-record' | 'red-notice-hit' | 'reported-by-message';
  note: string;
}

const ANALYST: Record<string, string> = {
  NL: 'dewit',
  CA: 'macleod',
  PT: 'carvalho',
  GB: 'whitlock',
  DE: 'lindner',
  BE: 'maes',
};

/** Other countries report their own arrests; seven countries in all; the case closes with its outcomes. */
export async function arrestsAndClose(story: Story): Promise<string[]> {
  story.chapter('Seven countries');
  await story.day('2026-04-02T09:00:00Z');
  const { arrests, children } = await story.json<{
    arrests: Arrest[];
    children: { country: string; date: string; outcome: string }[];
  }>('outcomes.json');
  const washington = await story.as('US', 'abara');
  const caseId = story.id('us.case');
  const ours = await washington.get<CaseView>(`/api/cases/${caseId}`);

  await washington.post('/api/threads', {
    to: ['NL', 'CA', 'PT', 'GB', 'DE', 'BE'],
    type: 'request-for-information',
    subject: `Case ${ours.number}: arrests made on the shared leads`,
    text: `Please report to ${ours.wireId} what came of the account records shared with you.`,
    urgency: 'routine',
    asks: true,
    caseId,
    handling: { purpose: 'Closing of the case', onward: 'no' },
  });
  story.tell('US', 'Abara, analyst', 'asks all bureaus that were given leads what came of them.');

  for (const arrest of arrests) {
    if (arrest.country === 'US') {
      await washington.post(`/api/cases/${caseId}/outcomes`, {
        outcome: 'arrested',
        country: 'US',
        date: arrest.date,
        number: arrest.number,
        note: arrest.note,
      });
      continue;
    }
    const who = ANALYST[arrest.country] ?? '';
    const client = await story.as(arrest.country, who);
    const thread = await story.until(`the question at ${arrest.country}`, async () => {
      const { items } = await client.get<{ items: ThreadSummary[] }>('/api/threads?open=owed');
      return items.find((t) => t.subject.includes(ours.number));
    });
    const own = await client.post<{ id: string; number: string }>('/api/cases', {
      title: `Own investigation on the lead of ${ours.number}`,
      offence: 'csam',
      wanted: ['exchange-intelligence'],
      countries: ['US'],
      urgency: 'routine',
      legalBasis: 'National criminal procedure',
      purpose: 'Own investigation',
      summary: arrest.note,
    });
    await client.post(`/api/cases/${own.id}/outcomes`, {
      outcome: 'arrested',
      country: arrest.country,
      date: arrest.date,
      number: arrest.number,
    });
    await client.post(`/api/cases/${own.id}/report-outcome`, {
      to: 'US',
      theirCaseRef: ours.wireId,
      outcome: 'arrested',
      country: arrest.country,
      date: arrest.date,
      number: arrest.number,
    });
    const opened = await client.get<ThreadView>(`/api/threads/${thread.id}`);
    await client.post(`/api/threads/${thread.id}/messages`, {
      text: `Reported: ${arrest.note}`,
      answers: opened.items[0]?.id,
    });
    const mine = await client.get<CaseView>(`/api/cases/${own.id}`);
    await client.post(`/api/cases/${own.id}/close`, { version: mine.version, note: 'Reported to Washington.' });
    story.tell(arrest.country, `${who}, analyst`, `records and reports: ${arrest.note}`);
  }
  for (const child of children.filter((c) => c.country === 'NL')) {
    await washington.post(`/api/cases/${caseId}/outcomes`, {
      outcome: child.outcome,
      country: 'NL',
      date: child.date,
      number: 1,
    });
  }
  const complete = await story.until('all reports are on the case', async () => {
    const view = await washington.get<CaseView>(`/api/cases/${caseId}`);
    return (
      new Set(view.outcomes.filter((o) => o.outcome === 'arrested').map((o) => o.country)).size === arrests.length &&
      view
    );
  });
  const countries = [
    ...new Set(complete.outcomes.filter((o) => o.outcome === 'arrested').map((o) => o.country)),
  ].sort();
  must(countries.length === 7, 'seven countries');
  await settleAlerts(story);
  await story.until('nothing is awaited', async () => {
    const { items } = await washington.get<{ items: unknown[] }>('/api/threads?open=awaited');
    return items.length === 0;
  });
  await closeCase(story, caseId);
  const closed = await washington.get<CaseView>(`/api/cases/${caseId}`);
  must(closed.state === 'closed', 'the case is closed');
  const officer = await story.as('US', 'oakhurst');
  const status = await officer.get<{ caseState: string; outcomes: unknown[] }>(
    `/api/my/requests/${story.id('us.request')}`,
  );
  must(status.caseState === 'closed' && status.outcomes.length > 0, 'the officer sees what came of it');
  story.tell(
    'US',
    'Abara, analyst',
    `closes case ${closed.number}: ${countries.length} countries with arrests (${countries.join(', ')}), the child identified and protected. Det. Oakhurst sees it in plain words.`,
  );
  await story.takeCheckpoints();
  return countries;
}

/** What Lyon told the owners has been acted on: each says so. */
async function settleAlerts(story: Story): Promise<void> {
  for (const [bureau, who] of [
    ['US', 'abara'],
    ['CA', 'macleod'],
    ['NL', 'dewit'],
  ] as const) {
    const client = await story.as(bureau, who);
    const { items } = await client.get<{ items: { id: string; version: number }[] }>('/api/series-alerts?state=open');
    for (const alert of items)
      await client.post(`/api/series-alerts/${alert.id}/close`, {
        version: alert.version,
        note: 'The child is protected.',
      });
  }
}
