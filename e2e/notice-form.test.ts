import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildConsole } from './browser/build-console.ts';
import { openChromium } from './browser/chromium.ts';
import { choose, field, section } from './browser/form.ts';
import { sideways, tabTo } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, Seat, WIDE } from './browser/seat.ts';
import { examplePath, startWorld, type World } from './browser/world.ts';

/** From a case's subject to a draft: what an analyst does, and what helps. */
describe('formulating a notice', () => {
  let world: World;
  let browser: Browser;
  let abara: Seat;
  let delacroix: Seat;
  const seats: Seat[] = [];
  let caseId = '';

  beforeAll(async () => {
    await buildConsole();
    world = await startWorld(['IPSG', 'US']);
    browser = await openChromium();
    abara = await Seat.open(browser, world, 'US', 'abara');
    delacroix = await Seat.open(browser, world, 'US', 'delacroix');
    seats.push(abara, delacroix);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  let broken = false;
  beforeEach(({ skip }) => skip(broken, 'an earlier step failed'));
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    broken = true;
    for (const seat of seats) console.error(await seat.describe());
  });

  it('goes from a person of the case to a draft in two clicks, and says beside each field what is missing', async () => {
    const { page } = abara;
    await abara.signIn();
    const made = await abara.api<{ id: string }>('POST', '/api/cases', {
      title: 'A child who did not come home',
      offence: 'parental-abduction',
      wanted: ['find-missing'],
      countries: ['NL'],
      urgency: 'urgent',
      legalBasis: 'State law',
      purpose: 'To find the child',
      summary: 'Left with the father and did not return.',
    });
    caseId = made.id;
    await abara.api('POST', `/api/cases/${caseId}/subjects`, {
      role: 'missing',
      particulars: {
        names: [{ kind: 'current', family: 'Sample', given: 'Robin', script: 'Latn' }],
        sex: 'F',
        birth: { date: '2017-06-11', precision: 'exact' },
        nationalities: ['US'],
        documents: [{ type: 'passport', number: 'X1234567', country: 'US' }],
      },
    });
    await abara.visit(`/cases/${caseId}?tab=people`);
    await page.getByRole('button', { name: 'Notice', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Yellow Notice' }).click();
    await page.waitForURL(/\/notices\/[0-9a-f-]{36}\/edit$/);
    expect(await field(page, 'Family name').inputValue()).toBe('Sample');
    const rules = section(page, 'Rule results');
    await rules.getByText('Blocking rules fail').waitFor();
    // One identifier more is asked for, beside the fields that could give it.
    await page.getByText('One of these is needed').first().waitFor();
    await field(page, 'Height (cm)').fill('130');
    await field(page, 'Build').fill('slender');
    await page.getByText('One of these is needed').first().waitFor({ state: 'detached' });
  });

  it('words the circumstances once for four languages', async () => {
    const { page } = abara;
    const event = section(page, 'The disappearance');
    await event.getByRole('button', { name: 'Word it for four languages' }).click();
    const group = event.getByRole('group', { name: 'Circumstances' });
    await group.getByRole('button', { name: 'Standard phrase' }).click();
    await page.getByRole('menuitem', { name: /travelled with/ }).click();
    await choose(
      page,
      group.getByLabel('Who', { exact: true }).and(page.locator('input:not([type=hidden])')),
      'the father',
    );
    await group.getByLabel('Date', { exact: true }).fill('2026-08-20');
    await choose(
      page,
      group.getByLabel('Country', { exact: true }).and(page.locator('input:not([type=hidden])')),
      'Netherlands',
    );
    await group.getByText(/L’enfant a voyagé avec le père vers : Pays-Bas ; retour prévu : 20 août 2026/).waitFor();
    await group.getByText(/سافر الطفل مع الأب إلى هولندا/).waitFor();
    await group.getByRole('button', { name: 'Own words' }).click();
    await group.getByLabel('2 en').fill('She carries a stuffed rabbit.');
    await group.getByLabel('2 fr').fill('Elle porte un lapin en peluche.');
    // Spanish and Arabic wait for a person; French has one.
    expect(await group.getByText('Translation missing', { exact: true }).count()).toBe(2);
    await page.setViewportSize(NARROW);
    expect(await sideways(page), 'the notice form on a narrow screen').toBeNull();
    await page.setViewportSize(WIDE);
  });

  it('cuts a portrait with the keyboard alone', async () => {
    const { page } = abara;
    await page.locator('input[type=file]').first().setInputFiles(examplePath('garden.jpg'));
    const dialog = page.getByRole('dialog', { name: 'Cut out the portrait' });
    const frame = dialog.locator('canvas');
    await frame.focus();
    for (const key of ['-', '-', '-', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
    await picture(page, 'notice-crop');
    await tabTo(page, /^Take this portrait$/);
    await page.keyboard.press('Enter');
    const kept = page.getByRole('img', { name: /^Photographs? 1$/ });
    await kept.waitFor();
    const size = await kept.evaluate((img: { naturalWidth: number; naturalHeight: number }) => [
      img.naturalWidth,
      img.naturalHeight,
    ]);
    expect((size[0] ?? 0) / (size[1] ?? 1)).toBeCloseTo(35 / 45, 1);
  });

  it('points out a draft about the same person, and shows the draft as the document it will be', async () => {
    const { page } = abara;
    await abara.api('POST', '/api/notices', {
      form: { colour: 'blue', subject: { familyName: 'Sample', forename: 'Robyn', birthDate: '2017-06-11' } },
    });
    await field(page, 'Forename').fill('Robin Ann');
    const same = section(page, 'The same person?');
    await same.getByText('Date of birth agrees').waitFor();
    await picture(page, 'notice-form', { top: true });
    await page.getByRole('button', { name: 'Save and preview' }).click();
    const dialog = page.getByRole('dialog', { name: 'As the document will be' });
    const document = dialog.frameLocator('iframe');
    await document.getByText('Robin Ann').first().waitFor();
    await dialog.getByText('fr', { exact: true }).click();
    await document
      .getByText(/L’enfant a voyagé avec le père/)
      .first()
      .waitFor();
    await picture(page, 'notice-preview');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await field(page, 'Forename').inputValue()).toBe('Robin Ann');
    await page.getByText('Blocking rules fail').waitFor();
  });

  it('tests the notices in force again, and shows that all pass', async () => {
    const { page } = delacroix;
    await delacroix.signIn('/notices/retests');
    await page.getByRole('button', { name: 'Test all in force' }).click();
    await section(page, 'No longer pass').getByText('All pass').waitFor();
    await page.getByText(/were tested by them/).waitFor();
    expect(abara.complaints).toEqual([]);
    expect(delacroix.complaints).toEqual([]);
  });
});
