import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'pictures');
const MAX_BYTES = 250_000;
const wanted = process.env.HOMEWARD_SCREENSHOTS === '1';

/** Keeps what the page shows as `docs/pictures/NAME.png`, when `HOMEWARD_SCREENSHOTS=1`; else does nothing. */
export async function picture(page: Page, name: string, options: { top?: boolean } = {}): Promise<void> {
  if (!wanted) return;
  await settled(page);
  if (options.top) await page.evaluate('window.scrollTo(0, 0)');
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  let best = await palette(shot, 128);
  for (const colours of [64, 32, 16]) {
    if (best.length <= MAX_BYTES) break;
    best = await palette(shot, colours);
  }
  if (best.length > MAX_BYTES) throw new Error(`${name}.png has ${best.length} bytes`);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${name}.png`), best);
}

function palette(shot: Buffer, colours: number): Promise<Buffer> {
  return sharp(shot).png({ palette: true, colours, compressionLevel: 9, effort: 10 }).toBuffer();
}

/** Fonts are here and no notification covers the page. */
async function settled(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.locator('.mantine-Notification-root').first().waitFor({ state: 'hidden' });
}
