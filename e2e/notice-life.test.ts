import { describe, expect, it } from 'vitest';
import type { NoticeDetail, ReviewRow } from '../src/notices/contract.ts';
import { blue } from '../src/notices/examples.testkit.ts';
import { systemScope } from '../src/platform/index.ts';
import { choose, field, section } from './browser/form.ts';
import { sideways } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';
import { until, type World } from './browser/world.ts';

/** A notice after it is out, as people follow it at their consoles. */
describe('the life of a notice', () => {
  let chief: Seat;
  let hague: Seat;
  let id = '';

  const story = consoleStory(['IPSG', 'US', 'NL', 'CA'], async (world) => {
    id = await issue(world);
  });

  it('offers it to a national system, takes its answer, and says that the bureau acts on it', async () => {
    hague = await story.sit('NL', 'dewit');
    const { page } = hague;
    await hague.signIn('/national-systems');
    const lookout = section(page, 'Border lookout');
    await lookout.getByText('Offered: 1').waitFor();
    await lookout.getByRole('button', { name: 'Give out CSV' }).click();
    await page.getByText('1 records given out').waitFor();
    const { items } = await hague.api<{ items: { id: string }[] }>('GET', `/api/entries?notice=${id}`);
    const csv = `entry,action,result,version,number,by\n${items[0]?.id},add,done,1,B-1001,Border desk\nnobody,add,done,1,,\n`;
    await lookout
      .locator('input[type=file]')
      .setInputFiles({ name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 taken, 1 refused').waitFor();
    await dialog.getByText('Row 2: The row is not as it must be.').waitFor();
    await page.keyboard.press('Escape');
    await lookout.getByText('Entered: 1').waitFor();
    await picture(page, 'national-systems');
    await page.setViewportSize(NARROW);
    expect(await sideways(page)).toBeNull();
    await page.setViewportSize(WIDE);
    await hague.visit(`/notices/${id}`);
    await section(page, 'In national systems').getByText('B-1001').waitFor();
    await page.getByText('We act on it since').waitFor();
  });

  it('shows where it is on a map and as the same list, and lets one more bureau have it', async () => {
    chief = await story.sit('US', 'delacroix');
    const { page } = chief;
    await chief.signIn(`/notices/${id}`);
    const holders = section(page, 'Distribution');
    await holders.getByText('Acting on it').first().waitFor();
    await picture(page, 'notice-distribution');
    await page.getByRole('button', { name: 'Send to more bureaus' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, field(dialog, 'Bureaus that shall have it too'), /Canada/);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Send to more bureaus' }).click();
    await holders
      .getByRole('row', { name: /Canada/ })
      .getByText('Delivered')
      .waitFor();
    await page.setViewportSize(NARROW);
    expect(await sideways(page)).toBeNull();
    await page.setViewportSize(WIDE);
  });

  it('is withdrawn: the purge waits for the removal from the system, and then every holder has signed', async () => {
    const { page } = chief;
    await page.getByRole('button', { name: 'Withdraw' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Reason/).fill('Answered otherwise');
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await section(page, 'Distribution').getByText('Purge not confirmed').first().waitFor();
    await hague.visit(`/notices/${id}`);
    await hague.page.getByRole('button', { name: 'Removal confirmed' }).click();
    const removal = hague.page.getByRole('dialog');
    await field(removal, 'Who confirmed it').fill('Border desk, by telephone');
    await removal.getByRole('button', { name: 'Removal confirmed' }).click();
    await section(page, /purge/i)
      .getByText(/complete|confirmed/i)
      .first()
      .waitFor();
    expect(story.complaints()).toEqual([]);
  });
});

/** In force at Washington, for The Hague alone, whose border lookout is offered it. */
async function issue(world: World): Promise<string> {
  const admin = await world.client('NL', 'vos');
  const system = { code: 'border', name: 'Border lookout', kind: 'border-lookout', colours: ['blue'] };
  await admin.post('/api/national-systems', system);
  const [author, chief] = [await world.client('US', 'abara'), await world.client('US', 'delacroix')];
  const draft = await author.post<NoticeDetail>('/api/notices', { form: blue, distribution: { to: ['NL'] } });
  await chief.post(`/api/notices/${draft.id}/submit`, { version: draft.version });
  const reviewer = await world.client('IPSG', 'moreau');
  const review = await until('the review', async () => {
    const { items } = await reviewer.get<{ items: ReviewRow[] }>('/api/reviews');
    return items.find((one) => one.notice === draft.id);
  });
  const taken = await reviewer.post<ReviewRow>(`/api/reviews/${review.id}/take`, {
    version: review.version,
    nationalities: ['FR'],
  });
  await reviewer.post(`/api/reviews/${review.id}/decide`, {
    version: taken.version,
    decision: 'pass',
    judged: ['all.human-rights', 'all.neutrality', 'all.refugee'],
  });
  const { db } = world.launched.node('NL');
  await until('the copy', () =>
    db.tx(
      systemScope('NL'),
      async (tx) => (await tx.query('SELECT 1 FROM notice WHERE id = $1', [draft.id])).length > 0,
    ),
  );
  return draft.id;
}
