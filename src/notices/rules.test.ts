import { describe, expect, test } from 'vitest';
import { acts } from './acts.ts';
import { GROUNDS, NOTICE_STATES, type NoticeForm, noticeForm } from './contract.ts';
import { blue, green, red, yellow } from './examples.testkit.ts';
import { TRANSITIONS } from './hit-machine.ts';
import { phrases } from './phrases.ts';
import { checkForm, rulesOf } from './rules/index.ts';

const now = Date.UTC(2026, 10, 24);
const at = (owner: string) => ({ owner, now });
const failing = (form: NoticeForm, owner = 'US'): string[] =>
  checkForm(form, at(owner))
    .findings.filter((f) => f.result === 'fail')
    .map((f) => f.id);
const with_ = <F extends object>(form: F, change: object): F => ({ ...form, ...change });

describe('rules', () => {
  test.each([red, blue, green, yellow])('a complete $colour passes and fits its schema', (form) => {
    expect(failing(form)).toEqual([]);
    expect(checkForm(form, at('US')).passes).toBe(true);
    expect(noticeForm.parse(form)).toEqual(form);
  });

  test('an empty form fails on every blocking rule that asks for something', () => {
    const report = checkForm({ colour: 'red', subject: {} }, at('NL'));
    expect(report.passes).toBe(false);
    expect(report.findings.filter((f) => f.severity === 'blocking' && f.result === 'fail').map((f) => f.id)).toEqual([
      'all.status',
      'red.penalty',
      'red.identifiers',
      'red.facts',
      'red.charges',
      'red.warrant',
      'red.extradition-assured',
      'red.extradition-countries',
      'red.arrest-instructions',
    ]);
  });

  test.each([
    [{ maxPenaltyMonths: 23 }, ['red.penalty']],
    [{ maxPenaltyMonths: 24 }, []],
    [{ basis: 'sentence', sentenceMonths: 5 }, ['red.penalty']],
    [{ basis: 'sentence', sentenceMonths: 6 }, []],
    [{ basis: 'sentence', sentenceMonths: 60, remainingMonths: 5 }, ['red.penalty']],
    [{ maxPenaltyMonths: undefined, maxPenaltyLife: true }, []],
  ])('the penalty threshold: %j', (judicial, expected) => {
    expect(failing(with_(red, { judicial: { ...red.judicial, ...judicial } }))).toEqual(expected);
  });

  test('below the threshold, a claim of importance is left to the Secretariat', () => {
    const form = with_(red, {
      judicial: { ...red.judicial, maxPenaltyMonths: 12, importance: 'Network of offenders' },
    });
    const finding = checkForm(form, at('US')).findings.find((f) => f.id === 'red.penalty');
    expect(finding).toMatchObject({
      result: 'judge',
      found: 'rule.found.importance-claimed',
      params: { months: 12, threshold: 24 },
    });
  });

  test('a Red is barred while custody rulings conflict or Hague proceedings run; a Yellow is not', () => {
    const conflict = { custody: 'conflicting-orders', hagueProceedings: false, centralAuthorityConsulted: true };
    const hague = { custody: 'one-order', hagueProceedings: true, centralAuthorityConsulted: true };
    expect(failing(with_(red, { parental: conflict }))).toEqual(['red.parental']);
    expect(failing(with_(red, { parental: hague }))).toEqual(['red.parental']);
    expect(
      failing(with_(yellow, { event: { ...yellow.event, kind: 'parental-abduction' }, parental: conflict })),
    ).toEqual([]);
  });

  test('American notices carry American numbers; others need none', () => {
    const bare = with_(red, { judicial: { ...red.judicial, prosecutor: undefined, ncicNumber: undefined } });
    expect(failing(bare, 'US')).toEqual(['red.us.prosecutor', 'red.us.ncic']);
    expect(failing(bare, 'NL')).toEqual([]);
    expect(
      failing(with_(red, { judicial: { ...red.judicial, warrant: { ...red.judicial?.warrant, sealed: true } } })),
    ).toEqual(['red.us.unsealed']);
    expect(failing(with_(yellow, { ncmecNumber: undefined }))).toEqual(['yellow.us.numbers']);
  });

  test('identifiers: a good photograph with one more datum stands in for a name', () => {
    const photo = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', goodQuality: true };
    expect(failing(with_(blue, { subject: { photos: [photo] } }))).toEqual(['blue.identifiers']);
    expect(
      failing(with_(blue, { subject: { photos: [photo], marks: [{ text: 'scar', visibleInPhoto: true }] } })),
    ).toEqual(['blue.identifiers']);
    expect(
      failing(with_(blue, { subject: { photos: [photo], marks: [{ text: 'scar', visibleInPhoto: false }] } })),
    ).toEqual([]);
    expect(failing(with_(blue, { unidentified: true, subject: { dna: { reference: 'D-1' } } }))).toEqual([]);
  });

  test('an adult Yellow asks about privacy law; a minor Yellow about a guardian', () => {
    const adult = with_(yellow, { subject: { ...yellow.subject, birthDate: '1990' }, guardian: undefined });
    expect(failing(adult)).toEqual(['yellow.privacy']);
    expect(failing(with_(adult, { privacyAllows: true, ncmecNumber: undefined }))).toEqual([]);
    expect(failing(with_(yellow, { guardian: undefined }))).toEqual(['yellow.guardian']);
    // 18 on the day itself: no longer a minor.
    const eighteen = with_(yellow, { subject: { ...yellow.subject, birthDate: '2008-11-24' } });
    expect(failing(eighteen)).toEqual(['yellow.privacy']);
    expect(failing(with_(yellow, { subject: { ...yellow.subject, birthDate: '2008-11-25' } }))).toEqual([]);
  });

  test('a juvenile adjudication keeps a Green back, and says which one', () => {
    const convictions = [...(green.assessment?.convictions ?? []), { offence: 'x', date: '1990', juvenile: true }];
    const report = checkForm(with_(green, { assessment: { ...green.assessment, convictions } }), at('US'));
    expect(report.findings.find((f) => f.id === 'green.juvenile')).toMatchObject({
      result: 'fail',
      where: '/assessment/convictions/1',
    });
  });

  test('nothing is dated ahead', () => {
    expect(
      failing(with_(red, { judicial: { ...red.judicial, warrant: { ...red.judicial?.warrant, date: '2026-11-25' } } })),
    ).toEqual(['red.warrant']);
  });
});

test('every code has words in the four languages, with the same parameters', () => {
  const codes = [
    ...Object.keys(acts),
    ...NOTICE_STATES.map((s) => `notice.state.${s}`),
    ...GROUNDS.map((g) => `notice.ground.${g}`),
    ...TRANSITIONS.flatMap((t) => [`hit.step.${t.step}`, ...(t.to ? [`hit.state.${t.to}`] : [])]),
    ...(['red', 'blue', 'green', 'yellow'] as const).flatMap((c) => rulesOf(c, 'US').map((r) => `rule.${r.id}`)),
  ];
  expect(codes.filter((code) => !(code in phrases))).toEqual([]);
  const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  const uneven = Object.entries(phrases).filter(([, p]) =>
    [p.fr, p.es, p.ar].some((text) => text === '' || holes(text).join() !== holes(p.en).join()),
  );
  expect(uneven.map(([code]) => code)).toEqual([]);
});
