import type { Page } from 'playwright-core';

/** How many pixels the page is wider than its window, and what sticks out; null when nothing does, once it has settled. */
export async function sideways(page: Page): Promise<string | null> {
  let found = await measure(page);
  // The frame slides when the window changes: what sticks out on the way is not meant.
  for (let n = 0; n < 20 && found !== null; n++) {
    await page.waitForTimeout(150);
    found = await measure(page);
  }
  return found;
}

function measure(page: Page): Promise<string | null> {
  return page.evaluate<string | null>(`(() => {
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return null;
    const wide = [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(-3)
      .map((e) => e.tagName.toLowerCase() + '.' + String(e.className).slice(0, 60) + ' ' + e.textContent.slice(0, 30));
    return over + ' px too wide: ' + wide.join(' | ');
  })()`);
}

/** Where the keyboard is. */
async function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const e = document.activeElement;
    if (!e) return '';
    return e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].textContent) || e.textContent || '';
  })()`);
}

/** Presses Tab until the element with these words has the keyboard; Shift and Tab to go back. */
export async function tabTo(page: Page, words: RegExp, { back = false } = {}): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < 80; n++) {
    const now = (await focused(page)).trim();
    if (words.test(now)) return;
    passed.push(now.slice(0, 40));
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab never reached ${words}; it passed ${passed.join(' > ')}`);
}
