const MOST = 40;
const rows = [new Uint8Array(MOST + 1), new Uint8Array(MOST + 1), new Uint8Array(MOST + 1)] as const;

/** Letters changed, added, dropped or swapped with a neighbour between two spellings, up to `most`; above it, `most + 1`. */
export function spellingDistance(a: string, b: string, most: number): number {
  const n = a.length;
  const m = b.length;
  if (Math.abs(n - m) > most || n > MOST || m > MOST) return most + 1;
  let [before, last, row] = rows as readonly [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= m; j++) last[j] = j;
  for (let i = 1; i <= n; i++) {
    const letter = a.charCodeAt(i - 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= m; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = (last[j - 1] ?? 0) + (letter === other ? 0 : 1);
      const drop = (last[j] ?? 0) + 1;
      if (drop < cost) cost = drop;
      const add = (row[j - 1] ?? 0) + 1;
      if (add < cost) cost = add;
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) {
        const swap = (before[j - 2] ?? 0) + 1;
        if (swap < cost) cost = swap;
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[m] ?? 0, most + 1);
}
