import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

type Words = Record<string, { en: string; fr: string; es: string; ar: string }>;

const src = import.meta.dirname;
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(
    (path) =>
      path.endsWith('.ts') && !/\.(test|testkit)\.ts$|phrases\.ts$|^(testing|scenario|launch|commands)\//.test(path),
  )
  .map((path) => join(src, path));
const rooms = readdirSync(src).filter((room) => statSync(join(src, room, 'phrases.ts'), { throwIfNoEntry: false }));
const phrases: Words = Object.assign(
  {},
  ...(await Promise.all(
    rooms.map(async (room) => ((await import(`./${room}/phrases.ts`)) as { phrases: Words }).phrases),
  )),
);

/** What the edge itself says of input has its words in the console. */
const shell = readFileSync(join(src, '..', 'console', 'src', 'locales', 'common.ts'), 'utf8');
const isSaid = (code: string): boolean =>
  phrases[code] !== undefined || phrases[`task.${code}`] !== undefined || shell.includes(`'${code}': [`);

/** Places where a code is written that a person will read: a refusal, an act of the ledger, a piece of work. */
const PLACES = [
  /\brefuse\(([^;{]*?)[,)]/g,
  /\binvalid\([^,]+,\s*([^;{]*?)[,)]/g,
  /\bcode: ([^;\n]+)/g,
  /\bact: ([^;\n]+)/g,
  /\btask: ([^;\n]+)/g,
  /\b(?:owe|oweInstead)\(deps, tx, \w+, ([^;\n]+)/g,
];

test('every code that a person may read has words in the four languages', () => {
  const unsaid = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const place of PLACES) {
      for (const [, found = ''] of text.matchAll(place)) {
        for (const [, code = ''] of found.matchAll(/'([a-z][a-z-]*(?:\.[a-z][a-z-]*)+)'/g)) {
          if (!isSaid(code)) unsaid.set(code, relative(src, file));
        }
      }
    }
  }
  expect([...unsaid].map(([code, file]) => `${code} (${file})`).sort()).toEqual([]);
});

test('no language leaves a parameter out', () => {
  const parameters = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();
  const uneven = Object.entries(phrases).filter(([, { en, ...others }]) =>
    Object.values(others).some((text) => text === '' || parameters(text) !== parameters(en)),
  );
  expect(uneven.map(([code]) => code)).toEqual([]);
});
