/** Nearest-rank percentile, 0 < p <= 100. Throws on no values: a bench that measured nothing has no figure. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
  if (found === undefined) throw new Error('percentile of no values');
  return found;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Three significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Runs `fn(0 … count - 1)` with at most `concurrency` at once. */
export async function inParallel(
  count: number,
  concurrency: number,
  fn: (n: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) await fn(next++);
    }),
  );
}
