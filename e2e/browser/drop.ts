import type { Locator, Page } from 'playwright-core';

export interface Dropped {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Drops files on an element, as from the desktop. */
export async function drop(page: Page, onto: Locator, files: readonly Dropped[]): Promise<void> {
  const given = files.map(({ name, type, bytes }) => ({ name, type, data: Buffer.from(bytes).toString('base64') }));
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, type, data } of ${JSON.stringify(given)}) {
      const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return transfer;
  })()`);
  await onto.dispatchEvent('drop', { dataTransfer });
}
