import { expect, it } from 'vitest';
import { runFuzz } from './run-fuzz.ts';
import { tipsTargets } from './tips.ts';

it('refuses or reads 20,000 mutants of reports, files’ words, forms and archives, and does nothing else', async () => {
  const report = await runFuzz(await tipsTargets(), { runs: 20_000, seed: 20261124 });
  expect(report.failures).toEqual([]);
  expect(report.runs).toBe(20_000);
  // Mutants that are read reach the model too: a fuzzer whose every mutant is refused at the door proves little.
  expect(report.read).toBeGreaterThan(1_000);
});

it('finds a parser that fails, and makes the same mutant again', async () => {
  const broken = {
    name: 'broken',
    corpus: [Buffer.from('{"a":1}')],
    run: async (bytes: Buffer) => {
      if (bytes.includes('PK')) throw new TypeError('not expected');
    },
    isRefusal: () => false,
  };
  const { failures } = await runFuzz([broken], { runs: 2_000, seed: 7 });
  const [first] = failures;
  expect(first?.problem).toContain('not expected');
  const again = await runFuzz([broken], { runs: 1, seed: 7, from: first?.run ?? 0 });
  expect(again.failures.map((one) => [one.run, one.mutant])).toEqual([[first?.run, first?.mutant]]);
});
