import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { totpCode } from '../../src/access/index.ts';
import type { World } from './world.ts';

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 400, height: 860 };
/** Generous: what is proved must not hang on how busy the machine is. */
const PATIENCE_MS = 60_000;
/** How long an authenticator shows one code (RFC 6238). */
const CODE_STEP_MS = 30_000;

/** One person before one bureau's console, in a browser profile of their own. What the page complains of is kept. */
export class Seat implements AsyncDisposable {
  readonly world: World;
  readonly bureau: string;
  readonly username: string;
  readonly page: Page;
  /** Console errors, uncaught errors, failed requests and refusals. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(world: World, bureau: string, username: string, context: BrowserContext, page: Page) {
    this.world = world;
    this.bureau = bureau;
    this.username = username;
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.#complain(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      // Chromium says each refusal here once more; `response` below knows which.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.#complain(`console: ${message.text()}`);
    });
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // Leaving a page drops what it was still reading.
      if (why !== 'net::ERR_ABORTED') this.#complain(`failed: ${request.method()} ${request.url()} ${why}`);
    });
    page.on('response', (response) => this.#check(response));
  }

  static async open(browser: Browser, world: World, bureau: string, username: string): Promise<Seat> {
    const context = await browser.newContext({
      viewport: WIDE,
      colorScheme: 'light',
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Seat(world, bureau, username, context, await context.newPage());
  }

  /** Opens a page by its address, as from a bookmark. */
  async visit(path: string): Promise<void> {
    await this.page.goto(this.world.url(this.bureau) + path);
  }

  /** The six digits the person's authenticator shows now. */
  code(): string {
    return totpCode(this.world.login(this.bureau, this.username).totpSecret, Date.now());
  }

  /** Types user name, password and code, and waits for the first page. */
  async signIn(path = '/'): Promise<void> {
    const login = this.world.login(this.bureau, this.username);
    await this.visit(path);
    await this.page.getByLabel('User name').fill(login.username);
    await this.page.getByLabel('Password', { exact: false }).and(this.page.locator('input')).fill(login.password);
    for (let tries = 1; ; tries++) {
      await this.page.getByLabel('One-time code').fill(this.code());
      const answered = this.page.waitForResponse(
        (one) => one.request().method() === 'POST' && new URL(one.url()).pathname === '/api/session',
      );
      await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
      if ((await answered).status() !== 401 || tries === 3) break;
      // The story's set-up used this code a moment ago, or the page came up after its half minute: as a person would, wait
      // for the next one.
      await this.page.waitForTimeout(CODE_STEP_MS - (Date.now() % CODE_STEP_MS) + 200);
    }
    await this.page.getByRole('navigation', { name: 'Pages' }).or(this.page.locator('#main')).first().waitFor();
  }

  /** Calls the API with this person's session, for what is not the matter of the test. */
  async api<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<T> {
    const response = await this.#context.request.fetch(this.world.url(this.bureau) + path, {
      method,
      headers: method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() },
      ...(body === undefined ? {} : { data: body }),
    });
    if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Seals a picture at the bureau and tells its hashes as the bureau makes them. */
  async sealed(bytes: Uint8Array): Promise<{ readonly pdq: string; readonly sha256: string }> {
    const data = Buffer.from(bytes).toString('base64');
    return this.api('POST', '/api/media', { data });
  }

  /** What the person sees now and what the page complained of: printed when a test fails. */
  async describe(): Promise<string> {
    const file = join(tmpdir(), `homeward-console-${this.bureau}-${this.username}.png`);
    await this.page.screenshot({ path: file }).catch(() => undefined);
    const words = await this.page
      .locator('body')
      .textContent()
      .catch(() => '');
    return [`--- ${this.bureau}/${this.username} at ${this.page.url()} (${file})`, ...this.complaints, words].join(
      '\n',
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
  }

  #check(response: Response): void {
    const status = response.status();
    if (status < 400) return;
    const { pathname } = new URL(response.url());
    // The console asks who is signed in before anybody is.
    if (status === 401 && pathname === '/api/session') return;
    this.#complain(`${status}: ${response.request().method()} ${pathname}`);
  }

  #complain(what: string): void {
    this.complaints.push(`${this.bureau}/${this.username} at ${new URL(this.page.url()).pathname}: ${what}`);
  }
}
