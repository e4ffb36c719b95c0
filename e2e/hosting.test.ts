import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestResolver, type TestResolver } from '../src/hosting/resolver.testkit.ts';
import { sideways } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';

/** Where addresses are hosted, at the console. */
describe('hosting at the console', () => {
  let resolver: TestResolver;
  let folder: string;
  let abara: Seat;
  // Ended last: what is asked on the way down is still answered.
  afterAll(async () => {
    await resolver?.[Symbol.asyncDispose]();
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  const story = consoleStory(['IPSG', 'US'], undefined, async () => {
    // Addresses of registries' own public services: no reserved address has a country. Nothing is sent to them.
    resolver = await startTestResolver({
      'pictures.example': { a: ['199.43.0.44'] },
      'board.example': { cname: 'host.example' },
      'host.example': { a: ['193.0.6.139'] },
      'front.example': { a: ['1.1.1.1'] },
      'inside.example': { a: ['127.0.0.1'] },
    });
    folder = await mkdtemp(join(tmpdir(), 'homeward-hosting-e2e-'));
    const hostingSettings = join(folder, 'settings.json');
    await writeFile(hostingSettings, JSON.stringify({ dns: { servers: [resolver.server] } }));
    return { hostingSettings };
  });

  it('takes pasted addresses in and says where each is hosted, and why not where it cannot be said', async () => {
    abara = await story.sit('US', 'abara');
    const { page } = abara;
    await abara.signIn('/hosting');
    await page.getByLabel('What the list is about').fill('Reported by a hotline');
    await page
      .getByLabel('Addresses, one a line')
      .fill(
        [
          'hxxps://pictures[.]example/album/7',
          'http://board.example/t/12',
          'http://front.example/a',
          'http://inside.example/',
          'http://nowhere.example/',
          'ftp://files.example/',
        ].join('\n'),
      );
    await page.getByRole('button', { name: 'Look them up' }).click();
    await page.getByText('To be confirmed').first().waitFor();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('pictures[.]example').getByText('Hosted in United States').waitFor();
    await row('board[.]example').getByText('Hosted in Netherlands').waitFor();
    await row('front[.]example')
      .getByText(/Cloudflare stands in front/)
      .waitFor();
    await row('inside[.]example').getByText('Leads to the asking machine itself').waitFor();
    await row('nowhere[.]example').getByText('The name does not exist').waitFor();
    await row('ftp://files.example/').getByText('Only http and https addresses are looked up').waitFor();
    await picture(page, 'hosting-list', { top: true });
  });

  it('a person confirms what was found, and refers it to the authority; the provider is not to be contacted', async () => {
    const { page } = abara;
    await page.getByRole('button', { name: 'Select those with a country' }).click();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Confirm as found' }).click();
    await page
      .getByText(/as the check says/)
      .nth(1)
      .waitFor();
    await page.getByRole('checkbox', { name: /pictures\[\.\]example/ }).check();
    await page.getByRole('button', { name: 'Refer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Nobody contacts the provider/).waitFor();
    await dialog.getByRole('button', { name: 'Refer' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const row = page.getByRole('row').filter({ hasText: 'pictures[.]example' });
    await row.getByText('Sent').click();
    await page.getByRole('heading', { name: 'ICE Cyber Crimes Center' }).waitFor();
    await page.getByText('Do not contact the provider').waitFor();
    await page.getByRole('link', { name: /pictures\[\.\]example/ }).click();
    await page.getByText('AS10745').waitFor();
    await page.getByText('ARIN').first().waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Evidence as PDF' }).click();
    expect((await (await saved).path()) !== '' && (await saved).suggestedFilename()).toMatch(
      /^evidence-[0-9a-f-]{36}\.pdf$/,
    );
    await picture(page, 'hosting-evidence', { top: true });
  });

  it('holds on a narrow screen, in the dark and from right to left', async () => {
    const { page } = abara;
    const lists = await abara.api<{ items: { id: string }[] }>('GET', '/api/hosting/lists');
    for (const path of ['/hosting', `/hosting/lists/${lists.items[0]?.id}`]) {
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        for (const size of [WIDE, NARROW]) {
          await page.setViewportSize(size);
          await abara.visit(path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          expect(await sideways(page), `${path} ${scheme} ${size.width}`).toBeNull();
        }
      }
    }
    expect(story.complaints()).toEqual([]);
  });
});
