import { afterAll, describe, expect, it } from 'vitest';
import { bringIn, report } from '../src/tips/routing/routing.testkit.ts';
import { choose, field, section } from './browser/form.ts';
import { sideways } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';

const BOSTON = { street1: '1 Example Street', city: 'Boston', state: 'MA', postalCode: '02108', country: 'US' };
const SAN_DIEGO = { addresses: { addresses: [{ city: 'San Diego', state: 'CA', country: 'US' }] } };

/** Where a report goes, at the console: rules by two supervisors, a decision, and the word of the other bureau. */
describe('tips find their way at the console', () => {
  const tips = { clear: '', abroad: '' };
  const story = consoleStory(['IPSG', 'US', 'NL'], async (world) => {
    const client = await world.client('US', 'fenwick');
    const caller = {
      id: '',
      ok: <T>(method: string, path: string, body?: object): Promise<T> =>
        method === 'GET' ? client.get<T>(path) : client.post<T>(path, body as never),
      no: () => Promise.reject(new Error('not asked here')),
    };
    tips.clear = await bringIn(caller, report(101, { address: BOSTON, phone: '+1 617 555 0134', ip: '199.43.0.44' }));
    tips.abroad = await bringIn(
      caller,
      report(102, { ip: '193.0.6.139', phone: '+31 970 1020 0044', age: '16', victim: SAN_DIEGO }),
    );
  });
  let abara: Seat;

  it('rules are drafted by one, tried on past reports, and switched on by another', async () => {
    const delacroix = await story.sit('US', 'delacroix');
    const { page } = delacroix;
    await delacroix.signIn('/tip-rules');
    await page.getByRole('button', { name: 'Draft from this set' }).click();
    await page.getByRole('switch', { name: 'Clear-cut reports to a task force' }).click();
    await page.getByRole('button', { name: 'Keep as a draft' }).click();
    await field(page.getByRole('dialog'), 'Reason').fill('Clear-cut reports go at once');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep as a draft' }).click();
    await page.getByRole('button', { name: 'Try on the last 30 days' }).click();
    await page.getByText('2 of 2 reports of the last 30 days').waitFor();
    await page.getByText('ICAC-28 (By the rules)').waitFor();
    expect(await page.getByRole('button', { name: 'Switch on' }).count()).toBe(0);
    await picture(page, 'tip-rules', { top: true });

    const okonkwo = await story.sit('US', 'okonkwo');
    await okonkwo.signIn('/tip-rules');
    await okonkwo.page.getByRole('button', { name: 'Switch on' }).click();
    await field(okonkwo.page.getByRole('dialog'), 'Reason').fill('Tried on a month');
    await okonkwo.page.getByRole('dialog').getByRole('button', { name: 'Switch on' }).click();
    await section(okonkwo.page, 'Sets').getByText('In force').waitFor();
    await okonkwo.visit(`/tips/${tips.clear}/routing`);
    await section(okonkwo.page, 'Sent and received').getByRole('article', { name: 'Massachusetts ICAC' }).waitFor();
  });

  it('abroad is decided by people: a check ruled by two, then sent', async () => {
    abara = await story.sit('US', 'abara');
    const { page } = abara;
    await abara.signIn(`/tips/${tips.abroad}`);
    await section(page, 'Where it goes').getByRole('link', { name: 'Open the decision' }).click();
    await page.getByText('It goes abroad: a person decides').waitFor();
    const evidence = section(page, 'Places in the report');
    await evidence.getByText('Only the country is known').first().waitFor();
    await evidence.locator('.world-land path[data-tone="bad"]').first().waitFor();
    const minor = section(page, 'Checks before it goes abroad').getByRole('row', { name: /may be a minor/ });
    await minor.getByText('Blocked until two people rule').waitFor();
    await picture(page, 'tip-routing');
    await minor.getByRole('button', { name: 'Rule' }).click();
    await field(page.getByRole('dialog'), 'Reason').fill('Juvenile law applies there too');
    await page.getByRole('dialog').getByRole('button', { name: 'Rule' }).click();
    await minor.getByText('Waits for a second person').waitFor();

    const takeda = await story.sit('US', 'takeda');
    await takeda.signIn(`/tips/${tips.abroad}/routing`);
    await takeda.page.getByRole('button', { name: 'Second person' }).click();
    await field(takeda.page.getByRole('dialog'), 'Reason').fill('Read and agreed');
    await takeda.page.getByRole('dialog').getByRole('button', { name: 'Second person' }).click();
    await minor.getByText('Read and agreed').waitFor();

    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Netherlands/).waitFor();
    expect(await dialog.getByLabel(/Netherlands/).isChecked()).toBe(true);
    await dialog.getByText('Abroad go no files').waitFor();
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await section(page, 'Sent and received').getByRole('article', { name: 'Netherlands' }).waitFor();
  });

  it('the other bureau gets it as a report of its own, and its word comes back', async () => {
    const dewit = await story.sit('NL', 'dewit');
    const { page } = dewit;
    await dewit.signIn('/tip-referrals');
    await page.getByRole('link', { name: 'United States' }).click();
    await page.getByRole('button', { name: 'Tell United States' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, field(dialog, 'What'), 'An arrest');
    await field(dialog, 'On (YYYY-MM-DD)').fill('2026-11-23');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('An arrest').first().waitFor();

    await abara.visit(`/tips/${tips.abroad}/routing`);
    const card = section(abara.page, 'Sent and received').getByRole('article', { name: 'Netherlands' });
    await card.getByText('An arrest').waitFor();
    await card.getByText('Closed').waitFor();
  });

  it('fits a telephone, and reads from right to left in the dark', async () => {
    const { page } = abara;
    await page.setViewportSize(NARROW);
    for (const path of [`/tips/${tips.abroad}/routing`, '/tip-referrals', '/tip-rules']) {
      await abara.visit(path);
      await page.getByRole('table').first().waitFor();
      expect(await sideways(page), path).toBeNull();
    }
    await page.setViewportSize(WIDE);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate("localStorage.setItem('homeward.language', 'ar')");
    await abara.visit(`/tips/${tips.abroad}/routing`);
    await page.getByRole('heading', { name: 'المرشحون' }).waitFor();
    expect(await sideways(page)).toBeNull();
  });

  afterAll(() => {
    expect(story.complaints()).toEqual([]);
  });
});
