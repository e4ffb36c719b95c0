import { describe, expect, test } from 'vitest';
import { acts } from './acts.ts';
import { COLOURS, GROUNDS, NOTICE_STATES, type NoticeForm, noticeForm, standing } from './contract.ts';
import { black, blue, green, orange, purple, red, silver, un, yellow } from './examples.testkit.ts';
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
  test.each([red, blue, green, yellow, black, orange, purple, silver])(
    'a complete $colour passes and fits its schema',
    (form) => {
      expect(failing(form)).toEqual([]);
      expect(checkForm(form, at('US')).passes).toBe(true);
      expect(noticeForm.parse(form)).toEqual(form);
    },
  );

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

  const parents = { custody: 'one-order' as const, hagueProceedings: false, centralAuthorityConsulted: true };
  const order = {
    court: 'Family Court',
    country: 'US',
    date: '2026-05-04',
    custodyTo: 'left-behind-parent' as const,
    standing: 'in-force' as const,
  };
  const taken = (parental: object): NoticeForm =>
    with_(yellow, { event: { ...yellow.event, kind: 'parental-abduction' }, parental: { ...parents, ...parental } });

  test('orders that differ bar a Red whatever they are called; one that was annulled counts no more', () => {
    const other = { ...order, country: 'NL', custodyTo: 'taking-parent' as const };
    const red_ = (parental: object): NoticeForm => with_(red, { parental: { ...parents, ...parental } });
    expect(failing(red_({ orders: [order] }))).toEqual([]);
    expect(failing(red_({ orders: [order, other] }))).toEqual(['red.parental']);
    expect(failing(red_({ orders: [order, { ...other, standing: 'annulled' }] }))).toEqual([]);
    expect(failing(red_({ orders: [order, { ...other, standing: 'appealed' }] }))).toEqual(['red.parental']);
    for (const hague of ['applied', 'running', 'return-refused']) {
      expect(failing(red_({ hague }))).toEqual(['red.parental']);
    }
    expect(failing(red_({ hague: 'return-ordered' }))).toEqual([]);
    expect(failing(red_({ centralAuthorityConsulted: false }))).toEqual(['red.parental-authority']);
    expect(failing(red_({ warrant: 'none' }))).toEqual(['red.parental-authority']);
    // A Red for parental abduction says what the courts said.
    expect(failing(with_(red, { offence: 'parental-abduction' }))).toEqual(['red.parental']);
  });

  test('a Yellow stays possible where courts differ; once they gave the child to who has it, its return is not sought', () => {
    const other = { ...order, custodyTo: 'taking-parent' as const };
    const found = (form: NoticeForm) => checkForm(form, at('US')).findings.find((f) => f.id === 'yellow.parental');
    expect(found(taken({ orders: [order, other] }))).toMatchObject({
      result: 'judge',
      found: 'rule.found.custody-conflict',
    });
    expect(checkForm(taken({ orders: [order, other] }), at('US')).passes).toBe(true);
    expect(failing(taken({ orders: [other] }))).toEqual(['yellow.parental']);
    expect(failing(taken({ hague: 'return-refused' }))).toEqual(['yellow.parental']);
    expect(failing({ ...taken({ orders: [other] }), returnSought: false } as NoticeForm)).toEqual([]);
  });

  test('a finding shows what it found and where', () => {
    const finding = checkForm(red, at('US')).findings.find((f) => f.id === 'red.warrant');
    expect(finding?.evidence).toEqual([
      { at: '/judicial/warrant/number', says: '26-CR-0101' },
      { at: '/judicial/warrant/date', says: '2026-01-15' },
      { at: '/judicial/warrant/authority', says: 'District Court' },
    ]);
    const long = with_(red, { facts: { ...red.facts, summary: 'x'.repeat(4000) } });
    const says = checkForm(long, at('US')).findings.flatMap((f) => f.evidence.map((e) => e.says.length));
    expect(Math.max(...says)).toBe(120);
  });

  test.each([
    [with_(black, { subject: {} }), 'black.identifiers'],
    [with_(black, { found: undefined }), 'black.found'],
    [with_(black, { found: { ...black.found, ageFrom: 70 } }), 'black.age'],
    [with_(black, { subject: { ...black.subject, familyName: 'Example', forename: 'Max' } }), 'black.unnamed'],
    [with_(orange, { threat: { ...orange.threat, imminent: false } }), 'orange.imminent'],
    [with_(orange, { threat: { ...orange.threat, to: '2026-11-23' } }), 'orange.imminent'],
    [with_(orange, { threat: { ...orange.threat, kind: undefined } }), 'orange.kind'],
    [with_(purple, { method: { fitToShare: true } }), 'purple.content'],
    [with_(purple, { method: { ...purple.method, fitToShare: undefined } }), 'purple.fit-to-share'],
    [with_(purple, { subject: { familyName: 'Example' } }), 'purple.no-person'],
    [with_(silver, { inPilot: undefined }), 'silver.pilot'],
    [with_(silver, { assets: [] }), 'silver.assets'],
    [with_(silver, { status: 'missing' }), 'all.status'],
  ] as [NoticeForm, string][])('the rarer colours: %#', (form, rule) => {
    expect(failing(form)).toContain(rule);
  });

  test('a threat that ends this month, or this year, is not over', () => {
    for (const to of ['2026-11-24', '2026-11', '2026']) {
      expect(failing(with_(orange, { threat: { ...orange.threat, to } }))).toEqual([]);
    }
  });

  test('nobody drafts a UN notice; one that was made elsewhere is read', () => {
    expect(failing(un)).toEqual(['un.read-only']);
    expect(checkForm(un, { ...at('IPSG'), origin: 'import' }).passes).toBe(true);
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
    ...COLOURS.flatMap((c) => [`notice.colour.${c}`, ...rulesOf(c, 'US').map((r) => `rule.${r.id}`)]),
    ...standing.options.map((s) => `notice.state.${s}`),
  ];
  expect(codes.filter((code) => !(code in phrases))).toEqual([]);
  const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  const uneven = Object.entries(phrases).filter(([, p]) =>
    [p.fr, p.es, p.ar].some((text) => text === '' || holes(text).join() !== holes(p.en).join()),
  );
  expect(uneven.map(([code]) => code)).toEqual([]);
});
