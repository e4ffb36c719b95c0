import { expect, it } from 'vitest';
import { chrome } from './index.ts';

const rooms = import.meta.glob<Record<string, object>>('../../../src/*/phrases.ts', { eager: true, import: 'phrases' });

it('gives no key of a room words of its own, which would never be seen', () => {
  const taken = Object.values(rooms).flatMap((phrases) => Object.keys(phrases));
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.filter((key) => key in chrome)).toEqual([]);
});
