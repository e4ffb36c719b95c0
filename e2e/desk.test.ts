import { describe, expect, it } from 'vitest';
import { systemScope } from '../src/platform/index.ts';
import { choose, field } from './browser/form.ts';
import { sideways } from './browser/layout.ts';
import { NARROW, type Seat } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';

/** The watch at the console: the queue by keyboard, the hand-over that both sign, the board. */
describe('the desk at the console', () => {
  const story = consoleStory(['IPSG', 'US'], async (world) => {
    const node = world.launched.node('US');
    await node.db.tx(systemScope('US'), async (tx) => {
      for (const [n, urgency] of (['life-at-risk', 'urgent', 'routine'] as const).entries())
        await node.work.open(tx, {
          ref: { kind: 'alert-channel', id: `made-${n}` },
          task: 'watch.sign-handover',
          owner: { role: 'watch-officer' },
          dueAt: tx.now + (n + 1) * 3_600_000,
          urgency,
        });
    });
  });
  let takeda: Seat;

  it('goes through the queue by keyboard; the finished item opens the next', async () => {
    takeda = await story.sit('US', 'takeda');
    await takeda.signIn('/desk');
    const { page } = takeda;
    const rows = page.getByRole('table', { name: 'Queue' }).getByRole('row');
    await rows.nth(3).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByRole('button', { name: 'Ask the supervisor and the watch' }).click();
    await rows.filter({ hasText: 'Supervisor asked' }).first().waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    const strip = page.getByRole('region', { name: 'Working through the queue' });
    await strip.getByText('59 mins left').or(strip.getByText('1 hr left')).first().waitFor();
    const node = story.world.launched.node('US');
    const finish = { ref: { kind: 'alert-channel', id: 'made-0' }, outcome: 'delivered' };
    await node.db.tx(systemScope('US'), (tx) => node.work.close(tx, finish));
    await page.getByText('Done. The next one is open.').waitFor();
    await strip.getByRole('button', { name: 'Stop' }).click();
  });

  it('the watch passes when both have signed, and the board says who is on', async () => {
    const { page } = takeda;
    await takeda.visit('/watch');
    await page.getByRole('button', { name: 'Begin my watch' }).click();
    await page.getByRole('button', { name: 'Write a hand-over' }).click();
    await choose(page, field(page, 'Who takes over'), 'Simone Delacroix');
    await field(page, 'What they must know').fill('Two questions wait.');
    await page.getByRole('button', { name: 'Save' }).click();
    await sign(takeda);
    await page.getByText('Waits for the incoming officer').waitFor();
    const delacroix = await story.sit('US', 'delacroix');
    await delacroix.signIn('/watch');
    await sign(delacroix);
    await delacroix.page.getByText('Signed by both').waitFor();
    await delacroix.page.setViewportSize(NARROW);
    await delacroix.visit('/board');
    await delacroix.page.getByRole('region', { name: 'On watch now' }).getByText('Simone Delacroix').waitFor();
    expect(await sideways(delacroix.page)).toBe(null);
    expect(story.complaints()).toEqual([]);
  });

  async function sign(seat: Seat): Promise<void> {
    const { page } = seat;
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await field(page, 'Password').fill(story.world.login('US', seat.username).password);
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  }
});
