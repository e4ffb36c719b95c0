import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, comparePersons, PersonIndex, type PersonRecord, TERM_CODES, TOKEN_REASONS } from './index.ts';

const score = (a: string, b: string): number => compareNames(a, b).score;

describe('names across scripts and practices', () => {
  it.each([
    ['Сергей Щербаков', 'Sergey Shcherbakov'],
    ['Олена Гнатюк', 'Olena Hnatiuk'],
    ['Νίκος Παπαδόπουλος', 'Nikos Papadopoulos'],
    ['عبد الرحمن السعيد', 'Abdulrahman Alsaeed'],
    ['سيف الدين حسن', 'Saifuddin Hassan'],
    ['יוסף כהן', 'Yosef Cohen'],
    ['राजेश शर्मा', 'Rajesh Sharma'],
    ['최준호', 'Choi Joon Ho'],
    ['王小明', 'Wang Xiaoming'],
    ['陳大文', 'Tai-man Chan'],
    ['山田太郎', 'Taro Yamada'],
    ['สมชาย ใจดี', 'Somchai Jaidee'],
    ['ნინო ბერიძე', 'Nino Beridze'],
    ['Արամ Սարգսյան', 'Aram Sarkisian'],
    ['አበበ በቀለ', 'Abebe Bekele'],
    ['Jürgen Müller', 'Juergen Mueller'],
    ['Jean-Pierre Dupont', 'Jeanpierre Dupont'],
    ['Abd al Rahman Khalid', 'Abdurrahman Khaled'],
    ['Anna Petrova', 'Anna Petrov'],
  ])('%s is %s', (a, b) => expect(score(a, b)).toBeGreaterThan(0.9));

  it.each([
    ['John Smith', 'John Jones'],
    ['Ivan Petrov', 'Ivan Sidorov'],
    ['Mohammed Ali', 'Mohammed Hassan'],
    ['Kim Min-jun', 'Kim Min-ji'],
    ['Wang Wei', 'Wang Lei'],
  ])('%s is not %s', (a, b) => expect(score(a, b)).toBeLessThan(0.7));

  it('orders what is nearer above what is further', () => {
    const ranked = ['John Smith', 'Smith John', 'Jon Smith', 'J. Smith', 'John Jones'];
    const scores = ranked.map((name) => score('John Smith', name));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
    // More was said, so more agrees.
    expect(score('Konstantin Wolkenstein', 'Konstantin Wolkenstein')).toBeGreaterThan(score('Li Wei', 'Li Wei'));
  });

  it('says of each word what makes it alike, in codes that have words', () => {
    const { tokens } = compareNames('Bob van Smyth', 'Robert Smith');
    expect(tokens.map(({ query, record, reason }) => [query, record, reason])).toEqual([
      ['bob', 'robert', 'nickname'],
      ['smyth', 'smith', 'spelling'],
      ['van', null, 'missing'],
    ]);
    for (const { reason } of tokens) expect(TOKEN_REASONS).toHaveProperty([reason]);
    expect(
      compareNames({ text: '', family: 'Ali', given: 'Omar' }, { text: '', family: 'Omar', given: 'Ali' }).tokens[0]
        ?.reason,
    ).toBe('swapped');
  });
});

describe('dates and documents as terms of their own', () => {
  const person = (birth: string): PersonRecord => ({ id: birth, names: [{ text: 'Maria Example' }], births: [birth] });
  const against = (a: string, b: string) => comparePersons(person(a), person(b));
  it('puts dates in order of how well they agree', () => {
    const scores = ['1980-03-05', '1980-03', '1980', '1980-05-03', '1980-03-06', '1981-03-05', '1999-01-09'].map(
      (birth) => against('1980-03-05', birth).score,
    );
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[6]).toBeLessThan(0.7);
  });
  it('names a flip of day and month', () => {
    const [, birth] = against('1980-03-05', '1980-05-03').terms;
    expect(birth).toMatchObject({ term: 'birth', code: 'birth-day-month-swapped' });
    expect(TERM_CODES).toHaveProperty(['birth-day-month-swapped']);
  });
  it('finds by a document whatever the name', () => {
    const index = PersonIndex.build([{ ...person('1980-03-05'), documents: [{ number: 'X 12-345' }] }]);
    expect(
      index
        .query({ names: [{ text: 'Nobody Atall' }], documents: [{ number: 'x12345' }] })[0]
        ?.terms.map(({ code }) => code),
    ).toContain('document-same');
  });
});

const words = [
  'Ann',
  'Anna',
  'Omar',
  'Umar',
  'Smith',
  'Smyth',
  'Иванов',
  'Ivanov',
  'محمد',
  'Mohamed',
  '김',
  'Kim',
  'van',
  'J',
  'Garcia',
  'García',
  'Wolkenstein',
  'Li',
  'Wei',
];
const name = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
const birth = fc.option(fc.constantFrom('1980-03-05', '1980-05-03', '1980', '1981-03-05', '1962-11-30'), {
  nil: undefined,
});
const people = fc.array(fc.record({ text: name, birth }), { minLength: 1, maxLength: 60 });
const recordsOf = (list: readonly { text: string; birth?: string | undefined }[]): PersonRecord[] =>
  list.map(({ text, birth: date }, at) => ({
    id: `p${at}`,
    names: [{ text }],
    ...(date === undefined ? {} : { births: [date] }),
  }));

describe('properties', () => {
  it('is symmetric, within bounds, and highest for itself', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        const one = score(a, b);
        expect(score(b, a)).toBeCloseTo(one, 6);
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(1);
        expect(score(a, a)).toBeGreaterThanOrEqual(one - 1e-9);
      }),
      { numRuns: 400 },
    );
  });

  it('takes any text without harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(score(text, 'Ann Smith')).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('finds the best by index as by comparing with each', () => {
    fc.assert(
      fc.property(people, name, birth, (list, text, date) => {
        const records = recordsOf(list);
        const query = { names: [{ text }], ...(date === undefined ? {} : { births: [date] }) };
        const all = records.map((record) => comparePersons(query, record)).sort((a, b) => b.score - a.score);
        const [best] = PersonIndex.build(records).query(query);
        // Below that a single shared word decides, which the index looks up only by the rarest of them.
        if ((all[0]?.score ?? 0) >= 0.8) expect(best?.score).toBeCloseTo(all[0]?.score ?? 0, 5);
        if (best)
          expect(best.score).toBe(
            comparePersons(query, records.find(({ id }) => id === best.id) ?? (records[0] as PersonRecord)).score,
          );
      }),
      { numRuns: 150 },
    );
  });

  it('stops finding what was removed, at once and after packing, and finds what was added', () => {
    fc.assert(
      fc.property(people, fc.nat(), (list, at) => {
        const records = recordsOf(list);
        const index = PersonIndex.build(records.slice(0, records.length >> 1));
        for (const record of records.slice(records.length >> 1)) index.add(record);
        const gone = records[at % records.length] as PersonRecord;
        const ids = (): string[] => index.query({ names: gone.names }, { limit: 100 }).map(({ id }) => id);
        expect(index.size).toBe(records.length);
        expect(index.remove(gone.id)).toBe(true);
        expect(index.remove(gone.id)).toBe(false);
        expect(ids()).not.toContain(gone.id);
        index.compact();
        expect(ids()).not.toContain(gone.id);
        index.add(gone);
        expect(index.size).toBe(records.length);
        expect(index.has(gone.id)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the later of two records with one id', () => {
    const index = PersonIndex.build([
      { id: 'a', names: [{ text: 'First Name' }] },
      { id: 'a', names: [{ text: 'Other Person' }] },
    ]);
    expect(index.size).toBe(1);
    expect(index.query({ names: [{ text: 'First Name' }] })).toEqual([]);
    expect(index.query({ names: [{ text: 'Other Person' }] })[0]?.id).toBe('a');
  });
});
