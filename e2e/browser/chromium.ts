import { type Browser, chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Screenshots look alike on every machine.
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/** Debian's Chromium, or the one `HOMEWARD_CHROMIUM` names; nothing is downloaded. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.HOMEWARD_CHROMIUM || '/usr/bin/chromium', args: ARGS });
}
