import { describe, expect, it } from 'vitest';
import { contributeOttawasSeries } from './browser/earlier.ts';
import { fillRequest, type RequestFile } from './browser/file-request.ts';
import { choose, field, section } from './browser/form.ts';
import { sideways, tabTo } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';
import { example, examplePath } from './browser/world.ts';

/** The first half of the rabbit case, as people work it at their consoles. */
describe('the console', () => {
  let oakhurst: Seat;
  let abara: Seat;
  let series: { label: string; reading: string };
  const at: Record<'request' | 'case' | 'picture' | 'lookup' | 'thread' | 'notice', string> = {
    request: '',
    case: '',
    picture: '',
    lookup: '',
    thread: '',
    notice: '',
  };

  const story = consoleStory(['IPSG', 'US', 'NL', 'CA'], async (world) => {
    series = await contributeOttawasSeries(world);
  });
  const { sit } = story;

  it('takes a detective from sign-in to a filed request', async () => {
    oakhurst = await sit('US', 'oakhurst');
    const { page } = oakhurst;
    await oakhurst.visit('/');
    await field(page, 'User name').waitFor();
    await picture(page, 'sign-in');
    await page.setViewportSize(NARROW);
    expect(await sideways(page), 'sign-in on a narrow screen').toBeNull();
    await page.setViewportSize(WIDE);
    await oakhurst.signIn();
    await page.getByRole('heading', { name: 'Ask for help abroad' }).waitFor();
    await fillRequest(page, await example<RequestFile>('request-us.json'));
    await page.getByText('Draft kept on this computer').waitFor();
    await page.setViewportSize(NARROW);
    expect(await sideways(page), 'the request form on a narrow screen').toBeNull();
    await picture(page, 'intake-400', { top: true });
    await page.setViewportSize(WIDE);
    await page.getByRole('button', { name: 'Send to the bureau' }).click();
    await page.waitForURL(/\/my\/requests\/[0-9a-f-]{36}$/);
    await page.getByText(/We have your request/).waitFor();
    at.request = new URL(page.url()).pathname.replace('/my', '');
  });

  it('lets an analyst call back, answer the criteria and accept', async () => {
    abara = await sit('US', 'abara');
    const { page } = abara;
    await abara.signIn();
    await page.getByRole('heading', { name: 'Queue' }).waitFor();
    await page.getByRole('link', { name: /Confirm the officer/ }).click();
    const number =
      (await section(page, /Call the agency back/)
        .locator('.ltr')
        .first()
        .textContent()) ?? '';
    expect(number).toMatch(/^\+1[ \d()-]{10,}$/);
    await field(page, 'Number dialled').fill(number);
    await field(page, 'Spoke to').fill('Lt. Ansel Byrd, duty desk');
    await page.getByRole('radio', { name: 'Confirmed: it is theirs' }).check();
    await page.getByRole('button', { name: 'Record the call' }).click();
    const criteria = section(page, /seven criteria/);
    for (const answer of await criteria.getByRole('radio', { name: 'Met', exact: true }).all()) await answer.check();
    await criteria.getByText('7 of 7 met').waitFor();
    await picture(page, 'request-review', { top: true });
    await page.getByRole('button', { name: 'Accept as a case' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Title of the case').fill('Pictures of an unknown child, Fairhollow');
    await dialog.getByRole('button', { name: 'Accept as a case' }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}/);
    at.case = new URL(page.url()).pathname;
    await page.getByRole('heading', { level: 1, name: /Pictures of an unknown child/ }).waitFor();
  });

  it('tells the detective, at once and in plain words', async () => {
    await oakhurst.page
      .getByText(/accepted/i)
      .first()
      .waitFor();
  });

  it('seals pictures, and shows one for a reason alone', async () => {
    const { page } = abara;
    const shown: string[] = [];
    page.on('response', (response) => {
      if (/\/api\/views\//.test(response.url())) shown.push(response.url());
    });
    await page.getByRole('tab', { name: 'Pictures' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Seal pictures' }).click();
    await (await chooser).setFiles([examplePath('room-1-recompressed.jpg'), examplePath('room-1-rotated.jpg')]);
    await page.getByRole('link', { name: 'room-1-recompressed.jpg' }).waitFor();
    await page.getByRole('link', { name: 'room-1-rotated.jpg' }).waitFor();
    expect(await page.locator('#main img').count(), 'pictures shown in the list').toBe(0);

    await page.getByRole('link', { name: 'room-1-recompressed.jpg' }).click();
    await page.getByText('Nothing is shown until you reveal it with a reason.').waitFor();
    at.picture = new URL(page.url()).pathname;
    expect(await page.locator('#main img').count(), 'pictures shown before a reason').toBe(0);
    expect(shown).toEqual([]);
    await page.getByRole('button', { name: 'Reveal' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Reveal' }).isDisabled()).toBe(true);
    await field(dialog, 'Reason').fill('To see whether the room can be placed');
    await dialog.getByRole('button', { name: 'Reveal' }).click();
    await page.getByRole('img', { name: 'The revealed picture' }).waitFor();
    await page.getByText('Times shown: 1; to you: 1').waitFor();
    expect(shown.length).toBe(1);
    await dialog.waitFor({ state: 'hidden' });
    await picture(page, 'picture');
    await page.getByRole('button', { name: 'Seal again' }).click();
    await page.getByRole('img', { name: 'The revealed picture' }).waitFor({ state: 'detached' });
  });

  it('looks the pictures up and finds Canada’s series near', async () => {
    const { page } = abara;
    await abara.visit(`${at.case}?tab=pictures`);
    await page.getByRole('checkbox', { name: 'Select: room-1-recompressed.jpg' }).check();
    await page.getByRole('checkbox', { name: 'Select: room-1-rotated.jpg' }).check();
    await page.getByRole('button', { name: 'Look up 2 at Lyon' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Purpose').fill('Identification of the child');
    await dialog.getByRole('button', { name: 'Look up at Lyon' }).click();
    await page.waitForURL(/\/lookups\/[0-9a-f-]{36}$/);
    at.lookup = new URL(page.url()).pathname;
    // The answer comes by itself.
    await page
      .getByText(/^Near copy: \d+ of 256 bits differ$/)
      .first()
      .waitFor();
    await page
      .getByText(/^Turned or mirrored copy: \d+ of 256 bits differ$/)
      .first()
      .waitFor();
    const found = section(page, 'Matches');
    await found.getByRole('link', { name: series.label }).first().waitFor();
    await found.getByText('Canada').first().waitFor();
    expect(await found.getByText('Netherlands').count()).toBe(0);
    await picture(page, 'lookup');
  });

  it('contributes a picture, sealed, to the series', async () => {
    const { page } = abara;
    await abara.visit(at.picture);
    await page.getByRole('button', { name: 'Contribute to Lyon' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Purpose').fill('Identification of the child');
    await dialog.getByRole('checkbox', { name: 'Deposit the sealed file too' }).check();
    await dialog.getByRole('button', { name: 'Contribute to Lyon' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Held at Lyon').first().waitFor();
    await page.getByRole('link', { name: 'Series', exact: true }).last().waitFor();
    await abara.visit('/pictures');
    await page.getByRole('link', { name: 'room-1-rotated.jpg' }).waitFor();
    await picture(page, 'pictures');
  });

  it('writes to Ottawa and sees the answer arrive without a reload', async () => {
    const { page } = abara;
    await abara.visit(at.lookup);
    await page.getByRole('link', { name: 'Write to Canada' }).first().click();
    await field(page, 'Subject').fill('Series Clover: what is known of the room');
    await field(page, 'Message').fill(
      'We hold copies from a device examined in Massachusetts. Which account did yours come from, and is the place of the room known?',
    );
    await field(page, 'Purpose of sharing').fill('Identification of the child');
    await choose(page, field(page, 'Urgency'), 'Urgent');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.waitForURL(/\/threads\/[0-9a-f-]{36}$/);
    at.thread = new URL(page.url()).pathname;
    const recipients = page.getByRole('list', { name: 'Recipients' });
    await recipients.getByText('Delivered').waitFor();
    await page.evaluate('window.stayed = true');

    const macleod = await sit('CA', 'macleod');
    await macleod.signIn('/threads');
    await macleod.page.getByRole('link', { name: /^Series Clover/ }).click();
    await recipients.getByText('Read', { exact: true }).waitFor();
    const words = 'The place is not known here. The toy and the wall panelling look European to us.';
    await field(macleod.page, 'Message').fill(words);
    await macleod.page.getByRole('button', { name: 'Send', exact: true }).click();
    await macleod.page.getByRole('article').getByText(words).waitFor();

    await page.getByRole('article').getByText(words).waitFor();
    await recipients.first().getByText('Answered').waitFor();
    expect(await page.evaluate('window.stayed'), 'the page was not loaded anew').toBe(true);
    await picture(page, 'thread');
  });

  it('has the clue read by a certified specialist in The Hague', async () => {
    const vanrijn = await sit('NL', 'vanrijn');
    const { page } = vanrijn;
    await vanrijn.signIn('/clues');
    const answered = page.waitForResponse((response) => /\/api\/clues\?.*q=rabbit/.test(response.url()));
    await page.getByRole('textbox', { name: 'In words' }).fill('rabbit');
    await answered;
    const clue = page.getByRole('article').filter({ hasText: series.label });
    await clue.getByRole('button', { name: 'Open the crop' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Reason').fill('To read the toy');
    await dialog.getByRole('radio', { name: 'Clear' }).check();
    await dialog.getByRole('button', { name: 'Open the crop' }).click();
    await clue.getByRole('img', { name: 'The revealed picture' }).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await picture(page, 'clue');
    await clue.getByRole('button', { name: 'Record what it tells' }).click();
    await field(dialog, 'In words').fill(series.reading);
    await field(dialog, 'Make').fill('Klaverhaas');
    await choose(page, field(dialog, 'Country'), 'Netherlands');
    await choose(page, field(dialog, 'Confidence'), 'high confidence');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await clue
      .getByText(/Klaverhaas/)
      .first()
      .waitFor();

    await abara.visit('/series');
    await abara.page.getByRole('link', { name: series.label }).first().click();
    await abara.page.waitForURL(/\/series\/[0-9a-f-]{36}$/);
    await abara.page.getByRole('heading', { level: 1, name: series.label }).waitFor();
    await section(abara.page, 'What Lyon told us')
      .getByText(/Klaverhaas/)
      .first()
      .waitFor();
    await picture(abara.page, 'series');
  });

  it('shows a draft notice with what the rules found', async () => {
    const caseId = at.case.split('/').at(-1);
    const form = await example<object>('notice-yellow.json');
    const draft = await abara.api<{ id: string }>('POST', '/api/notices', { form, caseId });
    at.notice = `/notices/${draft.id}`;
    const { page } = abara;
    await abara.visit(at.notice);
    const rules = section(page, 'Rule results');
    await rules.getByText('No blocking rule fails').waitFor();
    await rules.getByRole('button', { name: /\d+ rules passed/ }).click();
    await rules
      .getByText(/Article \d+/)
      .first()
      .waitFor();
    await rules.getByRole('button', { name: /\d+ rules passed/ }).click();
    await picture(page, 'notice');
    await abara.visit(at.case);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await picture(page, 'case');
  });

  it('can be worked by keyboard alone', async () => {
    const brandvold = await story.world.client('US', 'brandvold');
    await brandvold.post('/api/requests', await example<object>('request-us-yellow.json'));
    const takeda = await sit('US', 'takeda');
    const { page } = takeda;
    const { keyboard } = page;
    await takeda.visit('/');
    await field(page, 'User name').waitFor();
    await tabTo(page, /^User name/);
    await keyboard.type(takeda.username);
    await tabTo(page, /^Password/);
    await keyboard.type(story.world.login('US', 'takeda').password);
    await tabTo(page, /^One-time code/);
    await keyboard.type(takeda.code());
    await keyboard.press('Enter');
    const row = page.getByRole('row').filter({ hasText: 'Life at risk' }).first();
    await row.getByRole('button', { name: 'Take' }).waitFor();
    await tabTo(page, /^Confirm the officer/);
    await tabTo(page, /^Take$/);
    await keyboard.press('Enter');
    await row.getByRole('button', { name: 'Give back' }).waitFor();
    await tabTo(page, /^Confirm the officer/, { back: true });
    await keyboard.press('Enter');
    await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: /missing/i }).waitFor();
  });

  it('fits a screen 400 pixels wide', async () => {
    const { page } = abara;
    await page.setViewportSize(NARROW);
    const tabs = ['people', 'bureaus', 'notices', 'pictures', 'tasks'].map((tab) => `${at.case}?tab=${tab}`);
    const paths = ['/desk', '/requests', at.request, '/cases', at.case, ...tabs, '/notices', at.notice];
    for (const path of [...paths, '/threads', at.thread, '/pictures', at.picture, at.lookup, '/clues', '/series']) {
      await abara.visit(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
      expect(await sideways(page), `${path} on a narrow screen`).toBeNull();
    }
    await page.setViewportSize(WIDE);
  });

  it('turns to Arabic, from right to left, and to dark', async () => {
    const { page } = abara;
    await abara.visit('/desk');
    await page.getByRole('button', { name: 'Take' }).first().waitFor();
    await picture(page, 'desk');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'العربية' }).click();
    await page.getByRole('heading', { level: 1, name: 'قائمة المهام' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('html').getAttribute('lang')).toBe('ar');
    const [first, last] = await Promise.all([
      page.getByRole('columnheader').first().boundingBox(),
      page.getByRole('columnheader').last().boundingBox(),
    ]);
    expect(first?.x, 'the first column stands at the right').toBeGreaterThan(last?.x ?? 0);
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const brightness = (ground.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    expect(brightness, `a dark ground, not ${ground}`).toBeLessThan(3 * 64);
    await picture(page, 'desk-dark-ar');
    for (const path of [at.case, at.notice, at.thread]) {
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
