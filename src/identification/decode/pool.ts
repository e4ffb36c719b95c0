import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as limits from './limits.ts';
import { DecodeProblem } from './problem.ts';
import type { Message, TaskName, Tasks } from './tasks.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
/**
 * Limits of the kernel, set by the shell that becomes the process: private memory (in KiB), files written (in blocks of 512
 * bytes), no core dump, which would hold pixels. Where a system knows one not, the others hold.
 */
const LIMITED =
  `ulimit -c 0; ulimit -d ${limits.MEMORY_BYTES / 1024} 2>/dev/null; ` +
  `ulimit -f ${limits.WRITTEN_BYTES / 512} 2>/dev/null; ` +
  // Nothing of ours, no key, no database, no folder: where programs are, and how it talks to its owner.
  `exec /usr/bin/env -i PATH="$PATH" MALLOC_ARENA_MAX=2 \${NODE_COMPILE_CACHE:+"NODE_COMPILE_CACHE=$NODE_COMPILE_CACHE"} ` +
  '"NODE_CHANNEL_FD=$NODE_CHANNEL_FD" "NODE_CHANNEL_SERIALIZATION_MODE=$NODE_CHANNEL_SERIALIZATION_MODE" "$0" "$@"';

interface Waiting {
  readonly name: TaskName;
  readonly give: object;
  readonly bytes: Uint8Array | null;
  readonly silenceMs: number;
  resolve(value: never): void;
  reject(error: Error): void;
}

interface Worker {
  readonly child: ChildProcess;
  task: Waiting | null;
  timer: NodeJS.Timeout | null;
  done: number;
  isReady: boolean;
  /** The end of what it said on standard error. */
  said: string;
}

/**
 * Decoder processes, at most `size`, started when there is work and ended when there is none for half a minute. What kills one,
 * or holds it too long, costs its file alone: the task is refused, the next gets a fresh process.
 */
export class DecodePool {
  readonly #size: number;
  readonly #queue: Waiting[] = [];
  readonly #workers = new Set<Worker>();

  constructor(size: number) {
    this.#size = size;
  }

  /**
   * @param bytes what the task reads, when it names a `size`
   * @throws DecodeProblem: the decoder's own, or `media.decode-timeout`, `media.decoder-died`; Error when no process starts
   */
  run<K extends TaskName>(
    name: K,
    give: Tasks[K]['give'],
    options: { bytes?: Uint8Array; silenceMs?: number } = {},
  ): Promise<Tasks[K]['get']> {
    const { bytes = null, silenceMs = limits.TASK_MS } = options;
    return new Promise((resolve, reject) => {
      this.#queue.push({ name, give, bytes, silenceMs, resolve, reject });
      this.#next();
    });
  }

  /** The processes there are now. */
  get pids(): number[] {
    return [...this.#workers].flatMap(({ child }) => child.pid ?? []);
  }

  /** Ends every process; what runs is refused. */
  close(): void {
    for (const task of this.#queue.splice(0)) task.reject(new DecodeProblem('media.decoder-died'));
    for (const worker of this.#workers) this.#end(worker, 'media.decoder-died');
  }

  #next(): void {
    while (this.#queue.length > 0) {
      const free = [...this.#workers].find((worker) => worker.task === null);
      const worker = free ?? (this.#workers.size < this.#size ? this.#start() : null);
      if (!worker) return;
      const task = this.#queue.shift();
      if (task) this.#give(worker, task);
    }
  }

  #start(): Worker {
    const child = spawn('/bin/sh', ['-c', LIMITED, process.execPath, ...NODE_FLAGS, WORKER], {
      stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      // A group of its own, so that what it started ends with it.
      detached: true,
    });
    const worker: Worker = { child, task: null, timer: null, done: 0, isReady: false, said: '' };
    this.#workers.add(worker);
    // A broken pipe is told by the exit that follows.
    child.stdin?.on('error', () => undefined);
    child.stderr?.on('data', (text: Buffer) => {
      worker.said = `${worker.said}${text}`.slice(-1_000);
    });
    child.on('message', (message: Message) => this.#heard(worker, message));
    child.once('error', () => this.#end(worker, 'media.decoder-died'));
    // Not `exit`: by then not all that it said has been read.
    child.once('close', () => this.#end(worker, 'media.decoder-died'));
    return worker;
  }

  #give(worker: Worker, task: Waiting): void {
    worker.task = task;
    hold(worker.child, true);
    this.#await(worker, task.silenceMs);
    worker.child.send({ name: task.name, give: task.give }, (error) => {
      if (error) this.#end(worker, 'media.decoder-died');
    });
    if (task.bytes) worker.child.stdin?.write(task.bytes);
  }

  #await(worker: Worker, ms: number): void {
    if (worker.timer) clearTimeout(worker.timer);
    worker.timer = setTimeout(() => this.#end(worker, 'media.decode-timeout'), ms);
  }

  #heard(worker: Worker, message: Message): void {
    const { task } = worker;
    worker.isReady = true;
    if (!task || 'ready' in message) return;
    if ('beat' in message) {
      this.#await(worker, task.silenceMs);
      return;
    }
    worker.task = null;
    worker.done++;
    if ('value' in message) task.resolve(message.value as never);
    else task.reject(new DecodeProblem(message.problem.code, message.problem.params));
    if (worker.done >= limits.TASKS_A_PROCESS) this.#end(worker, 'media.decoder-died');
    else this.#rest(worker);
    this.#next();
  }

  #rest(worker: Worker): void {
    if (worker.timer) clearTimeout(worker.timer);
    worker.timer = setTimeout(() => this.#end(worker, 'media.decoder-died'), limits.IDLE_MS);
    worker.timer.unref();
    hold(worker.child, false);
  }

  /** Kills it with all that it started; its task, if it has one, is refused with the code. */
  #end(worker: Worker, code: string): void {
    if (!this.#workers.delete(worker)) return;
    if (worker.timer) clearTimeout(worker.timer);
    const { child, task } = worker;
    worker.task = null;
    child.stdin?.destroy();
    hold(child, false);
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
    // One that never came up is no fault of the file.
    const isBroken = !worker.isReady && code === 'media.decoder-died';
    task?.reject(isBroken ? new Error(`a decoder process did not start: ${worker.said}`) : new DecodeProblem(code));
    this.#next();
  }
}

const NODE_FLAGS = [`--max-old-space-size=${limits.HEAP_MB}`, '--disable-warning=ExperimentalWarning'];

/** A process at rest keeps its owner from ending no more than an unused pool would. */
function hold(child: ChildProcess, isBusy: boolean): void {
  const what = isBusy ? 'ref' : 'unref';
  child[what]();
  child.channel?.[what]();
  (child.stdin as Socket | null)?.[what]();
  (child.stderr as Socket | null)?.[what]();
}
