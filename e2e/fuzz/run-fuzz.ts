import { createRandom, mutate } from './mutate.ts';

/** A parser under test: it reads, or refuses with an error of its own. */
export interface FuzzTarget {
  readonly name: string;
  readonly corpus: readonly Buffer[];
  run(bytes: Buffer): Promise<void>;
  isRefusal(error: unknown): boolean;
}

export interface FuzzReport {
  readonly runs: number;
  readonly read: number;
  readonly refused: number;
  /** The longest that one mutant took. */
  readonly slowestMs: number;
  readonly failures: readonly FuzzFailure[];
}

interface FuzzFailure {
  readonly target: string;
  /** With the seed it makes the same mutant again. */
  readonly run: number;
  readonly problem: string;
  /** Base64, at most 2 kB of it. */
  readonly mutant: string;
}

/** No parser of a document of at most a megabyte needs so long: what does hangs. */
const HANGS_MS = 10_000;
const MOST_FAILURES = 20;

/** Each target gets its share of the runs. Each mutant comes from the seed and its number alone, so that one can be made again. */
export async function runFuzz(
  targets: readonly FuzzTarget[],
  options: { runs: number; seed: number; from?: number; signal?: AbortSignal; progress?: (done: number) => void },
): Promise<FuzzReport> {
  const { runs, seed, from = 0 } = options;
  let [read, refused, slowestMs, done] = [0, 0, 0, 0];
  const failures: FuzzFailure[] = [];
  for (let run = from; run < from + runs && failures.length < MOST_FAILURES; run++) {
    if (options.signal?.aborted) break;
    const target = targets[run % targets.length];
    if (!target) break;
    const bytes = mutate(target.corpus, createRandom(Math.imul(seed, 2_654_435_761) + run));
    const begun = performance.now();
    try {
      await target.run(bytes);
      read++;
    } catch (error) {
      if (target.isRefusal(error)) refused++;
      else fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const took = performance.now() - begun;
    slowestMs = Math.max(slowestMs, took);
    if (took > HANGS_MS) fail(`took ${Math.round(took)} ms`);
    done++;
    if (done % 1_000 === 0) {
      options.progress?.(done);
      // Signals and timers have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }

    function fail(problem: string): void {
      failures.push({
        target: target?.name ?? '',
        run,
        problem: problem.slice(0, 1_000),
        mutant: bytes.subarray(0, 1_500).toString('base64'),
      });
    }
  }
  return { runs: done, read, refused, slowestMs: Math.round(slowestMs), failures };
}
