import type { LookupView, SeriesSummary } from '../../identification/contract.ts';
import { must, type Story } from '../story.ts';

interface Sealed {
  id: string;
  version: number;
}
interface MediaState {
  contribution: string;
  deposit: string;
  seriesId: string | null;
  version: number;
}
type Pictures = { held: { bureau: string; series?: string; contributes: string[] }[] };

const HANDLING = {
  purpose: 'Identification of the child',
  onward: 'with-consent',
  deposit: { opensTo: 'certified', bureaus: [] },
};

/** Canada and the Netherlands had contributed before; Washington seals, contributes and looks up: Canada's series is near. */
export async function picturesToSeries(story: Story): Promise<void> {
  story.chapter('The pictures are looked up in Lyon');
  const { held } = await story.json<Pictures>('pictures.json');
  const canada = held.find((h) => h.bureau === 'CA');
  const holland = held.find((h) => h.bureau === 'NL');
  const washington = held.find((h) => h.bureau === 'US');
  must(canada?.series && holland && washington, 'pictures.json names the bureaus');

  for (const [i, file] of canada.contributes.entries()) {
    const media = await contribute(
      story,
      'CA',
      'macleod',
      file,
      i === 0 ? { seriesLabel: canada.series } : { seriesId: story.id('series') },
    );
    if (media.seriesId) story.ids.set('series', media.seriesId);
    story.ids.set(`ca.media.${file}`, media.id);
  }
  story.tell(
    'CA',
    'MacLeod, analyst',
    `had contributed ${canada.contributes.length} pictures as series "${canada.series}": the child is not identified. The sealed files lie in Lyon for certified specialists.`,
  );
  for (const file of holland.contributes)
    await contribute(story, 'NL', 'dewit', file, { seriesLabel: `Other matter ${file.replace('.jpg', '')}` });
  story.tell('NL', 'de Wit, analyst', 'had contributed pictures of other matters; nothing of this series.');

  await story.day('2025-10-07T09:05:00Z');
  const analyst = await story.as('US', 'abara');
  const mediaIds: string[] = [];
  for (const file of washington.contributes) {
    const sealed = await analyst.post<Sealed>(
      `/api/media?caseId=${story.id('us.case')}&label=${encodeURIComponent(file)}`,
      await story.picture(file),
      { contentType: 'image/jpeg' },
    );
    mediaIds.push(sealed.id);
    story.ids.set(`us.media.${file}`, sealed.id);
  }
  story.tell(
    'US',
    'Abara, analyst',
    `seals ${mediaIds.length} pictures from the device in the vault; MD5, SHA-256 and PDQ are computed, nothing is shown.`,
  );

  const lookup = await analyst.post<{ id: string }>('/api/lookups', {
    mediaIds,
    caseId: story.id('us.case'),
    purpose: 'Identification of the child',
    urgency: 'urgent',
  });
  const answer = await story.until('the look-up at Lyon', async () => {
    const view = await analyst.get<LookupView>(`/api/lookups/${lookup.id}`);
    return view.state === 'answered' && view;
  });
  const turned = answer.found.find((m) => m.kind === 'turned');
  const near = answer.found.find((m) => m.kind === 'near');
  must(near && turned, 'one copy is near, the other matches turned');
  must(
    answer.found.every((m) => m.series.id === story.id('series')),
    'all matches are of the one series',
  );
  must(
    answer.found.every((m) => !m.contributors.includes('NL')),
    'nothing of the Netherlands matches',
  );
  story.tell(
    'IPSG',
    'ICSE database, Lyon',
    `answers the hashes alone: near a picture of series "${near.series.label}" (${near.distance} of 256 bits differ; the other copy matches when turned, ${turned.orientation}). Contributed by ${near.contributors.join(', ')}; the child is ${near.series.state}.`,
  );

  for (const id of mediaIds) await contributeHeld(story, 'US', 'abara', id, { seriesId: story.id('series') });
  const series = await story.until('Washington among the contributors', async () => {
    const view = await analyst.get<SeriesSummary>(`/api/series/${story.id('series')}`);
    return view.contributors.includes('US') && view;
  });
  story.tell(
    'US',
    'Abara, analyst',
    `contributes the copies, sealed, to the series: held now by ${series.contributors.join(' and ')}.`,
  );
  await story.takeCheckpoints();
}

async function contribute(
  story: Story,
  bureau: string,
  who: string,
  file: string,
  series: object,
): Promise<MediaState & { id: string }> {
  const client = await story.as(bureau, who);
  const sealed = await client.post<Sealed>(`/api/media?label=${encodeURIComponent(file)}`, await story.picture(file), {
    contentType: 'image/jpeg',
  });
  return { ...(await contributeHeld(story, bureau, who, sealed.id, series)), id: sealed.id };
}

async function contributeHeld(
  story: Story,
  bureau: string,
  who: string,
  id: string,
  series: object,
): Promise<MediaState> {
  const client = await story.as(bureau, who);
  await client.post(`/api/media/${id}/contribute`, { ...series, deposit: true, handling: HANDLING });
  return story.until(`the contribution of ${bureau}`, async () => {
    const view = await client.get<MediaState>(`/api/media/${id}`);
    must(view.contribution !== 'refused' && view.deposit !== 'refused', `the contribution of ${bureau} is not refused`);
    return view.contribution === 'held' && view.deposit === 'held' && view;
  });
}
