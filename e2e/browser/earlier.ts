import { readFile } from 'node:fs/promises';
import type { OwnClue, ViewGranted } from '../../src/identification/contract.ts';
import type { ApiClient } from '../../src/launch/api-client.ts';
import { example, examplePath, until, type World } from './world.ts';

interface Pictures {
  readonly held: readonly {
    readonly bureau: string;
    readonly series?: string;
    readonly contributes: readonly string[];
  }[];
  readonly clue: {
    readonly kind: string;
    readonly words: string;
    readonly crop: {
      readonly from: string;
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
    };
    readonly reading: { readonly words: string };
  };
}
interface Contribution {
  readonly contribution: string;
  readonly deposit: string;
  readonly seriesId: string | null;
}

/** What Ottawa had done before the story begins: its series lies in Lyon, with the toy drawn as a clue. */
export async function contributeOttawasSeries(world: World): Promise<{ label: string; reading: string }> {
  const { held, clue } = await example<Pictures>('pictures.json');
  const canada = held.find((h) => h.bureau === 'CA');
  if (!canada?.series) throw new Error('pictures.json names no series of Canada');
  const ottawa = await world.client('CA', 'tremblay');
  let seriesId: string | null = null;
  for (const file of canada.contributes) {
    const id = await contribute(ottawa, file, seriesId ? { seriesId } : { seriesLabel: canada.series });
    seriesId ??= (await ottawa.get<Contribution>(`/api/media/${id}`)).seriesId;
    if (file === clue.crop.from) await drawClue(ottawa, id, clue);
  }
  return { label: canada.series, reading: clue.reading.words };
}

async function contribute(client: ApiClient, file: string, series: object): Promise<string> {
  const { id } = await client.post<{ id: string }>(
    `/api/media?label=${encodeURIComponent(file)}`,
    new Uint8Array(await readFile(examplePath(file))),
    { contentType: 'image/jpeg' },
  );
  const handling = {
    purpose: 'Identification of the child',
    onward: 'with-consent',
    deposit: { opensTo: 'certified' },
  };
  await client.post(`/api/media/${id}/contribute`, { ...series, deposit: true, handling });
  await until(`${file} at Lyon`, async () => {
    const media = await client.get<Contribution>(`/api/media/${id}`);
    return media.contribution === 'held' && media.deposit === 'held';
  });
  return id;
}

async function drawClue(client: ApiClient, mediaId: string, { kind, words, crop }: Pictures['clue']): Promise<void> {
  const { from: _, ...place } = crop;
  const view = await client.post<ViewGranted>(`/api/media/${mediaId}/reveal`, {
    reason: 'To draw the toy',
    mode: 'clear',
  });
  await client.get(`/api/views/${view.viewId}`);
  const drawn = await client.post<OwnClue>(`/api/media/${mediaId}/clues`, {
    kind,
    words,
    placeHints: ['sewn label'],
    crop: place,
    objectAlone: true,
  });
  await client.post(`/api/clues/${drawn.id}/contribute`, { version: drawn.version });
}
