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

/**
 * Opens a list, narrows it by typing where that is possible, and takes the entry. A list that a page still growing has
 * pushed behind something is opened anew, as a person would.
 */
export async function choose(page: Page, input: Locator, option: string | RegExp): Promise<void> {
  const entry = page
    .getByRole('option', { name: option, exact: typeof option === 'string' })
    .and(page.locator(':visible'))
    .first();
  for (let tries = 1; ; tries++) {
    await input.evaluate((element: { scrollIntoView(how: object): void }) =>
      element.scrollIntoView({ block: 'center' }),
    );
    await input.click();
    if (typeof option === 'string' && (await input.isEditable())) await input.fill(option);
    try {
      return await entry.click({ timeout: 8_000 });
    } catch (error) {
      if (tries === 4) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** The section of a page under this heading. */
export function section(page: Page, title: string | RegExp): Locator {
  return page.getByRole('region', { name: title }).first();
}
