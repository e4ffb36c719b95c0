import type { HashAnswer } from './hash-file.ts';

/** A decoded picture of fifty million pixels takes 200 MB: two at once are enough. */
const AT_ONCE = 2;
/** A file that keeps a worker longer is given up, and the worker with it. */
const PATIENCE_MS = 60_000;

/** Hashes files in workers, in order, two at a time. A file that kills its worker is told, and the next one gets a new worker. */
export class HashPool implements Disposable {
  readonly #idle: Worker[] = [];
  readonly #busy = new Set<Worker>();
  readonly #waiting: (() => void)[] = [];
  #closed = false;

  /** `onBegin` is called when its turn has come. Never rejects. */
  async hash(file: File, onBegin: () => void): Promise<HashAnswer> {
    while (this.#busy.size >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) return { failed: 'gave-up' };
    const worker =
      this.#idle.pop() ?? new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module', name: 'hash' });
    this.#busy.add(worker);
    onBegin();
    const answer = await ask(worker, file);
    this.#busy.delete(worker);
    if (answer && !this.#closed) this.#idle.push(worker);
    else worker.terminate();
    this.#waiting.shift()?.();
    return answer ?? { failed: 'gave-up' };
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const worker of [...this.#idle, ...this.#busy]) worker.terminate();
    for (const go of this.#waiting.splice(0)) go();
  }
}

/** Null when the worker broke or took too long. */
function ask(worker: Worker, file: File): Promise<HashAnswer | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS);
    const end = (answer: HashAnswer | null) => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => end(data);
    worker.onmessageerror = () => end(null);
    worker.onerror = (event) => {
      event.preventDefault();
      end(null);
    };
    worker.postMessage(file);
  });
}
