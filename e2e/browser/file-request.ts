import type { Page } from 'playwright-core';
import { choose, field } from './form.ts';

export interface RequestFile {
  readonly agencyReference: string;
  readonly officer: { readonly title: string; readonly phone: string; readonly email: string };
  readonly legalBasis: string;
  readonly purpose: string;
  readonly summary: string;
  readonly persons: readonly {
    readonly particulars: {
      readonly birth?: { readonly date: string };
      readonly description: { readonly other: string };
    };
  }[];
}

/** Types a request for assistance into its form, as far as the officer knows it. */
export async function fillRequest(page: Page, request: RequestFile): Promise<void> {
  await field(page, 'Title or rank').fill(request.officer.title);
  await field(page, 'Phone').fill(request.officer.phone);
  await field(page, 'E-mail').fill(request.officer.email);
  await field(page, 'Your reference').fill(request.agencyReference);
  await choose(page, field(page, 'Offence'), 'Child sexual abuse material');
  await choose(page, field(page, 'Countries'), 'Canada');
  await choose(page, field(page, 'Countries'), 'Netherlands');
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Identify a victim' }).check();
  await page.getByRole('checkbox', { name: 'Exchange intelligence' }).check();
  await page.getByRole('radio', { name: 'Urgent' }).check();
  await field(page, 'What happened').fill(request.summary);
  await field(page, 'Legal basis').fill(request.legalBasis);
  await field(page, 'Purpose').fill(request.purpose);
  for (const [n, role] of ['Victim', 'Offender'].entries()) {
    const { particulars } = request.persons[n] ?? {};
    await page.getByRole('button', { name: 'Add a person' }).click();
    const person = page.getByRole('group', { name: `Person ${n + 1}` });
    await choose(page, field(person, 'Role'), role);
    if (particulars?.birth) {
      await field(person, 'Date of birth').fill(particulars.birth.date);
      await choose(page, field(person, 'How sure'), 'Estimated');
    }
    await person.getByRole('button', { name: 'More particulars' }).click();
    await field(person, 'Anything else').fill(particulars?.description.other ?? '');
  }
}
