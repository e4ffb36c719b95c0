import { expect, test } from 'vitest';
import { joined, threeWay } from './three-way.ts';

const base = { title: 'A', summary: 'The start', countries: ['NL'], description: { heightCm: 180 } };
const pointers = ['/title', '/summary', '/countries', '/description/heightCm'];

test('what one changed stands, what both changed is asked, and nobody’s is lost', () => {
  const yours = { ...base, title: 'Mine', summary: 'The start, and mine', countries: ['NL', 'FR'] };
  const theirs = { ...base, summary: 'The start, and theirs', countries: ['NL', 'CA'], description: { heightCm: 190 } };
  const { clashes, kept, merged } = threeWay(pointers, base, yours, theirs);
  expect(clashes.map(({ pointer }) => pointer)).toEqual(['/summary', '/countries']);
  expect(kept).toEqual(['/description/heightCm']);
  expect(merged).toMatchObject({ title: 'Mine', description: { heightCm: 190 } });
  expect(clashes.map(joined)).toEqual(['The start, and theirs, and mine', ['NL', 'CA', 'FR']]);
});

test('the same change by both is no clash, and an empty value is empty however it is written', () => {
  const changed = { ...base, title: 'Same' };
  expect(threeWay(pointers, base, changed, changed).clashes).toEqual([]);
  expect(threeWay(['/x'], { x: '' }, {}, { x: [] })).toEqual({ clashes: [], kept: [], merged: { x: [] } });
  expect(joined({ pointer: '/n', was: 0, yours: 1, theirs: 2 })).toBeNull();
  expect(joined({ pointer: '/t', was: 'x', yours: 'all new', theirs: 'not so' })).toBe('not so\n\nall new');
});
