import { describe, expect, it } from 'vitest';
import { choose, field, section } from './browser/form.ts';
import { sideways } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';

/** What a country requires, and a message that asks it for something, at the console. */
describe('requirements and messages at the console', () => {
  const story = consoleStory(['IPSG', 'US', 'NL'], async () => undefined);
  let okonkwo: Seat;
  let thread = '';

  it('says on one page what an interview abroad needs, and takes an edit with its source', async () => {
    okonkwo = await story.sit('US', 'okonkwo');
    const { page } = okonkwo;
    await okonkwo.signIn('/requirements?countries=NL&for=interview');
    const card = section(page, 'Netherlands');
    await card.getByText('Translation into: Dutch').waitFor();
    await card.getByText('As shipped, unverified').waitFor();
    await picture(page, 'requirements');
    await card.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a requirement' }).click();
    const added = dialog.locator('fieldset').last();
    await field(added, 'What').fill('Consent of the prosecutor');
    await field(added, 'Source').fill('Ministry of Justice');
    await field(added, 'Verified on (YYYY-MM-DD)').fill('2026-11-20');
    await added.getByLabel('Required').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Document: Consent of the prosecutor').waitFor();
    await card.getByText('Edited here').waitFor();
  });

  it('holds a message back until what is required is ticked, and sends phrases in the reader’s language', async () => {
    const { page } = okonkwo;
    await okonkwo.visit('/threads/new?to=NL');
    await choose(page, field(page, 'Start from a template'), 'Identify a person');
    await choose(page, field(page, 'Assistance asked for'), 'Contact or interview a person');
    await page.getByText('1 connected').or(page.getByText('1 hosted')).first().waitFor();
    await field(page, 'Subject').fill('An interview');
    await field(page, 'Purpose of sharing').fill('Find a child');
    await page.getByText('What they require: tick what you have').waitFor();
    await picture(page, 'message-checklist');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('requires this before anything is sent').first().waitFor();
    await page.getByRole('checkbox', { name: /Consent of the prosecutor/ }).check();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.waitForURL(/\/threads\/[0-9a-f-]{36}$/);
    thread = new URL(page.url()).pathname;
    await page.getByRole('article').getByText('Please identify the person described').waitFor();

    const dewit = await story.sit('NL', 'dewit');
    await dewit.signIn('/threads');
    await dewit.page.getByRole('link', { name: 'An interview' }).click();
    await dewit.page.getByRole('article').getByText('Please identify the person described').waitFor();
    await page.getByRole('button', { name: 'Recall' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Sent too early');
    await page.getByRole('dialog').getByRole('button', { name: 'Recall' }).click();
    await page.getByText('copy destroyed').waitFor();
    await dewit.page.getByText('Recalled by its sender: Sent too early').waitFor();
  });

  it('fits a telephone, and reads from right to left in the dark', async () => {
    const { page } = okonkwo;
    await page.setViewportSize(NARROW);
    const paths = ['/requirements?countries=NL,ES', '/threads/new?to=NL', '/threads', thread];
    for (const path of paths) {
      await okonkwo.visit(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await sideways(page), path).toBeNull();
    }
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate("localStorage.setItem('homeward.language', 'ar')");
    await okonkwo.visit(paths[0] ?? '');
    await page.getByRole('heading', { name: 'ما تشترطه البلدان' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await sideways(page)).toBeNull();
  });
});
