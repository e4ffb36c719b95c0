import type { ClueView, OwnClue, ViewedPicture, ViewGranted } from '../../identification/contract.ts';
import { must, type Story } from '../story.ts';

interface Clue {
  clue: {
    kind: string;
    words: string;
    crop: { from: string; left: number; top: number; width: number; height: number };
    reading: { country: string; by: string; words: string };
  };
}

/** A person, not a hash, recognises the toy: the clue is read by a certified specialist in The Hague. */
export async function clueRead(story: Story): Promise<void> {
  story.chapter('The toy is recognised');
  const { clue } = await story.json<Clue>('pictures.json');
  const mediaId = story.id(`ca.media.${clue.crop.from}`);
  await story.day('2025-10-09T08:30:00Z');
  const ottawa = await story.as('CA', 'tremblay');
  const { from: _from, ...crop } = clue.crop;
  const drawing = { kind: clue.kind, words: clue.words, placeHints: ['sewn label'], crop, objectAlone: true };
  const granted = await ottawa.post<ViewGranted>(`/api/media/${mediaId}/reveal`, {
    reason: 'To draw the toy as a clue',
    mode: 'clear',
  });
  const seen = await ottawa.get<ViewedPicture>(`/api/views/${granted.viewId}`);
  must(
    seen.fullWidth >= crop.left + crop.width && seen.fullHeight >= crop.top + crop.height,
    'the crop lies in the picture',
  );
  const drawn = await ottawa.post<OwnClue>(`/api/media/${mediaId}/clues`, drawing);
  await ottawa.post(`/api/clues/${drawn.id}/contribute`, { version: drawn.version });
  story.ids.set('ca.clue', drawn.id);
  story.tell(
    'CA',
    'Tremblay-Roy, certified specialist',
    'opens the sealed picture once, with a reason that is on the record, and draws the toy as a clue: the crop shows the toy alone.',
  );

  await story.day('2025-10-10T07:45:00Z');
  const uncertified = await story.as('NL', 'dewit');
  const listed = await story.until('the clue in The Hague', async () => {
    const { items } = await uncertified.get<{ items: ClueView[] }>('/api/clues?q=rabbit');
    return items.find((c) => c.series.id === story.id('series'));
  });
  story.ids.set('clue', listed.id);
  await uncertified.post(`/api/clues/${listed.id}/open`, { reason: 'Curious' }).then(
    () => must(false, 'an analyst without certificate must not open a clue'),
    () => undefined,
  );
  const specialist = await story.as('NL', clue.reading.by);
  const view = await specialist.post<ViewGranted>(`/api/clues/${listed.id}/open`, {
    reason: 'To read the toy',
    mode: 'clear',
  });
  await specialist.get<ViewedPicture>(`/api/views/${view.viewId}`);
  await specialist.post(`/api/clues/${listed.id}/readings`, {
    words: clue.reading.words,
    make: 'Klaverhaas',
    country: clue.reading.country,
    confidence: 'high',
  });
  story.tell('NL', 'van Rijnsburg, certified specialist', `recognises its make: "${clue.reading.words}"`);
  const washington = await story.as('US', 'abara');
  await story.until('the reading told to Washington', async () => {
    const { items } = await washington.get<{ items: { kind: string }[] }>(
      `/api/series-alerts?state=open&seriesId=${story.id('series')}`,
    );
    return items.some((a) => a.kind === 'reading');
  });
  story.tell('IPSG', 'ICSE database, Lyon', 'passes the reading to the owners of the series, as a lead.');
}
