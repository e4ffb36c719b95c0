import { comparePersons, PersonIndex, type PersonQuery, type PersonRecord } from '../src/names/index.ts';
import { SPELLINGS, type Spellings } from './data/names-spellings.ts';
import { birthOf, people, personOf, queryFor, seeded, slip } from './names-people.ts';
import { rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';

const OTHERS = 100_000;
const ASKED = 2_000;
const THRESHOLD = 0.8;

/**
 * How well persons are found whose names are written otherwise. Names of the dictionary are split in two by a hash of the name:
 * `dev` was looked at while the rules were made, `test` was not tuned on. Both are reported, to show what lies between them.
 */
export const namesQuality: Bench = {
  summary:
    'recall at 1 and 10, false positives at 0.8 and AUC of person matching, on altered Latin names and across scripts',
  async run(context) {
    const n = context.n ?? OTHERS;
    const index = PersonIndex.build(people(n, 21));
    latin(context, index, n);
    strangers(context, index);
    for (const split of ['dev', 'test'] as const) {
      acrossScripts(context, n, split);
      pairs(context, split);
    }
  },
};

/** Persons of the index as `queryFor` types them, all with their date of birth. */
function latin({ emit }: BenchContext, index: PersonIndex, n: number): void {
  const ranks: number[] = [];
  for (let at = 0; at < ASKED; at++) {
    const random = seeded(at + 99);
    const person = personOf(Math.floor(random() * n), 21);
    ranks.push(
      rank(index, { names: [{ text: alter(person.names[0]?.text ?? '', random) }], births: person.births }, person.id),
    );
  }
  emit({ name: 'names-quality.latin.recall-at-1', value: share(ranks, 1), unit: 'share' });
  emit({ name: 'names-quality.latin.recall-at-10', value: share(ranks, 10), unit: 'share' });
}

/** One change of the kind that clerks make. */
function alter(text: string, random: () => number): string {
  const words = text.split(' ');
  const kind = Math.floor(random() * 4);
  if (kind === 0) return [...words].reverse().join(' ');
  if (kind === 1) return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  if (kind === 2 && words.length > 2) return `${words[0]} ${words[words.length - 1]}`;
  const at = Math.floor(random() * words.length);
  words[at] = slip(words[at] ?? '', random);
  return words.join(' ');
}

/** Queries for persons who are not there: how many meet somebody at 0.8. */
function strangers({ emit }: BenchContext, index: PersonIndex): void {
  let met = 0;
  for (let at = 0; at < ASKED * 2; at++) {
    const person = personOf(at, 4_242);
    const [best] = index.query({ names: person.names, births: person.births, sex: person.sex });
    if (best !== undefined && best.score >= THRESHOLD) met++;
  }
  emit({ name: 'names-quality.false-positives', value: rounded((met * 100) / (ASKED * 2)), unit: '%' });
}

interface Name {
  native: string;
  latin: readonly string[];
}

/** The half of a dictionary that a split has: by a hash of the name's own spelling. */
function half(lines: string, split: 'dev' | 'test'): Name[] {
  return lines.split('|').flatMap((line) => {
    const at = line.search(/ [A-Z]| al-| bin-/i) >= 0 ? /\s(?=[a-z])/iu.exec(line)?.index : undefined;
    if (at === undefined) return [];
    const native = line.slice(0, at);
    let hash = 7;
    for (const letter of native) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
    const isTest = ((hash ^ (hash >>> 7)) & 1) === 1;
    return isTest === (split === 'test') ? [{ native, latin: line.slice(at + 1).split(' ') }] : [];
  });
}

interface Pair {
  script: string;
  native: string;
  latin: string;
  birth: string;
}

/** Invented persons of a script: each given name with several family names. */
function persons(spellings: Spellings, split: 'dev' | 'test'): Pair[] {
  const random = seeded(spellings.script.length * 7_919);
  const given = half(spellings.given, split);
  const family = half(spellings.family, split);
  const one = (latin: readonly string[]): string =>
    (latin[Math.floor(random() * latin.length)] ?? '').replace(/-/g, random() < 0.5 ? ' ' : '-');
  return given.flatMap((first) =>
    family.map((last) => ({
      script: spellings.script,
      native: spellings.join === 'unspaced' ? last.native + first.native : `${first.native} ${last.native}`,
      latin: random() < 0.7 ? `${one(first.latin)} ${one(last.latin)}` : `${one(last.latin)} ${one(first.latin)}`,
      birth: birthOf(random),
    })),
  );
}

/** Asked in their own script, with the date of birth, among records in Latin letters. */
function acrossScripts({ emit, say }: BenchContext, n: number, split: 'dev' | 'test'): void {
  const found = SPELLINGS.flatMap((spellings) => persons(spellings, split));
  const records: PersonRecord[] = found.map(({ latin, birth }, at) => ({
    id: `x${at}`,
    names: [{ text: latin }],
    births: [birth],
  }));
  const index = PersonIndex.build(
    (function* () {
      yield* people(n, 21);
      yield* records;
    })(),
  );
  const withBirth: number[] = [];
  const without: number[] = [];
  const byScript = new Map<string, number[]>();
  for (const [at, { native, birth, script }] of found.entries()) {
    const names = [{ text: native }];
    const place = rank(index, { names, births: [birth] }, `x${at}`);
    withBirth.push(place);
    byScript.set(script, [...(byScript.get(script) ?? []), place]);
    without.push(rank(index, { names }, `x${at}`));
  }
  for (const [script, ranks] of byScript)
    say(`${split} ${script}: ${ranks.length} persons, recall at 1 ${share(ranks, 1)}, at 10 ${share(ranks, 10)}`);
  emit({ name: `names-quality.${split}.script.recall-at-1`, value: share(withBirth, 1), unit: 'share' });
  emit({ name: `names-quality.${split}.script.recall-at-10`, value: share(withBirth, 10), unit: 'share' });
  emit({ name: `names-quality.${split}.script-no-birth.recall-at-1`, value: share(without, 1), unit: 'share' });
  emit({ name: `names-quality.${split}.script-no-birth.recall-at-10`, value: share(without, 10), unit: 'share' });
}

/** Pairs by name alone: the same person in another spelling, against the same family with another given name and the reverse. */
function pairs({ emit, say }: BenchContext, split: 'dev' | 'test'): void {
  const same: number[] = [];
  const other: number[] = [];
  for (const spellings of SPELLINGS) {
    const all = persons(spellings, split);
    for (const [at, pair] of all.entries()) {
      same.push(score(pair.native, pair.latin));
      const next = all[at + 1];
      const far = all[(at + 7) % all.length];
      if (next !== undefined) other.push(score(pair.native, next.latin));
      if (far !== undefined && far !== pair) other.push(score(pair.native, far.latin));
    }
  }
  for (let at = 0; at < 1_500; at++) {
    const random = seeded(at + (split === 'dev' ? 5 : 50_005));
    const person = personOf(Math.floor(random() * 1e6), 21);
    const text = person.names[0]?.text ?? '';
    same.push(score(text, alter(text, random)));
    const words = text.split(' ');
    const sibling = personOf(Math.floor(random() * 1e6), 22).names[0]?.text.split(' ')[0] ?? '';
    if (sibling !== words[0]) other.push(score(text, [sibling, ...words.slice(1)].join(' ')));
    const query = queryFor(at, 10).names[0]?.text ?? '';
    other.push(score(text, query));
  }
  emit({ name: `names-quality.${split}.auc`, value: Number(auc(same, other).toFixed(5)), unit: 'share' });
  const above = same.filter((value) => value > 0.9);
  say(
    `${split}: ${same.length} true and ${other.length} false pairs; ${new Set(above).size} different scores among ${above.length} above 0.9`,
  );
}

const score = (a: string, b: string): number =>
  comparePersons({ names: [{ text: a }] }, { id: '', names: [{ text: b }] }).score;

/** Place of a person among the answers, 0 when not among the first ten. */
function rank(index: PersonIndex, query: PersonQuery, id: string): number {
  return index.query(query, { limit: 10 }).findIndex((match) => match.id === id) + 1;
}

function share(ranks: readonly number[], most: number): number {
  return Number((ranks.filter((place) => place > 0 && place <= most).length / Math.max(1, ranks.length)).toFixed(4));
}

/** The chance that a true pair scores above a false one; ties count half. */
function auc(same: readonly number[], other: readonly number[]): number {
  const all = [...same.map((value) => ({ value, same: true })), ...other.map((value) => ({ value, same: false }))].sort(
    (a, b) => a.value - b.value,
  );
  let below = 0;
  let wins = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    let trues = 0;
    while (end < all.length && all[end]?.value === all[at]?.value) if (all[end++]?.same) trues++;
    const falses = end - at - trues;
    wins += trues * (below + falses / 2);
    below += falses;
    at = end;
  }
  return wins / (same.length * other.length);
}
