/** One figure, with the plain way of doing the same thing beside it. */
export interface BenchRow {
  /** `exchange.rate` */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is compared with, measured in the same run. */
  readonly peer?: string;
  readonly peerValue?: number;
  /** Above 1: ours is better, whichever way the unit counts. */
  readonly ratio?: number;
}

export interface BenchContext {
  emit(row: BenchRow): void;
  /** Progress for people; never on standard output. */
  say(text: string): void;
  /** Aborts on a signal to the process; what was started is then stopped. */
  readonly signal: AbortSignal;
  /** How much to measure with, where a bench can be larger or smaller: `--n`. */
  readonly n?: number | undefined;
}

export interface Bench {
  readonly summary: string;
  run(context: BenchContext): Promise<void>;
}
