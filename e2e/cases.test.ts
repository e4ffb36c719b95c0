import { describe, expect, it } from 'vitest';
import { choose, field, section } from './browser/form.ts';
import { sideways } from './browser/layout.ts';
import { picture } from './browser/pictures.ts';
import { NARROW, type Seat, WIDE } from './browser/seat.ts';
import { consoleStory } from './browser/story.ts';
import { until } from './browser/world.ts';

const matter = {
  offence: 'missing-child',
  wanted: ['find-missing'],
  countries: ['CA', 'EG'],
  urgency: 'urgent',
  legalBasis: 'Missing-person report of 4 November',
  purpose: 'To find the child',
};

/** A case between colleagues: who writes what, who leads, what belongs together, who may see it, and what leaves the house. */
describe('a case at the console', () => {
  const story = consoleStory(['IPSG', 'US']);
  const made = { id: '', other: '' };
  let abara: Seat;
  let fenwick: Seat;

  it('two people change one field: both values are shown, and joined they stand', async () => {
    [abara, fenwick] = await Promise.all([story.sit('US', 'abara'), story.sit('US', 'fenwick')]);
    await Promise.all([abara.signIn(), fenwick.signIn()]);
    const open = (title: string, summary: string) =>
      abara.api<{ id: string }>('POST', '/api/cases', { title, summary, ...matter });
    made.id = (await open('Missing from a school trip', 'Last seen at the harbour.')).id;
    await Promise.all([abara, fenwick].map((seat) => seat.visit(`/cases/${made.id}`)));
    for (const [seat, words] of [
      [fenwick, 'Seen on the ferry of 16:10.'],
      [abara, 'The aunt lives in Alexandria.'],
    ] as const) {
      await seat.page.getByRole('button', { name: 'Change the case' }).click();
      await field(seat.page.getByRole('dialog'), 'Summary').fill(`Last seen at the harbour. ${words}`);
    }
    await fenwick.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await fenwick.page.getByRole('dialog').waitFor({ state: 'detached' });
    await abara.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const dialog = abara.page.getByRole('dialog');
    await dialog.getByText('Somebody changed this meanwhile').waitFor();
    await dialog.getByText('Seen on the ferry of 16:10.').first().waitFor();
    await picture(abara.page, 'case-conflict');
    await dialog.getByRole('radio', { name: 'Summary: Both' }).click();
    await dialog.getByRole('button', { name: 'Save what stands' }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const { page } of [abara, fenwick]) {
      await page.getByText('Seen on the ferry of 16:10.').first().waitFor();
      await page.getByText('The aunt lives in Alexandria.').first().waitFor();
    }
    abara.complaints.splice(0, 1);
  });

  it('a passport’s zone fills in a person, its check digits explained; and who is what to whom is said', async () => {
    const { page } = abara;
    await page.getByRole('tab', { name: /People/ }).click();
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, dialog.getByRole('combobox', { name: 'Role' }), 'Suspect');
    await dialog.getByRole('button', { name: 'Read a travel document' }).click();
    const zone = dialog.getByLabel('Machine readable zone', { exact: false });
    const first = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<';
    await zone.fill(`${first}\nL898902C46UTO7408122F1204159ZE184226B<<<<<10`);
    await dialog
      .getByText(/check digit 6, expected/)
      .first()
      .waitFor();
    await zone.fill(`${first}\nL898902C36UTO7408122F1204159ZE184226B<<<<<10`);
    await dialog.getByRole('button', { name: 'Take over what it says' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('ERIKSSON, ANNA MARIA').waitFor();
    await page.getByText('Passport L898902C3').waitFor();
    await page.getByRole('button', { name: 'Add a relation' }).click();
    await choose(page, dialog.getByRole('combobox', { name: 'is', exact: true }), 'Relative of');
    await choose(page, dialog.getByRole('combobox', { name: 'of whom' }), 'Somebody outside the case');
    await field(dialog, 'Their name').fill('Layla Eriksson');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await section(page, 'Who is what to whom').getByText('Layla Eriksson').waitFor();
  });

  it('a mention and a task reach a colleague’s queue without a word of the case, and the lead passes on', async () => {
    const { page } = abara;
    await page.getByRole('tab', { name: 'Overview' }).click();
    const notes = section(page, 'Notes');
    await field(notes, 'Add a note').fill('The ferry company answers to the harbour police.');
    await choose(page, notes.getByRole('combobox', { name: 'Who should read it' }), 'Tobias Fenwick');
    await page.keyboard.press('Escape');
    await notes.getByRole('button', { name: 'Add' }).click();
    await notes.getByText('@').first().waitFor();
    await page.getByRole('tab', { name: 'Tasks' }).click();
    await page.getByRole('button', { name: 'Give a task' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, dialog.getByRole('combobox', { name: 'Who' }), 'Tobias Fenwick');
    await field(dialog, 'What is to be done').fill('Ask the ferry company for its list');
    await field(dialog, 'By when').fill('2030-01-15T09:00');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await section(page, 'Tasks of colleagues').getByText('Ask the ferry company').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Hand the case over' }).click();
    await choose(page, dialog.getByRole('combobox', { name: 'To whom' }), 'Tobias Fenwick');
    await field(dialog, 'What they must know').fill('The mother calls every morning at nine.');
    await dialog.getByRole('button', { name: 'Hand the case over' }).click();
    await page.getByText('The lead is offered to Tobias Fenwick').waitFor();

    const { items } = await fenwick.api<{ items: { task: string; params: object }[] }>('GET', '/api/work?mine=true');
    expect(items.map(({ task }) => task).sort()).toEqual(['case.duty', 'case.hand-over', 'case.mention']);
    expect(JSON.stringify(items)).not.toMatch(/ferry|mother|Eriksson/i);
    await fenwick.page.getByText('Nkechi Abara offers you the lead').waitFor();
    await fenwick.page.getByRole('button', { name: 'Accept the lead' }).click();
    await fenwick.page.getByText('offers you the lead').waitFor({ state: 'detached' });
    await fenwick.page.getByRole('button', { name: 'I have read it' }).click();
    await fenwick.page.getByRole('button', { name: 'I have read it' }).waitFor({ state: 'detached' });
  });

  it('the same person in another case is proposed with reasons; merged and taken apart again, nothing is lost', async () => {
    const other = await fenwick.api<{ id: string }>('POST', '/api/cases', {
      title: 'Seen in Halifax',
      summary: 'A ferry clerk remembers her.',
      ...matter,
    });
    made.other = other.id;
    await fenwick.api('POST', `/api/cases/${other.id}/subjects`, {
      role: 'suspect',
      particulars: {
        names: [{ kind: 'current', family: 'Eriksson', given: 'Anna Maria' }],
        birth: { date: '1974-08-12', precision: 'exact' },
      },
    });
    await until('the proposal', async () => {
      const { items } = await fenwick.api<{ items: [] }>('GET', `/api/cases/${other.id}/pairs`);
      return items.length > 0;
    });
    const { page } = fenwick;
    await fenwick.visit(`/cases/${other.id}?tab=links`);
    const proposals = section(page, 'The same person in another case?');
    await proposals.getByText('The name is the same').waitFor();
    await proposals.getByText('Missing from a school trip').waitFor();
    await picture(page, 'case-proposal');
    await proposals.getByRole('button', { name: 'Merge the cases' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Why').fill('The same day of birth, and the clerk’s description');
    await dialog.getByRole('button', { name: 'Merge the cases' }).click();
    await page.getByText('This case was taken into').waitFor();
    await page
      .getByRole('link', { name: /Missing from a school trip/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'People (2)' }).waitFor();
    await page.getByRole('button', { name: 'Take apart again' }).click();
    await field(dialog, 'Why').fill('Two cousins of one name');
    await dialog.getByRole('button', { name: 'Take apart again' }).click();
    await page.getByRole('tab', { name: 'People (1)' }).waitFor();
  });

  it('what belongs together is a list for the keyboard and a picture for the eye', async () => {
    const { page } = fenwick;
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Link a case' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, dialog.getByRole('combobox', { name: 'Case' }), /Seen in Halifax/);
    await dialog.getByRole('button', { name: 'Link a case' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Links' }).click();
    const graph = section(page, 'Who and what is linked');
    await graph.getByRole('list', { name: 'As a list' }).getByText('Layla Eriksson').first().waitFor();
    await graph.getByRole('link', { name: /Seen in Halifax/ }).focus();
    await graph.getByRole('button', { name: 'Show as a picture' }).press('Enter');
    await graph
      .getByRole('img', { name: /as a picture/ })
      .locator('canvas')
      .first()
      .waitFor();
    await picture(page, 'case-graph');
  });

  it('a redacted, signed copy leaves the house, and says what was left out by kind', async () => {
    const { page } = abara;
    await abara.visit(`/cases/${made.id}?tab=copies`);
    await page.getByRole('button', { name: 'Make a copy' }).click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'Purpose').fill('Assistance of Ottawa');
    await dialog.getByLabel('Leave something out').check();
    await choose(page, dialog.getByRole('combobox', { name: 'People left out' }), /ERIKSSON/);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Make a copy' }).click();
    const copies = section(page, 'Copies made of the case');
    await copies
      .getByText(/People \(1\)/)
      .first()
      .waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      copies
        .getByRole('link', { name: /redacted\.zip/ })
        .first()
        .click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^US-\d{4}-\d{6}-redacted\.zip$/);
  });

  it('a supervisor restricts it: for who is not let in it is not there', async () => {
    const delacroix = await story.sit('US', 'delacroix');
    await delacroix.signIn(`/cases/${made.id}`);
    const { page } = delacroix;
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Restrict the case' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Restrict the case' }).click();
    await page.getByRole('tab', { name: 'Who may see it' }).click();
    await section(page, 'Who may see it').getByText('Tobias Fenwick').waitFor();
    await picture(page, 'case-access');
    // Abara is neither the lead any more nor let in.
    await expect(abara.api('GET', `/api/cases/${made.id}`)).rejects.toThrow('404');
    await fenwick.visit(`/cases/${made.id}`);
    await fenwick.page.getByText('Restricted').first().waitFor();

    await page.setViewportSize(NARROW);
    for (const tab of ['overview', 'people', 'tasks', 'links', 'copies']) {
      await delacroix.visit(`/cases/${made.id}?tab=${tab}`);
      await page.getByRole('tab', { selected: true }).waitFor();
      expect(await sideways(page)).toBeNull();
    }
    await page.setViewportSize(WIDE);
  });

  it('no page complained', () => {
    // Who was not let in has the page still open, and is refused: that is the matter.
    const refused = `404: GET /api/cases/${made.id}`;
    expect(story.complaints().filter((one) => !one.includes(refused))).toEqual([]);
  });
});
