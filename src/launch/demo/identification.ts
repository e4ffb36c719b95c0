import type {
  ClueView,
  ImportView,
  LookupView,
  MediaSealed,
  MediaView,
  OwnClue,
  ViewedPicture,
  ViewGranted,
} from '../../identification/contract.ts';
import type { ApiClient } from '../api-client.ts';
import type { DemoSeed } from './seed.ts';
import type { Stage } from './stage.ts';

const HANDLING = { purpose: 'Identification of the child', onward: 'with-consent', deposit: { opensTo: 'certified' } };
/** The toy alone, in pixels of the picture. */
const TOY = { left: 300, top: 300, width: 180, height: 180 };

/**
 * The Hague holds a series with a clue and deposited files. Washington has copies: a look-up finds the series, another is answered
 * late, a third by a hash list at Lyon. Two bureaus classify one picture differently; a file, an appeal and a withdrawal wait.
 */
export const identificationSeed: DemoSeed = {
  name: 'identification',
  async run(stage) {
    const dewit = await stage.as('NL', 'dewit');
    const abara = await stage.as('US', 'abara');
    const rooms = [];
    for (const file of ['room-1.jpg', 'room-2.jpg']) {
      rooms.push(await contribute(stage, dewit, file, { seriesLabel: 'Ladybird', deposit: true }));
    }
    const series = rooms[0]?.seriesId ?? '';
    const caseId = stage.ids.get('us.case');
    const copies: MediaSealed[] = [];
    for (const file of ['room-1-recompressed.jpg', 'room-1-rotated.jpg']) {
      copies.push(await seal(stage, abara, file, caseId));
    }
    await lookUp(stage, abara, copies, caseId);
    const [copy] = copies;
    if (copy) await contributeHeld(stage, abara, copy.id, { seriesId: series, deposit: false });

    // Asked before The Hague has it: the answer comes by itself, later.
    const quay = await seal(stage, abara, 'harbour.jpg', caseId);
    await lookUp(stage, abara, [quay], caseId);
    const harbour = await contribute(stage, dewit, 'harbour.jpg', { seriesLabel: 'Quay', deposit: false });

    await drawClue(stage, rooms[0]?.id ?? '', series);
    await listsOfHashes(stage, abara);
    await conflict(stage, abara, dewit, series);
    await abara.post('/api/file-requests', {
      lyonMediaId: harbour.lyonMediaId,
      to: 'NL',
      purpose: 'To compare the lettering on the boat',
    });
    await proposeWithdrawal(dewit, rooms[1]?.id ?? '');
  },
};

async function seal(stage: Stage, who: ApiClient, file: string, caseId?: string): Promise<MediaSealed> {
  const query = new URLSearchParams({ label: file, ...(caseId === undefined ? {} : { caseId }) });
  return who.post<MediaSealed>(`/api/media?${query}`, await stage.picture(file), { contentType: 'image/jpeg' });
}

async function contribute(stage: Stage, who: ApiClient, file: string, into: object): Promise<MediaView> {
  return contributeHeld(stage, who, (await seal(stage, who, file)).id, into);
}

async function contributeHeld(stage: Stage, who: ApiClient, id: string, into: object): Promise<MediaView> {
  await who.post(`/api/media/${id}/contribute`, { ...into, handling: HANDLING });
  return stage.until('a contribution', async () => {
    const view = await who.get<MediaView>(`/api/media/${id}`);
    return view.contribution === 'held' && view;
  });
}

async function lookUp(
  stage: Stage,
  who: ApiClient,
  media: readonly MediaSealed[],
  caseId?: string,
): Promise<LookupView> {
  const { id } = await who.post<{ id: string }>('/api/lookups', {
    mediaIds: media.map((one) => one.id),
    purpose: 'Identification of the child',
    ...(caseId === undefined ? {} : { caseId }),
  });
  return stage.until('a look-up', async () => {
    const view = await who.get<LookupView>(`/api/lookups/${id}`);
    return view.state === 'answered' && view;
  });
}

/** A certified specialist sees the picture and cuts the toy out; Washington's asks to show it to the public. */
async function drawClue(stage: Stage, mediaId: string, seriesId: string): Promise<void> {
  const vanrijn = await stage.as('NL', 'vanrijn');
  const granted = await vanrijn.post<ViewGranted>(`/api/media/${mediaId}/reveal`, {
    reason: 'To draw the toy as a clue',
    mode: 'clear',
  });
  await vanrijn.get<ViewedPicture>(`/api/views/${granted.viewId}`);
  const drawn = await vanrijn.post<OwnClue>(`/api/media/${mediaId}/clues`, {
    kind: 'object',
    words: 'A stuffed rabbit with one buttoned ear and a sewn label',
    placeHints: ['sewn label'],
    crop: TOY,
    objectAlone: true,
  });
  await vanrijn.post(`/api/clues/${drawn.id}/contribute`, { version: drawn.version });
  const ibsen = await stage.as('US', 'ibsen');
  const clue = await stage.until('the clue at Lyon', async () => {
    const { items } = await ibsen.get<{ items: ClueView[] }>('/api/clues?q=rabbit');
    return items[0];
  });
  const delacroix = await stage.as('US', 'delacroix');
  await delacroix.post('/api/appeals', {
    clueId: clue.id,
    seriesId,
    text: 'Who knows this toy, where it was sold, or who had one?',
    objectAlone: true,
    days: 60,
  });
}

/** A list that Washington brings in, and one at Lyon that knows what Washington asks about. */
async function listsOfHashes(stage: Stage, abara: ApiClient): Promise<void> {
  const garden = await seal(stage, abara, 'garden.jpg', stage.ids.get('us.case'));
  const held = await abara.get<MediaView>(`/api/media/${garden.id}`);
  await lookUp(stage, abara, [garden], stage.ids.get('us.case'));
  const rows = [
    'md5,pdq,quality,series,category,scheme',
    `${held.md5},${held.pdq},${held.quality},Terrace,2,VICS-US`,
    `${'0123456789abcdef'.repeat(2)},,,,1,VICS-US`,
  ].join('\n');
  const sorensen = await stage.as('IPSG', 'sorensen');
  for (const [who, name] of [
    [sorensen, 'List of a foundation'],
    [abara, 'National list, excerpt'],
  ] as const) {
    const { id } = await who.post<ImportView>('/api/imports?fileName=excerpt.csv', Buffer.from(rows));
    const { version } = await who.post<ImportView>(`/api/imports/${id}/preview`, {});
    await who.post(`/api/imports/${id}/confirm`, {
      version,
      list: { name, kind: 'known', source: 'An invented foundation', terms: 'For identification alone' },
    });
  }
}

/** A victim by number. Two bureaus hold one picture and call it by different codes of the common scheme: it goes on the curator's bench. */
async function conflict(stage: Stage, abara: ApiClient, dewit: ApiClient, seriesId: string): Promise<void> {
  await dewit.post(`/api/series/${seriesId}/victims`, { sex: 'female', ageFrom: 6, ageTo: 8 });
  for (const [who, code, label] of [
    [dewit, 'baseline', 'Baseline'],
    [abara, 'national-illegal', 'Illegal here, not baseline'],
  ] as const) {
    // The Hague's file lies at Lyon, where those who vote may see it.
    const media = await contribute(stage, who, 'other-room.jpg', { seriesId, deposit: who === dewit });
    await who.post(`/api/media/${media.id}/classification`, {
      version: media.version,
      known: false,
      classification: { scheme: 'INTERPOL-BASELINE', code, label },
    });
  }
}

/** Others work on its series: a second person has to agree. */
async function proposeWithdrawal(dewit: ApiClient, mediaId: string): Promise<void> {
  const { version } = await dewit.get<MediaView>(`/api/media/${mediaId}`);
  await dewit.post(`/api/media/${mediaId}/withdraw`, { version, reason: 'The file turned out to be a duplicate' });
}
