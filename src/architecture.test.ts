import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The floors of docs: a room imports only from lower floors, through the other room's `index.ts`. */
const FLOORS: Readonly<Record<string, number>> = {
  protocol: 0,
  imagehash: 0,
  names: 0,
  press: 0,
  mrz: 1,
  platform: 1,
  audit: 2,
  access: 3,
  directory: 4,
  work: 4,
  federation: 5,
  cases: 6,
  correspondence: 7,
  notices: 8,
  identification: 8,
  tips: 9,
  hosting: 9,
  travel: 9,
  screening: 10,
  desk: 11,
};
/** Above every room: the knitting, the commands, and what they share. */
const TOP = new Set(['node', 'main', 'web', 'cli', 'launch', 'commands', 'testing', 'scenario', 'architecture']);

const src = resolve(import.meta.dirname);
const root = dirname(src);

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesUnder(path);
    // AssemblyScript (.as.ts) is compiled apart, and imports in its own way.
    return /(?<!\.as)\.(ts|tsx)$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found: string[] = [];
  for (const match of text.matchAll(
    /^\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|import\('([^']+)'\)/gm,
  )) {
    found.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return found;
}

function roomOf(path: string): string {
  const [first = ''] = relative(src, path).split('/');
  return first.replace(/\.(test\.)?ts$/, '');
}

const serverFiles = filesUnder(src);
const isTest = (file: string): boolean => file.endsWith('.test.ts') || file.endsWith('.testkit.ts');

describe('the floors', () => {
  it('names a floor for every room there is', () => {
    const rooms = readdirSync(src, { withFileTypes: true })
      .filter((e) => e.isDirectory())
      .map((e) => e.name);
    expect(rooms.filter((r) => !(r in FLOORS) && !TOP.has(r))).toEqual([]);
  });

  it('lets a room import only lower floors, through their one door', () => {
    const wrong: string[] = [];
    for (const file of serverFiles) {
      const room = roomOf(file);
      const floor = FLOORS[room];
      if (floor === undefined) continue;
      for (const target of importsOf(file)) {
        if (!target.startsWith('.')) continue;
        const path = resolve(dirname(file), target);
        const other = roomOf(path);
        if (other === room) continue;
        const inside = relative(join(src, other), path);
        const say = `${relative(root, file)} -> ${relative(root, path)}`;
        if (isTest(file) && TOP.has(other)) continue;
        if (FLOORS[other] === undefined) wrong.push(`${say}: not a room`);
        else if (FLOORS[other] >= floor && !isTest(file))
          wrong.push(`${say}: floor ${FLOORS[other]} from floor ${floor}`);
        else {
          const doors = /^(contract|phrases)\.ts$/.test(relative(join(src, room), file))
            ? /^(index|contract|phrases|schema\/.*)\.ts$/
            : /^(index|contract|phrases)\.ts$/;
          const isOther =
            (other === 'protocol' && inside.startsWith('schema/')) ||
            (['imagehash', 'press'].includes(other) && inside === 'node.ts');
          if (!doors.test(inside) && !isOther) wrong.push(`${say}: past the door`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps what the browser shares free of the server', () => {
    const wrong: string[] = [];
    for (const file of serverFiles) {
      const path = relative(src, file);
      const pure =
        /^[a-z]+\/(contract|phrases)\.ts$/.test(path) ||
        path.startsWith('protocol/schema/') ||
        path.startsWith('mrz/') ||
        (path.startsWith('imagehash/') && !/^imagehash\/node[./]/.test(path));
      if (!pure || isTest(file)) continue;
      for (const target of importsOf(file)) {
        const allowed =
          target === 'zod' ||
          (target.startsWith('.') &&
            /\/(contract|phrases)\.ts$|protocol\/schema\/|\/mrz\/index\.ts$|^\.\/[\w-]+(\/[\w-]+)*\.ts$/.test(target));
        if (!allowed) wrong.push(`${path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('lets the console import contracts, phrases, the wire schemas, imagehash and mrz alone', () => {
    const folder = join(root, 'console');
    const files = statSync(folder, { throwIfNoEntry: false }) ? filesUnder(folder) : [];
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.includes('/src/') && target.startsWith('..'))
        .map((target) => resolve(dirname(file), target))
        .filter((path) => path.startsWith(`${src}/`))
        .map((path) => relative(src, path))
        .filter(
          (path) => !/^[a-z]+\/(contract|phrases)\.ts$|^protocol\/schema\/|^(?:imagehash|mrz)\/index\.ts$/.test(path),
        )
        .map((path) => `${relative(root, file)} -> src/${path}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the house rules', () => {
  it('reads process.env in one file', () => {
    const readers = serverFiles
      .filter((f) => !isTest(f) && /process\.env\b/.test(readFileSync(f, 'utf8')))
      .map((f) => relative(src, f));
    expect(readers.filter((f) => !f.startsWith('testing/'))).toEqual(['platform/config/env.ts']);
  });

  it('exits the process only in main.ts and cli.ts', () => {
    const exits = serverFiles
      .filter((f) => !isTest(f) && /process\.exit\(/.test(readFileSync(f, 'utf8')))
      .map((f) => relative(src, f));
    expect(exits.filter((f) => !/^(main|cli)\.ts$/.test(f))).toEqual([]);
  });

  it('takes the time and randomness as arguments', () => {
    const wrong = serverFiles
      .filter(
        (f) =>
          !isTest(f) &&
          FLOORS[roomOf(f)] !== undefined &&
          !/platform\/(runtime|vault|keys|log)\.ts|platform\/postgres\//.test(f),
      )
      .filter((f) => /\bDate\.now\(\)|\bMath\.random\(\)|new Date\(\)/.test(stripComments(readFileSync(f, 'utf8'))))
      .map((f) => relative(src, f));
    expect(wrong).toEqual([]);
  });

  it('gives every room its page and its door', () => {
    const lacking = Object.keys(FLOORS)
      .filter((room) => statSync(join(src, room), { throwIfNoEntry: false }))
      .flatMap((room) =>
        ['README.md', 'index.ts']
          .filter((f) => !statSync(join(src, room, f), { throwIfNoEntry: false }))
          .map((f) => `${room}/${f}`),
      );
    expect(lacking).toEqual([]);
  });

  it('keeps files to a size that one person can hold', () => {
    const long = [
      ...serverFiles,
      ...(statSync(join(root, 'console'), { throwIfNoEntry: false }) ? filesUnder(join(root, 'console')) : []),
    ]
      .filter((f) => !isTest(f) && !/phrases\.ts$/.test(f) && readFileSync(f, 'utf8').split('\n').length > 400)
      .map((f) => relative(root, f));
    expect(long).toEqual([]);
  });
});

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/[^\n]*/g, '');
}
