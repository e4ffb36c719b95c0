import { expect, it } from 'vitest';
import { chrome } from './index.ts';

const rooms = import.meta.glob<Record<string, object>>('../../../src/*/phrases.ts', { eager: true, import: 'phrases' });

it('gives no key of a room words of its own, which would never be seen', () => {
  const taken = Object.values(rooms).flatMap((phrases) => Object.keys(phrases));
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.filter((key) => key in chrome)).toEqual([]);
});

const tables = import.meta.glob<Record<string, unknown>>('./*.ts', { eager: true });

it('gives a key words in one table alone: of two the later would be seen everywhere', () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const [file, module] of Object.entries(tables)) {
    if (/\/(?:index|keys\.test)\.ts$/.test(file)) continue;
    for (const table of Object.values(module)) {
      for (const key of Object.keys(table as object)) {
        if (seen.has(key) && seen.get(key) !== file) twice.push(`${key}: ${seen.get(key)}, ${file}`);
        seen.set(key, file);
      }
    }
  }
  expect(seen.size).toBeGreaterThan(1_000);
  expect(twice).toEqual([]);
});
