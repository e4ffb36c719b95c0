import type { NameComparison, NameInput, TokenComparison } from './types.ts';

function tokensOf(name: NameInput | string): string[] {
  const text = typeof name === 'string' ? name : name.text || `${name.given ?? ''} ${name.family ?? ''}`;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Compares two names, whatever their order of tokens. Symmetric. */
export function compareNames(a: NameInput | string, b: NameInput | string): NameComparison {
  const left = tokensOf(a);
  const right = tokensOf(b);
  const pairs = left
    .flatMap((x, i) => right.map((y, j) => ({ i, j, score: 1 - distance(x, y) / Math.max(x.length, y.length) })))
    .sort((x, y) => y.score - x.score);
  const usedLeft = new Set<number>();
  const usedRight = new Set<number>();
  const tokens: TokenComparison[] = [];
  for (const { i, j, score } of pairs) {
    if (score < 0.5 || usedLeft.has(i) || usedRight.has(j)) continue;
    usedLeft.add(i);
    usedRight.add(j);
    tokens.push({ query: left[i] ?? null, record: right[j] ?? null, score, reason: score === 1 ? 'same' : 'typo' });
  }
  for (const [i, query] of left.entries())
    if (!usedLeft.has(i)) tokens.push({ query, record: null, score: 0, reason: 'missing' });
  for (const [j, record] of right.entries())
    if (!usedRight.has(j)) tokens.push({ query: null, record, score: 0, reason: 'missing' });
  const sum = tokens.reduce((total, token) => total + token.score * (token.query && token.record ? 2 : 1), 0);
  const all = left.length + right.length;
  return { score: all === 0 ? 0 : sum / all, tokens };
}
