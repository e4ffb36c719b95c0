import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { buildConsole } from './build-console.ts';
import { openChromium } from './chromium.ts';
import { Seat } from './seat.ts';
import { startWorld, type World, type WorldSettings } from './world.ts';

/** Bureaus, a browser and the people before it, for the tests of one `describe`, which tell one story step by step. */
export interface ConsoleStory {
  /** From the first test on. */
  readonly world: World;
  /** Somebody sits down at a bureau's console. */
  sit(bureau: string, username: string): Promise<Seat>;
  /** What the pages of everyone complained of. */
  complaints(): string[];
}

/**
 * In a `describe`: builds the console, starts the bureaus and the browser before its tests, and ends both after them. After a
 * failed step the others are skipped, and what each person saw is printed.
 * @param before what happened before the story begins
 * @param prepare what the bureaus are started with, made before them; what it needs is ended by the caller
 */
export function consoleStory(
  bureaus: readonly string[],
  before?: (world: World) => Promise<void>,
  prepare?: () => Promise<WorldSettings>,
): ConsoleStory {
  const seats: Seat[] = [];
  let world: World | undefined;
  let browser: Browser | undefined;
  let broken = false;

  beforeAll(async () => {
    await buildConsole();
    world = await startWorld(bureaus, await prepare?.());
    browser = await openChromium();
    await before?.(world);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });
  // One story: what follows a broken step cannot be told.
  beforeEach(({ skip }) => skip(broken, 'an earlier step failed'));
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    broken = true;
    for (const seat of seats) console.error(await seat.describe());
  });

  const begun = (): World => {
    if (!world) throw new Error('the story has not begun');
    return world;
  };
  return {
    get world() {
      return begun();
    },
    async sit(bureau, username) {
      if (!browser) throw new Error('the story has not begun');
      const seat = await Seat.open(browser, begun(), bureau, username);
      seats.push(seat);
      return seat;
    },
    complaints: () => seats.flatMap((seat) => seat.complaints),
  };
}
