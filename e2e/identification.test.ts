import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fromHex, hammingDistance } from '../src/imagehash/index.ts';
import { disagreeOn } from './browser/conflict.ts';
import { drop } from './browser/drop.ts';
import { contributeOttawasSeries } from './browser/earlier.ts';
import { choose, field, section } from './browser/form.ts';
import { hashList } from './browser/hash-list.ts';
import { sideways } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';
import { SentBytes } from './browser/watch-requests.ts';
import { examplePath } from './browser/world.ts';

interface Asked {
  readonly hashes: readonly { readonly sha256?: string; readonly pdq?: string; readonly quality?: number }[];
}

/** Finding the child behind the picture, at the console. */
describe('identification at the console', () => {
  let abara: Seat;
  let sorensen: Seat;
  let series: { label: string };
  const at = { lookup: '', import: '', clue: '', series: '' };

  const story = consoleStory(['IPSG', 'US', 'CA'], async (world) => {
    series = await contributeOttawasSeries(world);
    await disagreeOn(world, 'room-1.jpg');
  });
  const { sit } = story;

  it('looks dropped files up by hashes made in the browser, and none of their bytes leave it', async () => {
    abara = await sit('US', 'abara');
    const { page } = abara;
    const sent = new SentBytes(page);
    await abara.signIn('/lookups/new');
    const copy = await readFile(examplePath('room-1-recompressed.jpg'));
    const turned = await sharp(await readFile(examplePath('room-1-rotated.jpg')))
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 92 })
      .toBuffer();
    const other = await readFile(examplePath('garden.jpg'));
    await drop(page, page.getByRole('group', { name: 'Drop pictures here' }), [
      { name: 'seized-1.jpg', type: 'image/jpeg', bytes: copy },
      { name: 'seized-2.jpg', type: 'image/jpeg', bytes: turned },
      { name: 'seized-3.jpg', type: 'image/jpeg', bytes: other },
      { name: 'seized-1-again.jpg', type: 'image/jpeg', bytes: copy },
      { name: 'cut-off.jpg', type: 'image/jpeg', bytes: copy.subarray(0, 4_000) },
      { name: 'nothing.jpg', type: 'image/jpeg', bytes: new Uint8Array() },
    ]);
    await page.getByText('6 of 6 hashed').waitFor();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('cut-off.jpg')
      .getByText(/only the same file is searched/)
      .waitFor();
    await row('nothing.jpg').getByText('The file is empty.').waitFor();
    await row('seized-1-again.jpg').getByText('Same file as above').waitFor();
    expect(await page.locator('#main img').count(), 'pictures shown').toBe(0);
    await picture(page, 'lookup-files', { top: true });
    await field(page, 'Purpose').fill('Identification of the child');
    const asked = page.waitForRequest(
      (request) => request.method() === 'POST' && /\/api\/lookups$/.test(request.url()),
    );
    await page.getByRole('button', { name: 'Ask Lyon about 4' }).click();
    const body = (await asked).postDataJSON() as Asked;

    expect(body.hashes.map((hash) => hash.sha256)).toEqual(
      [copy, turned, other, copy.subarray(0, 4_000)].map((file) => createHash('sha256').update(file).digest('hex')),
    );
    // The browser's hash is of the pixels as stored, whatever EXIF says, as the bureau's own is.
    const own = await abara.sealed(turned);
    expect(hammingDistance(fromHex(body.hashes[1]?.pdq ?? ''), fromHex(own.pdq))).toBeLessThanOrEqual(4);
    expect(body.hashes[3]?.pdq, 'a PDQ of a file that is no picture').toBeUndefined();
    await page.waitForURL(/\/lookups\/[0-9a-f-]{36}$/);
    at.lookup = new URL(page.url()).pathname;
    expect(sent.bodies.length).toBeGreaterThan(0);
    for (const file of [copy, turned, other])
      expect(sent.carries(file), 'bytes of a file left the browser').toBe(false);
  });

  it('says how near, whose, who works on it and whom to talk to', async () => {
    const { page } = abara;
    const found = page.getByRole('article').filter({ hasText: 'seized-1.jpg' }).first();
    await found.getByText(/^Near copy: \d+ of 256 bits differ$/).waitFor();
    await found.getByText('Practically the same picture').waitFor();
    await found.getByText('Nobody has identified the child. Held by Canada.').waitFor();
    const turned = page.getByRole('article').filter({ hasText: 'seized-2.jpg' }).first();
    await turned.getByText(/^Turned or mirrored copy/).waitFor();
    expect(await page.getByRole('article').filter({ hasText: 'seized-3.jpg' }).count()).toBe(0);
    at.series = (await found.getByRole('link', { name: series.label }).getAttribute('href')) ?? '';
    await found.getByRole('link', { name: 'Write to Canada' }).click();
    expect(await field(page, 'Subject').inputValue()).toBe(`Series ${series.label}`);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.waitForURL(/\/threads\/[0-9a-f-]{36}$/);
    await page.getByRole('list', { name: 'Recipients' }).getByText('Delivered').waitFor();
  });

  it('brings in a list after a preview, tells each wrong row, and takes it back', async () => {
    const { page } = abara;
    await abara.visit('/hash-lists');
    const list = hashList({ records: 60, withoutHash: [8], malformed: [4, 30] });
    await drop(page, page.getByRole('group', { name: 'Drop a list here' }), [
      { name: 'partner-list.json', type: 'application/json', bytes: list },
    ]);
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
    at.import = new URL(page.url()).pathname;
    const preview = section(page, 'Preview');
    await preview.getByText('VICS 1.3').waitFor();
    await preview.getByText('60 (all of them)').waitFor();
    await section(page, 'Problems')
      .getByText(/Not an MD5/)
      .first()
      .waitFor();
    await picture(page, 'import-preview', { top: true });
    await field(page, 'Who gave it').fill('A partner, by courier');
    await page.getByRole('button', { name: 'Take it in' }).click();
    const result = section(page, 'What became of it');
    await page.getByRole('button', { name: 'Take it back' }).waitFor();
    await result.getByText('57', { exact: true }).waitFor();
    const wrong = section(page, 'Problems').getByRole('row').filter({ hasText: 'Refused' });
    await wrong.first().waitFor();
    expect(await wrong.count()).toBe(3);
    const csv = await page.request.get(
      story.world.url('US') + (await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')),
    );
    expect((await csv.text()).trim().split('\n').length).toBe(4);

    await abara.visit('/hash-lists');
    await field(page, 'Find a hash').fill(createHash('md5').update('1').digest('hex'));
    await page.getByRole('button', { name: 'Find a hash' }).click();
    await page.getByRole('table', { name: 'Find a hash' }).getByText('partner-list').waitFor();

    await abara.visit(at.import);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('taken back', { exact: true }).first().waitFor();
  });

  it('finds a clue by a crop that stays here, and makes the sheet to print', async () => {
    const ibsen = await sit('US', 'ibsen');
    const { page } = ibsen;
    const sent = new SentBytes(page);
    await ibsen.signIn('/clues');
    const crop = await readFile(examplePath('room-1-cropped-toy.jpg'));
    await drop(page, page.getByRole('group', { name: 'Drop a crop of an object here' }), [
      { name: 'toy.jpg', type: 'image/jpeg', bytes: crop },
    ]);
    await page.getByText('Like toy.jpg').waitFor();
    const clue = page.getByRole('article').filter({ hasText: series.label });
    await clue.getByText(/\d+ of 256 bits differ/).waitFor();
    expect(sent.carries(crop), 'bytes of the crop left the browser').toBe(false);
    await clue.getByRole('link', { name: 'Open the clue' }).click();
    at.clue = new URL(page.url()).pathname;
    await page.getByRole('button', { name: 'Sheet to print' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Reason').fill('For the officers of the toy fair');
    const opened = page.waitForEvent('popup');
    await dialog.getByRole('button', { name: 'Make the sheet' }).click();
    const sheet = await opened;
    await sheet.locator('img').first().waitFor();
    expect(
      await sheet.evaluate<boolean>('document.images[0].complete && document.images[0].naturalWidth > 0'),
      'the object is on the sheet',
    ).toBe(true);
    await sheet.close();
  });

  it('lets a specialist vote on the bench by keys alone, without seeing others’ votes first', async () => {
    sorensen = await sit('IPSG', 'sorensen');
    const { page } = sorensen;
    const { keyboard } = page;
    await sorensen.signIn('/bench');
    await page.getByRole('heading', { level: 1, name: 'Curator’s bench' }).waitFor();
    await page.getByRole('button', { name: 'Not illegal' }).waitFor();
    expect(await section(page, 'What bureaus called it').count(), 'others’ words before one’s own').toBe(0);
    await keyboard.press('o');
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Reason').waitFor();
    await keyboard.type('To judge the category');
    await dialog.getByRole('radio', { name: 'Clear' }).check();
    await dialog.getByRole('button', { name: 'Reveal' }).click();
    await page.getByRole('img', { name: 'The revealed picture' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Seal again' }).click();
    await keyboard.press('3');
    await field(dialog, 'Reason').waitFor();
    await keyboard.type('An empty room; no person at all');
    await dialog.getByRole('button', { name: 'Vote' }).click();
    await page.getByText('You voted: Not illegal').waitFor();
    await section(page, 'What bureaus called it').getByText('Canada').waitFor();
    await picture(page, 'bench', { top: true });
  });

  it('takes a contributed picture back once a second person agrees, and tells who had found it', async () => {
    const macleod = await sit('CA', 'macleod');
    const { page } = macleod;
    await macleod.signIn('/pictures');
    await page.getByRole('link', { name: 'room-2.jpg' }).click();
    await page.getByRole('button', { name: 'Take back from Lyon' }).click();
    await field(page.getByRole('dialog'), 'Reason').fill('Contributed twice');
    await page.getByRole('dialog').getByRole('button', { name: 'Take back from Lyon' }).click();
    const taking = section(page, 'Taking it back from Lyon');
    await taking.getByText('Waits for a second person').waitFor();
    expect(await page.getByRole('button', { name: 'Take back from Lyon' }).count()).toBe(0);
    const path = new URL(page.url()).pathname;

    const singh = await sit('CA', 'singh');
    await singh.signIn(path);
    const asked = section(singh.page, 'Taking it back from Lyon');
    await asked.getByText('Other bureaus contributed to its series').waitFor();
    await picture(singh.page, 'withdrawal', { top: true });
    await asked.getByRole('button', { name: 'Agree to it' }).click();
    await field(singh.page.getByRole('dialog'), 'Reason').fill('It is there once more');
    await singh.page.getByRole('dialog').getByRole('button', { name: 'Agree to it' }).click();
    await asked.getByText('It is out of Lyon’s database.').waitFor();
    await page.getByText('Taken back from Lyon', { exact: true }).first().waitFor();
  });

  it('shows a curator the database: its settings, who sends how much, what bureaus said', async () => {
    const { page } = sorensen;
    await sorensen.visit('/lyon');
    await field(page, 'Days without work until a lead is called to mind').fill('20');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await section(page, 'How much bureaus send').getByRole('button', { name: 'Set a rate' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, field(dialog, 'Bureau'), /\(CA\)$/);
    await field(dialog, 'Hashes a minute').fill('5000');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await section(page, 'How much bureaus send').getByRole('row').filter({ hasText: '5,000' }).waitFor();
    await section(page, 'What bureaus said of matches').getByText('Nothing was said.').waitFor();
    await picture(page, 'database', { top: true });
    await page.setViewportSize(NARROW);
    expect(await sideways(page), '/lyon on a narrow screen').toBeNull();
  });

  it('adds a colleague whose secret is told once', async () => {
    const mercado = await sit('US', 'mercado');
    const { page } = mercado;
    await mercado.signIn('/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Name').fill('Ruth Halvorsen');
    await field(dialog, 'User name').fill('halvorsen');
    await dialog.getByRole('button', { name: 'Add a person' }).click();
    const sheet = page.getByRole('dialog', { name: 'To be handed over once' });
    const [password, secret] = await Promise.all(
      ['Password', 'Authenticator secret'].map((term) =>
        sheet
          .locator('div')
          .filter({ has: page.locator('dt', { hasText: term }) })
          .last()
          .locator('dd')
          .textContent(),
      ),
    );
    expect(password).toMatch(/^\w{16}$/);
    expect(secret?.replaceAll(' ', '')).toMatch(/^[A-Z2-7]{32,}$/);
    await sheet.getByRole('button', { name: 'Handed over' }).click();
    await page.getByRole('row').filter({ hasText: 'Ruth Halvorsen' }).getByText('May sign in').waitFor();
  });

  it('fits a narrow screen, and reads from right to left in Arabic', async () => {
    const { page } = abara;
    const paths = ['/lookups/new', at.lookup, at.series, '/hash-lists', at.import, '/clues', at.clue];
    await page.setViewportSize(NARROW);
    for (const path of paths) {
      await abara.visit(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
      expect(await sideways(page), `${path} on a narrow screen`).toBeNull();
    }
    await page.setViewportSize(WIDE);
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'العربية' }).click();
    for (const path of [at.lookup, at.series]) {
      await abara.visit(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('html').getAttribute('dir'), `${path} in Arabic`).toBe('rtl');
      expect(await sideways(page), `${path} in Arabic`).toBeNull();
    }
  });

  it('complained of nothing', () => {
    expect(story.complaints()).toEqual([]);
  });
});
