import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..', '..');
const READY = 'Homeward is running';

export interface BureauOptions {
  readonly code: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** One bureau in a process of its own, brought back whenever it ends, as a service manager would. */
export class BureauProcess {
  readonly code: string;
  readonly url: string;
  /** Ends that nobody asked for, of a bureau that was serving: each is a defect. */
  readonly crashes: string[] = [];
  /** Starts that did not succeed, for instance while the database was away. */
  failedStarts = 0;
  readonly #options: BureauOptions;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #killed = false;
  #ready = false;
  #stopping = false;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: BureauOptions) {
    this.#options = options;
    this.code = options.code;
    this.url = `http://127.0.0.1:${options.port}`;
    this.#log = createWriteStream(options.logFile, { flags: 'a' });
  }

  get ready(): boolean {
    return this.#ready;
  }

  start(): void {
    this.#loop = this.#keepRunning();
  }

  /** SIGKILL, now, in whatever it is doing. False when no process was there to kill. */
  kill(): boolean {
    const child = this.#child;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return false;
    this.#killed = true;
    return child.kill('SIGKILL');
  }

  async untilReady(signal: AbortSignal, patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!this.#ready) {
      signal.throwIfAborted();
      if (Date.now() > deadline) throw new Error(`${this.code} did not start within ${patienceMs / 1000} s`);
      await sleep(50);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#child?.kill('SIGTERM');
    const insist = setTimeout(() => this.#child?.kill('SIGKILL'), 8_000);
    await this.#loop;
    clearTimeout(insist);
    this.#log.end();
  }

  /** For the end of our own process: no time to wait. */
  killAtOnce(): void {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }

  async #keepRunning(): Promise<void> {
    while (!this.#stopping) {
      const started = await this.#runOnce();
      // Killed: back at once. Not started: a breath, as service managers take.
      if (!started && !this.#stopping) await sleep(200);
    }
  }

  async #runOnce(): Promise<boolean> {
    this.#killed = false;
    const child = spawn(process.execPath, [join(ROOT, 'src', 'main.ts')], {
      cwd: ROOT,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...this.#options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let end = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes(READY)) this.#ready = true;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.#log.write(chunk);
      end = (end + chunk.toString('utf8')).slice(-4_000);
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    const served = this.#ready;
    this.#ready = false;
    if (this.#killed || this.#stopping) return true;
    if (served)
      this.crashes.push(`${this.code} ended with ${signal ?? `code ${code}`}: ${end.trimEnd().slice(-1_500)}`);
    else this.failedStarts += 1;
    return false;
  }
}
