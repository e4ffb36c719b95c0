import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCaller } from '../../testing/bureaus.ts';
import type { TipModel } from '../contract-model.ts';
import { type Provider, provider, sample, type TipsWorld, tipsWorld } from '../tips.testkit.ts';
import type { Outcomes, QueueRow, TriageView, Trial, Weights } from './contract-triage.ts';
import shipped from './data/weights.json' with { type: 'json' };
import { type FilesKnown, NOTHING_KNOWN, readSigns } from './read-signs.ts';
import { bandOf, scoreTip } from './score-tip.ts';

const NOW = Date.UTC(2026, 10, 24);
const DAY = 86_400_000;

function report(more: Partial<TipModel> = {}): TipModel {
  return {
    shape: 'ispws',
    reportNumber: '1',
    provider: 'Example Chat',
    incident: {
      type: 'Online Enticement of Children for Sexual Acts',
      time: { text: '', at: NOW - 30 * DAY },
      timeNote: null,
      platform: null,
      escalated: null,
      annotations: [],
      batch: null,
      channels: [],
    },
    people: [],
    files: [],
    ips: [],
    places: [],
    phones: [],
    emails: [],
    urls: [],
    devices: [],
    lawEnforcement: null,
    texts: [],
    unknown: [],
    ...more,
  };
}
function person(role: 'reported' | 'victim', more: object): TipModel['people'][number] {
  const account = {
    service: null,
    id: null,
    screenNames: [],
    displayNames: [],
    bio: null,
    group: null,
    compromised: 'unknown' as const,
    disabled: 'unknown' as const,
    disabledAt: null,
    userNotified: 'unknown' as const,
  };
  const base = { association: null, ofPerson: null, firstName: null, middleName: null, lastName: null, otherNames: [] };
  const rest = { dateOfBirth: null, age: null, gender: null, account, priorReports: [], vehicle: null, school: null };
  return { role, ...base, ...rest, facts: [], notes: [], ...more };
}
const names = (model: TipModel, known: FilesKnown = NOTHING_KNOWN): string[] =>
  readSigns(model, known, NOW).map((one) => one.sign);

describe('signs', () => {
  test('what the provider said, each once, however it is written', () => {
    const incident = {
      ...report().incident,
      type: 'online enticement of children, a newer wording',
      escalated: 'A child may be in danger',
      annotations: ['sextortion', 'Sextortion', 'minorToMinorInteraction', 'not known here'],
    };
    expect(names(report({ incident }))).toEqual([
      'escalated',
      'type.online-enticement',
      'said.sextortion',
      'said.minor-to-minor',
    ]);
    expect(
      names(report({ incident: { ...incident, type: 'A kind of its own', annotations: [], escalated: null } })),
    ).toEqual([]);
  });

  test('the youngest child, by stated age or birth, at the time of the incident', () => {
    const at = { ...report().incident, time: { text: '', at: Date.UTC(2026, 5, 1) } };
    const of = (...people: TipModel['people']) =>
      names(report({ incident: at, people })).filter((one) => one.startsWith('age'));
    expect(of(person('victim', { age: 15 }), person('victim', { age: 5 }))).toEqual(['age.under-6']);
    // Thirteen the day after.
    expect(of(person('victim', { dateOfBirth: '2013-06-02' }))).toEqual(['age.under-13']);
    expect(of(person('victim', { dateOfBirth: '2013-06-01' }))).toEqual(['age.under-18']);
    expect(of(person('victim', { age: 40 }), person('reported', { age: 5 }))).toEqual([]);
  });

  test('what look-ups found: a child not yet identified, known, benign, or unknown to all', () => {
    const known = { ...NOTHING_KNOWN, looked: 3 };
    expect(names(report(), { ...known, known: 3, unidentifiedSeries: ['Rabbit'] })).toContain('series.unidentified');
    expect(names(report(), { ...known, known: 2, benign: 1 })).toContain('known.in-list');
    expect(names(report(), { ...known, benign: 3 })).toContain('known.benign');
    expect(names(report(), { ...known, known: 1 })).toContain('unknown.material');
    expect(names(report()).some((one) => one.startsWith('known') || one.startsWith('unknown'))).toBe(false);
  });

  test('a yes of the report counts, a no or nothing does not', () => {
    const facts = [
      { name: 'accessToChildVictim', value: 'Yes' },
      { name: 'convictedSexOffender', value: 'false' },
      { name: 'accessToFirearms', value: 'N/A' },
    ];
    expect(names(report({ people: [person('reported', { facts, priorReports: ['7', '8'] })] }))).toEqual([
      'type.online-enticement',
      'access.to-child',
      'prior-reports',
    ]);
  });

  test('the score is the sum of what can be read, between 0 and 100, and every sign has a weight and a word', async () => {
    const { phrases } = await import('../phrases.ts');
    for (const sign of Object.keys(shipped.factors)) expect(phrases[`tip.sign.${sign}`], sign).toBeDefined();
    const all = Object.keys(shipped.factors).map((sign) => ({ sign }));
    expect(scoreTip(all, shipped).score).toBe(100);
    expect(scoreTip([{ sign: 'said.spam' }], shipped)).toMatchObject({ score: 0, reasons: [{ points: -25 }] });
    expect(scoreTip([{ sign: 'unheard-of' }], shipped)).toEqual({ score: 0, reasons: [] });
    expect([bandOf(60, shipped), bandOf(59, shipped), bandOf(29, shipped)]).toEqual(['high', 'medium', 'low']);
  });
});

describe('the queue', () => {
  let world: TipsWorld;
  let ann: TestCaller;
  let chief: TestCaller;
  let chat: Provider;

  beforeAll(async () => {
    world = await tipsWorld();
    const admin = await world.us.signIn({ roles: ['administrator'] });
    ann = await world.us.signIn({ roles: ['analyst'] });
    chief = await world.us.signIn({ roles: ['supervisor'] });
    chat = await provider(world, admin, 'chat');
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function send(type: string, escalated: boolean): Promise<number> {
    const xml = (await sample('report.xml'))
      .toString()
      .replace(/<incidentType>[^<]*<\/incidentType>/, `<incidentType>${type}</incidentType>`)
      .replace(/<escalateToHighPriority>[\s\S]*?<\/escalateToHighPriority>/, '')
      .replace('</platform>', `</platform>${escalated ? '<escalateToHighPriority>Now</escalateToHighPriority>' : ''}`);
    const { reportId, code, text } = await chat.submit(xml);
    if (code !== 0) throw new Error(text);
    await chat.end('finish', reportId);
    return reportId;
  }
  const queue = async (query = ''): Promise<QueueRow[]> =>
    (await ann.ok<{ items: QueueRow[] }>('GET', `/api/tip-queue${query}`)).items;

  test('the heaviest first, each with its reasons; a trial changes nothing, set weights change all at once', async () => {
    const light = await send('Misleading Domain Name', false);
    const heavy = await send('Child Sexual Molestation', true);
    const rows = await queue();
    expect(rows.map((row) => row.reportNumber)).toEqual([heavy, light]);
    const [first] = rows as [QueueRow];
    expect(first.reasons.map((reason) => reason.sign).slice(0, 2)).toEqual([
      'type.child-sexual-molestation',
      'escalated',
    ]);
    expect(first.score).toBe(
      Math.min(
        100,
        Math.max(
          0,
          first.reasons.reduce((sum, reason) => sum + reason.points, 0),
        ),
      ),
    );
    const seen = await ann.ok<TriageView>('GET', `/api/tips/${first.id}/triage`);
    expect(seen).toMatchObject({ score: first.score, band: first.band, weights: 1 });

    const { weights } = await chief.ok<{ weights: Weights }>('GET', '/api/tip-weights');
    const factors = { ...weights.factors, 'type.misleading': 95, 'type.child-sexual-molestation': 0, escalated: 0 };
    const trial = await chief.ok<Trial>('POST', '/api/tip-weights/try', { factors, bands: weights.bands });
    expect(trial.reports).toBe(2);
    expect(trial.moved.find((one) => one.reportNumber === light)).toMatchObject({ placeBefore: 2, placeAfter: 1 });
    expect((await queue()).map((row) => row.score)).toEqual(rows.map((row) => row.score));
    expect(await ann.no('POST', '/api/tip-weights/try', { factors, bands: weights.bands })).toMatchObject({
      status: 404,
    });

    const change = { version: weights.version, factors, bands: weights.bands, reason: 'A trial on last month' };
    await chief.ok('POST', '/api/tip-weights', change);
    expect((await queue()).map((row) => row.reportNumber)).toEqual([light, heavy]);
    expect(await chief.no('POST', '/api/tip-weights', change)).toMatchObject({ status: 409 });
    expect((await queue('?band=high')).map((row) => row.reportNumber)).toEqual([light]);
  });

  test('how scores met what became of the reports', async () => {
    const [first] = (await queue()) as [QueueRow];
    const tip = await ann.ok<{ version: number }>('GET', `/api/tips/${first.id}`);
    await ann.ok('POST', `/api/tips/${first.id}/refuse`, { version: tip.version, reason: 'Nothing in it' });
    const { bands, signs } = await ann.ok<Outcomes>('GET', '/api/tip-outcomes');
    expect(bands.find((row) => row.band === 'high')).toMatchObject({ refused: 1, open: 0 });
    expect(signs.find((row) => row.sign === 'type.misleading')).toMatchObject({ reports: 1, refused: 1, routed: 0 });
    expect((await queue()).some((row) => row.id === first.id)).toBe(false);
  });
});
