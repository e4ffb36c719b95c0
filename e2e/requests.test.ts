import { describe, expect, it } from 'vitest';
import { sideways } from './browser/layout.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';

/** A request of an agency without an account, up to its sealed evidence. */
describe('requests without an account', () => {
  const story = consoleStory(['IPSG', 'US']);
  let guest: Seat;
  let analyst: Seat;
  let number = '';
  const pdf = Buffer.alloc(2_600_000, 'words of a warrant ');
  pdf.write('%PDF-1.7\n');
  const warrant = { name: 'warrant.pdf', mimeType: 'application/pdf', buffer: pdf };

  it('is written on a telephone, kept when the window closes, and answered with a number and a private link', async () => {
    guest = await story.sit('US', 'abara');
    const { page } = guest;
    await page.setViewportSize(NARROW);
    await guest.visit('/ask');
    await page.getByRole('combobox', { name: 'Agency (ORI)' }).fill('Homeland');
    await page.getByRole('option', { name: /DCHSI9900/ }).click();
    await page.getByLabel('Your name').fill('Olive Officer');
    await page.getByText('Draft kept on this computer').waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel('Your name').inputValue(), { timeout: 60_000 }).toBe('Olive Officer');
    await page.locator('input[type=tel]').fill('+1 555 555 0199');
    await page.locator('input[type=email]').fill('olive@dchsi9900.example.org');
    await page.getByRole('combobox', { name: 'Offence' }).click();
    await page.getByRole('option', { name: 'Missing child' }).click();
    await page.getByLabel('Find a missing person').check();
    await page.getByLabel('What happened').fill('A child is missing since Monday.');
    await page.getByLabel('Legal basis').fill('Court order');
    await page.getByLabel('Purpose').fill('To find the child');
    await page.locator('input[type=file]').setInputFiles(warrant);
    await page.getByText('warrant.pdf').waitFor();
    expect(await sideways(page)).toBeNull();
    // The connection breaks once while the file is on its way: it goes on by itself, from where it stood.
    const offsets: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '');
    });
    let pieces = 0;
    await page.route(
      (url) => url.pathname.startsWith('/api/uploads/'),
      (route) => (++pieces === 2 ? route.abort('connectionreset') : route.fallback()),
    );
    await page.getByRole('button', { name: 'Send to the bureau' }).click();
    await page.getByText(/Received: US-R-/).waitFor();
    number = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await page.getByText('Received and sealed').waitFor();
    expect(offsets.map(Number)).toEqual([0, 1_048_576, 1_048_576, 2_097_152]);
    expect(await sideways(page)).toBeNull();
  });

  it('moves after the call-back alone; then the officer gets a key, and evidence comes with its chain of custody', async () => {
    analyst = await story.sit('US', 'abara');
    await analyst.signIn('/requests');
    const { page } = analyst;
    await page.getByRole('link', { name: number }).click();
    await page.getByText('Sent without an account').waitFor();
    expect(await page.getByRole('button', { name: 'Give a key' }).count()).toBe(0);
    await page.getByLabel('Spoke to', { exact: false }).fill('Duty desk');
    await page.getByRole('button', { name: 'Record the call' }).click();
    await page.getByRole('button', { name: 'Give a key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is sent').fill('Seized telephone');
    await dialog.getByRole('button', { name: 'Give a key' }).click();
    const link = await page.getByRole('textbox', { name: 'Private link for the officer' }).inputValue();
    await guest.visit(new URL(link).pathname + new URL(link).hash);
    const film = { name: 'device.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(1_500_000, 7) };
    await guest.page.locator('input[type=file]').setInputFiles(film);
    await guest.page.getByText('Received and sealed').waitFor();
    expect(await sideways(guest.page)).toBeNull();

    await page.getByRole('link', { name: 'Seized telephone' }).click();
    await page.getByRole('row').filter({ hasText: 'Received, hashed and sealed' }).getByText('Olive Officer').waitFor();
    const loads = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('To search it');
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    expect((await loads).suggestedFilename()).toBe('device.bin');
    await page.getByRole('row').filter({ hasText: 'To search it' }).getByText('Opened').waitFor();
  });

  it('says who else works on it, and what a file of requests would do', async () => {
    const { page } = analyst;
    await page.getByRole('link', { name: number }).click();
    await page.getByText('Nothing of this leaves for abroad yet').waitFor();
    await page.getByRole('button', { name: 'Record an answer' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Nothing there').waitFor();
    await analyst.visit('/request-imports');
    const csv = 'agency,offence,wanted,summary\nZZXXX0000,csam,find-missing,=1+1\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByText('1 rows, 0 of them can be taken').waitFor();
    await page.getByRole('link', { name: 'Download the refused rows' }).waitFor();
    await page.setViewportSize(NARROW);
    expect(await sideways(page)).toBeNull();
    await page.setViewportSize(WIDE);
    const broken = story.complaints().filter((line) => !line.includes('/api/uploads/'));
    expect(broken).toEqual([]);
  });
});
