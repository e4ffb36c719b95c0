import { readFile } from 'node:fs/promises';
import type { CurationView, MediaView } from '../../src/identification/contract.ts';
import type { ApiClient } from '../../src/launch/api-client.ts';
import { examplePath, until, type World } from './world.ts';

const BASELINE = 'INTERPOL-BASELINE';

/** Ottawa and Washington hold one picture and call it differently: Lyon puts it on the bench. */
export async function disagreeOn(world: World, file: string): Promise<void> {
  const [ottawa, washington] = [await world.client('CA', 'macleod'), await world.client('US', 'fenwick')];
  const theirs = await held(ottawa, file);
  const { id } = await washington.post<{ id: string }>(
    `/api/media?label=${encodeURIComponent(file)}`,
    new Uint8Array(await readFile(examplePath(file))),
    { contentType: 'image/jpeg' },
  );
  const handling = { purpose: 'Identification of the child', onward: 'with-consent' };
  await washington.post(`/api/media/${id}/contribute`, { handling, deposit: false });
  await until(`${file} of Washington at Lyon`, async () => {
    return (await washington.get<MediaView>(`/api/media/${id}`)).contribution === 'held';
  });
  await classify(ottawa, theirs, { code: 'baseline', label: 'Baseline' });
  await classify(washington, id, { code: 'not-illegal', label: 'Not illegal' });
  const curator = await world.client('IPSG', 'sorensen');
  await until('the conflict on the bench', async () => {
    const { items } = await curator.get<{ items: CurationView[] }>('/api/curations?state=open');
    return items.length > 0;
  });
}

async function held(client: ApiClient, label: string): Promise<string> {
  const { items } = await client.get<{ items: { id: string; label: string }[] }>('/api/media');
  const found = items.find((item) => item.label === label);
  if (!found) throw new Error(`${label} is not held`);
  return found.id;
}

async function classify(client: ApiClient, id: string, word: { code: string; label: string }): Promise<void> {
  const { version } = await client.get<MediaView>(`/api/media/${id}`);
  await client.post(`/api/media/${id}/classification`, {
    version,
    known: true,
    classification: { scheme: BASELINE, ...word },
  });
}
