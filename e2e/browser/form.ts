import type { Locator, Page } from 'playwright-core';

type Scope = Page | Locator;

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** An input by its visible label, with or without the star of a required one. */
export function field(scope: Scope, label: string): Locator {
  return scope
    .getByLabel(new RegExp(`^${literally(label)}\\s*\\*?$`))
    .and(scope.locator('input:not([type=hidden]), textarea'));
}

/** Opens a list, narrows it by typing where that is possible, and takes the entry. */
export async function choose(page: Page, input: Locator, option: string | RegExp): Promise<void> {
  await input.click();
  if (typeof option === 'string' && (await input.isEditable())) await input.fill(option);
  await page
    .getByRole('option', { name: option, exact: typeof option === 'string' })
    .first()
    .click();
}

/** The section of a page under this heading. */
export function section(page: Page, title: string | RegExp): Locator {
  return page.getByRole('region', { name: title }).first();
}
