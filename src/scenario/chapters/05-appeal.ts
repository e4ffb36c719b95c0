import type { AppealView } from '../../identification/contract.ts';
import { must, type Story } from '../story.ts';

/** A public appeal with a crop of the toy alone: every owner must say yes first. */
export async function appeal(story: Story): Promise<void> {
  story.chapter('The owners consent to a public appeal');
  const { appeal: words } = await story.json<{ appeal: { text: string } }>('pictures.json');
  await story.day('2025-10-13T09:00:00Z');
  const hague = await story.as('NL', 'vanrijn');
  const asked = await hague.post<{ id: string }>('/api/appeals', {
    clueId: story.id('clue'),
    seriesId: story.id('series'),
    text: words.text,
    objectAlone: true,
  });
  story.tell(
    'NL',
    'van Rijnsburg, certified specialist',
    'asks the owners for their consent to a public appeal with the crop of the toy alone.',
  );
  await story.until('the consents are asked for', async () => (await state(story, asked.id)).state === 'asked');
  const early = await story.as('NL', 'bakker');
  await early
    .post(`/api/appeals/${asked.id}/publish`, {
      version: (await state(story, asked.id)).version,
      where: 'Dutch television',
    })
    .then(
      () => must(false, 'nothing is published before every owner agrees'),
      () => undefined,
    );
  for (const [bureau, who] of [
    ['CA', 'singh'],
    ['US', 'delacroix'],
  ] as const) {
    const client = await story.as(bureau, who);
    const owed = await story.until(`the request for consent at ${bureau}`, async () => {
      const { items } = await client.get<{ items: AppealView[] }>(`/api/appeals?seriesId=${story.id('series')}`);
      return items.find((a) => a.id === asked.id && a.consent === 'owed');
    });
    await client.post(`/api/appeals/${owed.id}/consent`, {
      version: owed.version,
      answer: 'yes',
      reason: 'The crop shows the toy alone.',
    });
    story.tell(bureau, 'supervisor', 'consents.');
  }
  const cleared = await story.until('the appeal is cleared', async () => {
    const view = await state(story, asked.id);
    return view.state === 'cleared' && view;
  });
  await story.day('2025-10-20T19:30:00Z');
  const supervisor = await story.as('NL', 'bakker');
  await supervisor.post(`/api/appeals/${asked.id}/publish`, {
    version: cleared.version,
    where: 'Dutch public television and police channels',
  });
  story.tell('NL', 'Bakkerveld, supervisor', 'publishes it: "Do you know this stuffed rabbit?"');
}

async function state(story: Story, id: string): Promise<AppealView> {
  const client = await story.as('NL', 'vanrijn');
  return client.get<AppealView>(`/api/appeals/${id}`);
}
