import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Numbered } from './tasks.ts';

/** A document takes some 30 ms; the first one also the start of the process. */
const TIMEOUT_MS = 20_000;
const IDLE_MS = 30_000;
/** Waiting longer than so many documents is no service. */
const MAX_WAITING = 200;
/** Private memory (RLIMIT_DATA): Typst, its fonts and Node. */
const MEMORY_KIB = 1_024 * 1024;
/** Replaced after so many: what a native library leaks does not add up. */
const DOCUMENTS_A_PROCESS = 2_000;
const LIMITED =
  `ulimit -c 0; ulimit -d ${MEMORY_KIB} 2>/dev/null; ` +
  'exec /usr/bin/env -i PATH="$PATH" MALLOC_ARENA_MAX=2 RAYON_NUM_THREADS=1 ' +
  '"NODE_CHANNEL_FD=$NODE_CHANNEL_FD" "NODE_CHANNEL_SERIALIZATION_MODE=$NODE_CHANNEL_SERIALIZATION_MODE" "$0" "$@"';

export interface Pressed {
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** Some character is in none of the fonts, and stands as �. */
  readonly missing: boolean;
}

/** `busy`: too many wait already; `failed`: this document cannot be made. */
export class PressError extends Error {
  readonly kind: 'busy' | 'failed';
  constructor(kind: 'busy' | 'failed', why: string) {
    super(why);
    this.kind = kind;
  }
}

interface Waiting {
  readonly task: Numbered<unknown>;
  resolve(pressed: Pressed): void;
  reject(error: Error): void;
}

/**
 * Makes PDFs in one process of its own, one after another; it starts when there is work and ends after half a minute without.
 * What holds it too long or kills it costs its own document alone.
 */
export class Press<Task> {
  readonly #worker: string;
  readonly #timeoutMs: number;
  readonly #queue: Waiting[] = [];
  #child: ChildProcess | null = null;
  #current: Waiting | null = null;
  #timer: NodeJS.Timeout | null = null;
  #done = 0;
  #ids = 0;

  /** @param worker the module that calls `servePress`, a TypeScript file */
  constructor(worker: URL, options: { timeoutMs?: number } = {}) {
    this.#worker = fileURLToPath(worker);
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  /** @throws PressError */
  print(task: Task): Promise<Pressed> {
    if (this.#queue.length >= MAX_WAITING) return Promise.reject(new PressError('busy', 'too many documents wait'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ task: { id: ++this.#ids, task }, resolve, reject });
      this.#next();
    });
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  close(): void {
    for (const one of this.#queue.splice(0)) one.reject(failed('closed'));
    if (this.#child) this.#end(this.#child, 'closed');
  }

  #next(): void {
    if (this.#current) return;
    const next = this.#queue.shift();
    if (!next) {
      this.#rest();
      return;
    }
    this.#current = next;
    const child = this.#child ?? this.#start();
    hold(child, true);
    this.#after(this.#timeoutMs, () => this.#end(child, 'took too long'));
    child.send(next.task, (error) => {
      if (error) this.#end(child, error.message);
    });
  }

  #start(): ChildProcess {
    const child = spawn(
      '/bin/sh',
      [
        '-c',
        LIMITED,
        process.execPath,
        '--max-old-space-size=128',
        '--disable-warning=ExperimentalWarning',
        this.#worker,
      ],
      { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' },
    );
    this.#child = child;
    this.#done = 0;
    let said = '';
    child.stderr?.on('data', (text: Buffer) => {
      said = `${said}${text}`.slice(-1_000);
    });
    child.on('message', (message: Answer | { ready: true }) => this.#heard(child, message));
    child.once('error', (error) => this.#end(child, error.message));
    child.once('close', () => this.#end(child, `ended: ${said}`));
    return child;
  }

  #heard(child: ChildProcess, message: Answer | { ready: true }): void {
    const current = this.#current;
    if ('ready' in message || child !== this.#child || current?.task.id !== message.id) return;
    this.#current = null;
    this.#done++;
    if ('problem' in message) current.reject(failed(message.problem));
    else current.resolve({ pdf: message.pdf, pages: message.pages, missing: message.missing });
    if (this.#done >= DOCUMENTS_A_PROCESS) this.#end(child, 'replaced');
    this.#next();
  }

  #rest(): void {
    const child = this.#child;
    if (!child) return;
    this.#after(IDLE_MS, () => this.#end(child, 'idle'));
    this.#timer?.unref();
    hold(child, false);
  }

  #after(ms: number, what: () => void): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(what, ms);
  }

  #end(child: ChildProcess, why: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    if (this.#timer) clearTimeout(this.#timer);
    const current = this.#current;
    this.#current = null;
    hold(child, false);
    child.kill('SIGKILL');
    current?.reject(failed(why));
    this.#next();
  }
}

function failed(why: string): PressError {
  return new PressError('failed', `the document could not be made: ${why}`);
}

/** A process at rest keeps its owner from ending no more than no process would. */
function hold(child: ChildProcess, isBusy: boolean): void {
  const what = isBusy ? 'ref' : 'unref';
  child[what]();
  child.channel?.[what]();
  (child.stderr as unknown as { ref(): void; unref(): void } | null)?.[what]();
}
