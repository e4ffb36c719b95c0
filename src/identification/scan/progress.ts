import type { ScanProgress } from './scan-folder.ts';

const RECENT_MS = 15_000;

/** Says how far a scan is, with its rate and the time left, on one line of a terminal or now and then in a log. */
export class ProgressLine {
  readonly #write: (text: string) => void;
  readonly #isTerminal: boolean;
  readonly #now: () => number;
  /** Of the last seconds: a rate since the beginning would not notice where large files begin. */
  readonly #recent: { at: number; done: number }[] = [];
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(options: { write(text: string): void; isTerminal: boolean; now(): number }) {
    this.#write = options.write;
    this.#isTerminal = options.isTerminal;
    this.#now = options.now;
  }

  tell(progress: ScanProgress): void {
    const now = this.#now();
    if (now - this.#saidAt < (this.#isTerminal ? 200 : 5_000)) return;
    this.#saidAt = now;
    this.#recent.push({ at: now, done: progress.done });
    while ((this.#recent[1]?.at ?? now) < now - RECENT_MS) this.#recent.shift();
    const text = describe(progress, this.#rate());
    this.#write(this.#isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  }

  end(): void {
    if (this.#isTerminal) this.#write('\r\u001b[K');
  }

  /** Files a second; null at the beginning. */
  #rate(): number | null {
    const [first] = this.#recent;
    const last = this.#recent.at(-1);
    if (!first || !last || last.at === first.at) return null;
    return ((last.done - first.done) * 1_000) / (last.at - first.at);
  }
}

function describe({ done, total, matched, problems }: ScanProgress, rate: number | null): string {
  const of = total === null ? `${done} files, still counting` : `${done} of ${total} files`;
  const speed = rate === null ? '' : `, ${rate < 10 ? rate.toFixed(1) : Math.round(rate)} a second`;
  const left = total !== null && rate !== null && rate > 0 ? `, ${duration((total - done) / rate)} left` : '';
  return `${of}${speed}${left}; ${matched} matched, ${problems} problems`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3_600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}
