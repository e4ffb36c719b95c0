import { expect, test } from 'vitest';
import { LANGUAGES, type NoticeForm, noticeForm, WORDED } from './contract.ts';
import { red, yellow } from './examples.testkit.ts';
import { partIn, RELATION_CODES, STANDARD_PHRASES, slotIn, wordingIn } from './wording.ts';

const sample = { line: 'Springfield', date: '2026-10-03', country: 'CH', number: '12', relation: 'mother' } as const;

test('every standard phrase is whole in the four languages, with the same slots, for fields that exist', () => {
  expect(STANDARD_PHRASES.length).toBeGreaterThan(25);
  expect(new Set(STANDARD_PHRASES.map((p) => p.id)).size).toBe(STANDARD_PHRASES.length);
  for (const phrase of STANDARD_PHRASES) {
    const slots = Object.keys(phrase.slots).sort();
    expect(phrase.for.filter((field) => !WORDED.includes(field))).toEqual([]);
    for (const lang of LANGUAGES) {
      const named = [...phrase[lang].matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
      expect([phrase.id, lang, named]).toEqual([phrase.id, lang, slots]);
      const filled = Object.fromEntries(Object.entries(phrase.slots).map(([name, kind]) => [name, sample[kind]]));
      const { text } = partIn({ phrase: phrase.id, slots: filled }, 'en', lang);
      expect(text).not.toMatch(/[{}…]/);
    }
  }
});

test('slots are said in the language: dates, months, countries, relations; a year stays a year', () => {
  expect(LANGUAGES.map((lang) => slotIn('country', 'CH', lang))).toEqual(['Switzerland', 'Suisse', 'Suiza', 'سويسرا']);
  expect(LANGUAGES.map((lang) => slotIn('date', '2026-10-03', lang))).toEqual([
    'October 3, 2026',
    '3 octobre 2026',
    '3 de octubre de 2026',
    '3 أكتوبر 2026',
  ]);
  expect(slotIn('date', '2026-10', 'fr')).toBe('octobre 2026');
  expect(slotIn('date', '2026', 'ar')).toBe('2026');
  expect(RELATION_CODES.map((code) => slotIn('relation', code, 'es'))).toContain('la madre');
});

const summary = 'The person left on October 3, 2026 and is believed to be in Switzerland. He limps.';
const worded = (translations: object): NoticeForm =>
  noticeForm.parse({
    ...red,
    facts: { ...red.facts, summary },
    wording: {
      '/facts/summary': {
        lang: 'en',
        parts: [
          { phrase: 'facts.fled', slots: { date: '2026-10-03', country: 'CH' } },
          { text: 'He limps.', translations },
        ],
      },
    },
  });

test('written once: phrases translate themselves, free text waits for a person, and each language says how it stands', () => {
  const form = worded({ fr: { text: 'Il boite.', by: 'A. Exemple' } });
  expect(wordingIn(form, '/facts/summary', 'en')).toEqual({ text: summary, state: 'original', from: 'en' });
  expect(wordingIn(form, '/facts/summary', 'fr')).toEqual({
    text: 'La personne est partie (date : 3 octobre 2026) et se trouverait dans le pays suivant : Suisse. Il boite.',
    state: 'translated',
    from: 'en',
  });
  // What nobody has translated is shown as written, and said to be missing.
  expect(wordingIn(form, '/facts/summary', 'es')).toMatchObject({ state: 'missing' });
  expect(wordingIn(form, '/facts/summary', 'es')?.text).toMatch(/^La persona se marchó .* He limps\.$/);
});

test('phrases alone need nobody; a field without a wording is in one language; a field that says nothing has none', () => {
  const form = noticeForm.parse({
    ...yellow,
    precautions: 'Do not approach alone; inform the police.',
    wording: { '/precautions': { lang: 'en', parts: [{ phrase: 'precautions.do-not-approach', slots: {} }] } },
  });
  expect(wordingIn(form, '/precautions', 'ar')).toMatchObject({
    state: 'standard',
    text: 'لا تقترب منه منفردًا؛ أبلغ الشرطة.',
  });
  expect(wordingIn(form, '/event/circumstances', 'en')?.state).toBe('original');
  expect(wordingIn(form, '/event/circumstances', 'fr')?.state).toBe('missing');
  expect(wordingIn(form, '/question', 'en')).toBeNull();
});

test('a field that was changed by itself leaves its wording behind', () => {
  const form = worded({});
  const changed = { ...form, facts: { summary: 'Another account.' } } as NoticeForm;
  expect(wordingIn(changed, '/facts/summary', 'fr')).toEqual({
    text: 'Another account.',
    state: 'missing',
    from: 'en',
  });
});
