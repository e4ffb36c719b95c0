import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildConsole } from './browser/build-console.ts';
import { openChromium } from './browser/chromium.ts';
import { drop } from './browser/drop.ts';
import { choose, field, section } from './browser/form.ts';
import { sideways } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, Seat, WIDE } from './browser/seat.ts';
import { examplePath, startWorld, type World } from './browser/world.ts';

const sample = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, '../src/tips/samples', name), 'utf8');

/** A report from a provider's software to a file opened under a warrant, at the console. */
describe('tips at the console', () => {
  let world: World;
  let browser: Browser;
  let abara: Seat;
  const seats: Seat[] = [];
  const account = { username: '', password: '' };
  const at = { tip: '' };

  async function sit(username: string): Promise<Seat> {
    const seat = await Seat.open(browser, world, 'US', username);
    seats.push(seat);
    return seat;
  }

  /** As the provider's software calls. */
  async function ispws(path: string, body: string | FormData, type?: string): Promise<string> {
    const answer = await fetch(`${world.url('US')}/ispws${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`,
        ...(type ? { 'content-type': type } : {}),
      },
      body,
    });
    const text = await answer.text();
    expect(text, path).toContain('<responseCode>0</responseCode>');
    return text;
  }

  beforeAll(async () => {
    await buildConsole();
    world = await startWorld(['IPSG', 'US']);
    browser = await openChromium();
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
    for (const seat of seats) console.error(await seat.describe());
  });

  it('gives a provider an account, whose password is told once', async () => {
    const mercado = await sit('mercado');
    const { page } = mercado;
    await mercado.signIn('/tips');
    await page.getByRole('button', { name: 'Add an account' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Provider').fill('Example Chat, Inc.');
    await field(dialog, 'User name').fill('example-chat');
    await dialog.getByRole('button', { name: 'Add an account' }).click();
    const told = page.locator('.print-alone .mono');
    await told.first().waitFor();
    [account.username = '', account.password = ''] = await told.allTextContents();
    expect([account.username, await told.nth(2).textContent()]).toEqual(['example-chat', '/ispws']);
    await page.getByRole('button', { name: 'Handed over' }).click();
    await section(page, 'Providers’ accounts').getByText('example-chat').waitFor();
    expect(mercado.complaints).toEqual([]);
  });

  it('shows a report as one page: people, places, times, files', async () => {
    const opened = await ispws('/submit', await sample('report.xml'), 'text/xml; charset=utf-8');
    const id = /<reportId>(\d+)</.exec(opened)?.[1] ?? '';
    const form = new FormData();
    form.set('id', id);
    form.set('file', new Blob([await readFile(examplePath('room-1.jpg'))]), 'room.jpg');
    const fileId = /<fileId>(\w+)</.exec(await ispws('/upload', form))?.[1] ?? '';
    const details = (await sample('file-details.xml')).replace('REPORT', id).replace('FILE', fileId);
    await ispws('/fileinfo', details.replace('VIEWED', 'false'), 'text/xml; charset=utf-8');
    await ispws('/finish', `id=${id}`, 'application/x-www-form-urlencoded');

    abara = await sit('abara');
    const { page } = abara;
    await abara.signIn('/tips');
    await page.getByRole('link', { name: id }).first().click();
    await page.waitForURL(/\/tips\/[0-9a-f-]{36}$/);
    at.tip = new URL(page.url()).pathname;
    await page.getByText('A meeting is planned for tomorrow').waitFor();
    const otto = section(page, 'People').getByRole('article', { name: 'Otto Example' });
    await otto.getByText('+31 97010200001 (verified)').waitFor();
    await section(page, 'Places')
      .getByText(/The Hague, Netherlands/)
      .waitFor();
    await section(page, 'Times').getByText('198.51.100.9 Upload').waitFor();
    await section(page, 'Files').getByText('Not looked at by the provider').waitFor();
    expect(await section(page, 'Files').getByRole('button', { name: 'Open it' }).count()).toBe(0);
    // Nothing of a report is a link that could be followed.
    expect(await page.locator('#main a[href^="http"]').count()).toBe(0);
    await picture(page, 'tip', { top: true });
  });

  it('finds reports that belong together, merges them and takes it back', async () => {
    const again = await ispws('/submit', await sample('report.xml'), 'text/xml; charset=utf-8');
    const id = /<reportId>(\d+)</.exec(again)?.[1] ?? '';
    await ispws('/finish', `id=${id}`, 'application/x-www-form-urlencoded');
    const { page } = abara;
    const related = section(page, 'Related reports');
    await related.getByText('The same report, sent twice').waitFor();
    await related.getByRole('link', { name: id }).first().waitFor();
    await related.getByRole('button', { name: 'Merge' }).click();
    await field(page.getByRole('dialog'), 'Reason').fill('One report under two numbers');
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await related.getByText('It stands for 1 merged report').waitFor();
    await related.getByRole('link', { name: /Group of 2/ }).click();
    await section(page, 'Shared details').getByText('The same report, sent twice').first().waitFor();
    await page.getByRole('link', { name: id }).first().click();
    await page.getByRole('button', { name: 'Take the merge back' }).click();
    await field(page.getByRole('dialog'), 'Reason').fill('Not the same after all');
    await page.getByRole('dialog').getByRole('button', { name: 'Take the merge back' }).click();
    await page.getByRole('button', { name: 'Refuse' }).waitFor();
    await abara.visit('/tip-groups');
    await section(page, 'Groups').getByRole('link', { name: id }).waitFor();
    await abara.visit(at.tip);
  });

  it('opens a file once legal authority is recorded', async () => {
    const { page } = abara;
    await page.getByRole('button', { name: 'Record authority' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, field(dialog, 'Kind'), 'Search warrant');
    await choose(page, field(dialog, 'Under the law of'), '9th Circuit');
    await field(dialog, 'Reference').fill('26-mj-0001');
    await dialog.getByRole('button', { name: 'Record authority' }).click();
    await section(page, 'Legal authority').getByText('Search warrant · 9th Circuit').waitFor();
    await section(page, 'Files').getByRole('button', { name: 'Open it' }).click();
    await field(page.getByRole('dialog'), 'Reason').fill('To identify the child');
    await page.getByRole('dialog').getByRole('button', { name: 'Open it' }).click();
    await page.waitForURL(/\/pictures\/[0-9a-f-]{36}$/);
    expect(await page.locator('#main img').count(), 'pictures shown').toBe(0);
  });

  it('brings in reports from a file, and tells what became of each', async () => {
    const { page } = abara;
    await abara.visit('/tips');
    const bytes = Buffer.from(await sample('le-report.json'));
    await drop(page, page.getByRole('group', { name: 'Drop reports here' }), [
      { name: 'reports.json', type: 'application/json', bytes },
    ]);
    await page.waitForURL(/\/tips\/imports\/[0-9a-f-]{36}$/);
    await section(page, 'Report by report').getByText('New report').waitFor();
    await page.getByRole('link', { name: 'reports.json' }).click();
    await section(page, 'Not known to this program').getByText('{"since":2027}').waitFor();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await field(page.getByRole('dialog'), 'Reason').fill('A test of the channel');
    await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
    await page.getByRole('button', { name: 'Open again' }).waitFor();
    expect(abara.complaints).toEqual([]);
  });

  it('fits a telephone, and reads from right to left', async () => {
    const { page } = abara;
    await page.setViewportSize(NARROW);
    for (const path of ['/tips', at.tip, '/tip-groups']) {
      await abara.visit(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await sideways(page), path).toBeNull();
    }
    await page.evaluate("localStorage.setItem('homeward.language', 'ar')");
    await abara.visit(at.tip);
    await page.getByRole('heading', { name: 'الأشخاص' }).waitFor();
    expect(await page.evaluate('document.documentElement.dir')).toBe('rtl');
    expect(await sideways(page)).toBeNull();
    await page.evaluate("localStorage.setItem('homeward.language', 'en')");
    await page.setViewportSize(WIDE);
    expect(abara.complaints).toEqual([]);
  });
});
