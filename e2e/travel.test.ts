import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removalFile } from '../src/travel/removals/removals.testkit.ts';
import { trip } from '../src/travel/travel.testkit.ts';
import { buildConsole } from './browser/build-console.ts';
import { openChromium } from './browser/chromium.ts';
import { drop } from './browser/drop.ts';
import { sideways } from './browser/layout.ts';
import { NARROW, Seat, WIDE } from './browser/seat.ts';
import { startWorld, type World } from './browser/world.ts';

/** Travellers and removals, at the console. */
describe('travel at the console', () => {
  let world: World;
  let browser: Browser;
  let seat: Seat;
  beforeAll(async () => {
    await buildConsole();
    world = await startWorld(['IPSG', 'US', 'NL']);
    browser = await openChromium();
    seat = await Seat.open(browser, world, 'US', 'abara');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  // One story: what follows a broken step cannot be told.
  let broken = false;
  beforeEach(({ skip }) => skip(broken, 'an earlier step failed'));
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    broken = true;
    console.error(await seat.describe());
  });

  it('sends a file of notifications after a preview, and shows the way, who is told and what stayed here', async () => {
    await seat.signIn('/travel');
    const { page } = seat;
    const form = trip(Date.now(), 60);
    const bytes = Buffer.from(JSON.stringify([form]));
    await drop(page, page.getByRole('group', { name: 'Bring in a file' }), [
      { name: 'nsotc.json', type: 'application/json', bytes },
    ]);
    await page.getByRole('button', { name: 'Send these' }).click();
    await page.getByRole('link', { name: 'Sample, Casey Jordan' }).click();
    await page.getByRole('heading', { name: 'Who is told' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'Netherlands' }).getByText('Delivered').waitFor();
    await page.getByText('State number (SID)').waitFor();
    expect(await page.locator('.world-arc').count()).toBe(3);
    expect(await page.getByRole('table', { name: 'Itinerary' }).getByRole('row').count()).toBe(4);
    await page.setViewportSize(NARROW);
    expect(await sideways(page)).toBeNull();
    await page.setViewportSize(WIDE);
  });

  it('changes the itinerary in the form, and shows the difference', async () => {
    const { page } = seat;
    await page.getByRole('link', { name: 'Change or correct' }).click();
    await page.getByLabel('Flight or ship').first().fill('EX 14');
    await page.getByLabel('Reason').fill('New booking');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: '/legs/0/number' });
    await row.getByText('EX 14').waitFor();
    await row.getByText('EX 12').waitFor();
  });

  it('drafts a file of removals, holds what is not assessed, and takes it back', async () => {
    const { page } = seat;
    await page.getByRole('link', { name: 'Removals' }).click();
    const bytes = Buffer.from(removalFile(4, { 2: { assessor: '' }, 3: { sex: 'X' } }));
    await drop(page, page.getByRole('group', { name: 'Drop a file of removals here' }), [
      { name: 'removals.csv', type: 'text/csv', bytes },
    ]);
    await page.getByRole('button', { name: 'Draft 3 notices' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Draft 3 notices' }).click();
    await page.getByRole('button', { name: 'Record an assessment' }).waitFor();
    await page.getByRole('link', { name: /Bello-1/ }).waitFor();
    await page.setViewportSize(NARROW);
    expect(await sideways(page)).toBeNull();
    await page.setViewportSize(WIDE);
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByText('Taken back').first().waitFor();
  });
});
