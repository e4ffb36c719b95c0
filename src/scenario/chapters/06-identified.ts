import type { SeriesView } from '../../identification/contract.ts';
import { must, type Story } from '../story.ts';

/** The Hague identifies and protects the child and arrests the offender at home: no notice for either. */
export async function identified(story: Story): Promise<void> {
  story.chapter('The child is found, in Utrecht');
  const look = async (bureau: string, who: string): Promise<SeriesView> =>
    (await story.as(bureau, who)).get<SeriesView>(`/api/series/${story.id('series')}`);
  const move = async (to: string, state: string): Promise<void> => {
    const client = await story.as('NL', 'dewit');
    const view = await look('NL', 'dewit');
    await client.post(`/api/series/${view.id}/state`, { version: view.version, to });
    await story.until(`the series is ${state}`, async () => (await look('NL', 'dewit')).state === state);
  };
  await story.day('2025-10-24T10:00:00Z');
  await move('lead', 'lead');
  story.tell(
    'NL',
    'de Wit, analyst',
    'follows a call from the public: The Hague takes the lead, and everyone who holds the series sees it at once.',
  );
  await story.day('2025-10-26T16:10:00Z');
  await move('identified', 'identified');
  story.tell('NL', 'de Wit, analyst', 'identifies the child. Lyon is told "identified by NL", and no name.');
  await story.day('2025-10-27T06:30:00Z');
  await move('protected', 'protected');
  const client = await story.as('NL', 'dewit');
  for (const kind of ['identified', 'protected', 'arrested'] as const) {
    const date = kind === 'identified' ? '2025-10-26' : '2025-10-27';
    await client.post(`/api/series/${story.id('series')}/outcomes`, { kind, country: 'NL', date, number: 1 });
  }
  story.tell(
    'NL',
    'de Wit, analyst',
    'the child is protected, and the offender is arrested at home: no notice for either.',
  );

  for (const [bureau, who] of [
    ['CA', 'macleod'],
    ['US', 'abara'],
    ['IPSG', 'sorensen'],
  ] as const) {
    const seen = await story.until(`${bureau} is told`, async () => {
      const view = await look(bureau, who);
      return view.state === 'protected' && view.outcomes.length >= 3 && view;
    });
    must(seen.by === 'NL', 'identified by NL');
    if (bureau === 'IPSG') {
      const text = JSON.stringify(seen);
      must(!/name|naam/i.test(text.replace(/"label":"[^"]*"/, '')), 'Lyon holds no name');
    }
  }
  story.tell(
    'IPSG',
    'ICSE database, Lyon',
    'tells the contributors, Ottawa and Washington. It holds "protected, identified by NL", and no name.',
  );
  for (const bureau of ['NL', 'US', 'CA', 'IPSG']) {
    const who = { NL: 'dewit', US: 'abara', CA: 'macleod', IPSG: 'moreau' }[bureau] ?? '';
    const { items } = await (await story.as(bureau, who)).get<{ items: unknown[] }>('/api/notices');
    must(items.length === 0, `no notice at ${bureau}`);
  }
  await story.takeCheckpoints();
}
