import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bureauScope, type RequestHandler } from '../../platform/index.ts';
import { createTestBureaus, type TestBureaus, type TestCaller } from '../../testing/bureaus.ts';
import type { AlertView, JudgementView, LookupMatch, LookupView, RateView } from '../contract.ts';
import { createIdentification } from '../create-identification.ts';
import { eventually, ledger } from '../identification.testkit.ts';
import { contributionAnswer, type FoundMatch, lookupAnswer } from '../wire.ts';

let bureaus: TestBureaus;
/** Two processes of Lyon over the same database: handlers with indexes of their own. */
let processes: readonly (readonly RequestHandler[])[] = [];
const people: Record<string, TestCaller> = {};
const person = (name: string): TestCaller => {
  const found = people[name];
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

beforeAll(async () => {
  bureaus = await createTestBureaus(['US', 'CA', 'NL'], (common) => {
    const { parts } = createIdentification(common);
    if (common.runtime.bureau === 'IPSG') {
      processes = [parts.requests ?? [], createIdentification(common).parts.requests ?? []];
    }
    return [parts];
  });
  for (const code of ['US', 'CA', 'NL']) people[code] = await bureaus.at(code).signIn({ roles: ['analyst'] });
  people['US.second'] = await bureaus.at('US').signIn({ roles: ['supervisor'] });
  people.IPSG = await bureaus.at('IPSG').signIn({ roles: ['curator'] });
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** The hash with so many of its 256 bits changed. */
function nearTo(pdq: string, bits: number): string {
  const bytes = Buffer.from(pdq, 'hex');
  for (let n = 0; n < bits; n++) bytes[n] = (bytes[n] ?? 0) ^ 1;
  return bytes.toString('hex');
}

interface Picture {
  readonly sha256: string;
  readonly md5: string;
  readonly pdq: string;
  readonly quality: number;
}
const picture = (pdq = hex(32)): Picture => ({ sha256: hex(32), md5: hex(16), pdq, quality: 90 });

function contribution(of: Picture, label?: string) {
  const turned = Array.from({ length: 7 }, () => hex(32));
  return {
    media: crypto.randomUUID(),
    series: label === undefined ? null : { label },
    type: 'image/jpeg',
    width: 64,
    height: 64,
    size: 1_000,
    sha1: hex(20),
    dihedral: [of.pdq, ...turned],
    classification: null,
    handling: { purpose: 'Identification of the child' },
    ...of,
  };
}

/** Hashes of a picture as a bureau contributes them; the picture itself is not needed. */
async function contribute(code: string, of: Picture, label?: string): Promise<{ mediaId: string; seriesId: string }> {
  const body = contribution(of, label);
  const answer = await bureaus
    .at(code)
    .federation.request('IPSG', { path: 'icse/contribute', body: body as never, schema: contributionAnswer });
  if ('wait' in answer) throw new Error('held back');
  return { mediaId: answer.mediaId, seriesId: answer.series.id };
}

async function ask(who: TestCaller, hashes: readonly object[]): Promise<string> {
  return (await who.ok<{ id: string }>('POST', '/api/lookups', { hashes, purpose: 'Identification' })).id;
}

async function lookUp(who: TestCaller, hashes: readonly object[]): Promise<LookupView> {
  const id = await ask(who, hashes);
  return eventually(async () => {
    const view = await who.ok<LookupView>('GET', `/api/lookups/${id}`);
    return view.state === 'answered' && view;
  });
}

const first = (view: LookupView): LookupMatch => {
  const [match] = view.found;
  if (!match) throw new Error('nothing was found');
  return match;
};

const alerts = async (who: TestCaller, seriesId: string): Promise<AlertView[]> =>
  (await who.ok<{ items: AlertView[] }>('GET', `/api/series-alerts?seriesId=${seriesId}`)).items;

describe('a look-up of many hashes', () => {
  it('answers 256 in one question, each with its own matches', async () => {
    const held = Array.from({ length: 3 }, () => picture());
    for (const one of held) await contribute('CA', one, 'Many');
    const asked = Array.from({ length: 256 }, (_, n) => {
      const known = n % 100 === 7 ? held[Math.floor(n / 100)] : undefined;
      return known ? picture(nearTo(known.pdq, 9)) : picture();
    });
    const view = await lookUp(person('US'), asked);
    expect(view.items).toBe(256);
    expect(view.found.map(({ item, kind, distance }) => [item, kind, distance])).toEqual([
      [7, 'near', 9],
      [107, 'near', 9],
      [207, 'near', 9],
    ]);
  });

  it('refuses 257, by name, at the bureau and at Lyon', async () => {
    const asked = Array.from({ length: 257 }, () => picture());
    const refused = await person('US').no('POST', '/api/lookups', { hashes: asked, purpose: 'Identification' });
    expect([refused.status, refused.codes]).toEqual([400, ['lookup.too-many-hashes']]);
    const body = { id: crypto.randomUUID(), purpose: 'Identification', items: asked.map((item) => ({ ...item })) };
    const put = bureaus
      .at('US')
      .federation.request('IPSG', { path: 'icse/lookup', body: body as never, schema: lookupAnswer });
    await expect(put).rejects.toMatchObject({
      code: 'refused',
      errors: [{ code: 'lookup.too-many-hashes', params: { given: 257, most: 256 } }],
    });
  });

  it('answers the same question asked again as the first time, and remembers it once', async () => {
    const held = picture();
    await contribute('CA', held, 'Again');
    const body = { id: crypto.randomUUID(), purpose: 'Identification', items: [picture(nearTo(held.pdq, 3))] };
    const put = () =>
      bureaus.at('US').federation.request('IPSG', { path: 'icse/lookup', body: body as never, schema: lookupAnswer });
    const [one, two] = [await put(), await put()];
    expect(two).toEqual(one);
    const rows = await bureaus
      .at('IPSG')
      .tx((tx) => tx.query('SELECT item FROM icse_lookup_item WHERE lookup_id = $1', [body.id]));
    expect(rows.length).toBe(1);
  });

  it('cuts an answer to what fits its envelope: the best of each picture first', async () => {
    const pdq = hex(32);
    for (let n = 0; n < 8; n++) await contribute('CA', picture(nearTo(pdq, n)), 'Crowd');
    const asked = Array.from({ length: 256 }, () => picture(pdq));
    const answer = await bureaus.at('US').federation.request('IPSG', {
      path: 'icse/lookup',
      body: { id: crypto.randomUUID(), purpose: 'Identification', items: asked.map((item) => ({ ...item })) } as never,
      schema: lookupAnswer,
    });
    if (!('found' in answer)) throw new Error('held back');
    expect(answer.leftOut).toBe(256 * 8 - answer.found.length);
    expect(answer.leftOut).toBeGreaterThan(0);
    const nearest = answer.found.filter((match) => match.distance === 0).map((match) => match.item);
    expect(new Set(nearest).size).toBe(256);
  });
});

describe('a contribution and a question that come together', () => {
  it('always have one that sees the other, whichever process takes which', async () => {
    const lyon = bureaus.at('IPSG');
    const served = (path: string, handlers: readonly RequestHandler[]) => {
      const handler = handlers.find((one) => one.path === path);
      if (!handler) throw new Error(`no ${path}`);
      return <R>(from: string, body: object): Promise<R> =>
        lyon.db.tx(bureauScope('IPSG', from), (tx) =>
          handler.handle(tx, { from, body: handler.schema.parse(body) as never }),
        ) as Promise<R>;
    };
    const rounds = Array.from({ length: 24 }, (_, n) => ({ n, held: picture(), id: crypto.randomUUID() }));
    await Promise.all(
      rounds.map(async ({ n, held, id }) => {
        const [a, b] = n % 4 < 2 ? [0, 1] : [1, 0];
        const contributed = served('icse/contribute', processes[a] ?? [])('NL', contribution(held, 'Together'));
        const asked = served('icse/lookup', processes[b] ?? [])<{ found: FoundMatch[] }>('CA', {
          id,
          purpose: 'Identification',
          items: [picture(nearTo(held.pdq, 5))],
        });
        const [, { found }] = await Promise.all([contributed, asked]);
        const late = await lyon.tx((tx) => tx.query('SELECT 1 FROM icse_late WHERE lookup_id = $1', [id]));
        expect([n, found.length + late.length]).toEqual([n, 1]);
      }),
    );
  });
});

describe('a picture that comes after the questions', () => {
  it('is told to all who asked, however often, with one alert each; the contributor learns of each bureau once', async () => {
    const pdq = hex(32);
    const asked: string[] = [];
    const lyon = bureaus.at('IPSG');
    for (const [code, times] of [
      ['US', 230],
      ['CA', 1],
    ] as const) {
      for (let n = 0; n < times; n += 115) {
        const count = Math.min(115, times - n);
        const view = await lookUp(
          person(code),
          Array.from({ length: count }, (_, k) => picture(nearTo(pdq, k % 20))),
        );
        asked.push(view.id);
      }
    }
    const held = picture(pdq);
    const { seriesId, mediaId } = await contribute('NL', held, 'Late');
    const views = await Promise.all(
      asked.map((id, n) =>
        eventually(async () => {
          const who = person(n < 2 ? 'US' : 'CA');
          const view = await who.ok<LookupView>('GET', `/api/lookups/${id}`);
          return view.found.length === view.items && view;
        }),
      ),
    );
    expect(views.map((view) => view.found.every((match) => match.late && match.lyonMediaId === mediaId))).toEqual([
      true,
      true,
      true,
    ]);
    const untold = await lyon.tx((tx) =>
      tx.query('SELECT 1 FROM icse_late WHERE media_id = $1 AND told_at IS NULL', [mediaId]),
    );
    expect(untold).toEqual([]);
    expect((await alerts(person('US'), seriesId)).map((alert) => [alert.because, alert.bureaus])).toEqual([
      ['late', ['NL']],
    ]);
    await eventually(async () => (await alerts(person('NL'), seriesId)).length === 2);
    expect((await alerts(person('NL'), seriesId)).map((alert) => alert.bureaus.join()).sort()).toEqual(['CA', 'US']);
  });
});

describe('a match that a person judges', () => {
  const pdq = hex(32);
  let seriesId = '';
  let judgement: JudgementView;
  let lookup: LookupView;

  async function judge(who: TestCaller, view: LookupView, body: object): Promise<JudgementView> {
    const { item, lyonMediaId } = first(view);
    return who.ok<JudgementView>('POST', `/api/lookups/${view.id}/matches/${item}/${lyonMediaId}/judge`, body);
  }
  /** Until Lyon's word on the match says so. */
  const told = (who: TestCaller, id: string, says: (match: LookupMatch) => boolean): Promise<LookupMatch> =>
    eventually(async () => {
      const match = first(await who.ok<LookupView>('GET', `/api/lookups/${id}`));
      return says(match) && match;
    });

  it('stands at once, with its reason on the record, and reaches Lyon without it', async () => {
    seriesId = (await contribute('NL', picture(pdq), 'Judged')).seriesId;
    lookup = await lookUp(person('US'), [picture(nearTo(pdq, 20))]);
    expect([first(lookup).judged, first(lookup).own]).toEqual([null, null]);
    judgement = await judge(person('US'), lookup, { verdict: 'not-same', reason: 'Another room altogether' });
    expect([judgement.verdict, judgement.standing, judgement.version]).toEqual(['not-same', 'said', 1]);
    const match = await told(person('US'), lookup.id, (one) => one.judged !== null);
    expect(match.judged).toEqual({ same: [], notSame: ['US'], unsure: [], confirmed: false, falseMatch: true });
    expect(match.own?.reason).toBe('Another room altogether');
    expect((await ledger(bureaus.at('US'), 'match.judged')).map((row) => row.actor)).toEqual([
      `person:${person('US').id}`,
    ]);
    const { items } = await person('IPSG').ok<{ items: { bureau: string; verdict: string }[] }>(
      'GET',
      '/api/icse-judgements',
    );
    expect(items).toMatchObject([{ bureau: 'US', verdict: 'not-same', standing: 'said', heldPdq: pdq }]);
    expect(JSON.stringify(items)).not.toContain('room');
  });

  it('is said once: another word needs the first undone; the same file is the same picture', async () => {
    const { item, lyonMediaId } = first(lookup);
    const path = `/api/lookups/${lookup.id}/matches/${item}/${lyonMediaId}/judge`;
    expect((await person('US').no('POST', path, { verdict: 'same', reason: 'x' })).codes).toEqual([
      'match.judged-already',
    ]);
    expect((await person('US').no('POST', path.replace('/0/', '/1/'), { verdict: 'same', reason: 'x' })).status).toBe(
      404,
    );
    const held = picture();
    await contribute('NL', held, 'Judged');
    const exact = await lookUp(person('US'), [held]);
    const refused = person('US').no('POST', `/api/lookups/${exact.id}/matches/0/${first(exact).lyonMediaId}/judge`, {
      verdict: 'not-same',
      reason: 'x',
    });
    expect((await refused).codes).toEqual(['judgement.same-file']);
  });

  it('is confirmed by another person alone, against the version that person saw', async () => {
    const path = `/api/false-matches/${judgement.id}/confirm`;
    const body = { version: 1, reason: 'I see two rooms' };
    expect((await person('US').no('POST', path, body)).codes).toEqual(['judgement.own']);
    const confirmed = await person('US.second').ok<JudgementView>('POST', path, body);
    expect([confirmed.standing, confirmed.second?.reason, confirmed.version]).toEqual([
      'confirmed',
      'I see two rooms',
      2,
    ]);
    expect((await person('US.second').no('POST', path, body)).status).toBe(409);
    await told(person('US'), lookup.id, (one) => one.judged?.confirmed === true);
  });

  it('shows in later answers to anyone, puts nobody in contact for it, and suppresses nothing', async () => {
    const before = (await alerts(person('NL'), seriesId)).length;
    const view = await lookUp(person('CA'), [picture(nearTo(pdq, 20))]);
    expect(first(view).judged).toEqual({ same: [], notSame: ['US'], unsure: [], confirmed: true, falseMatch: true });
    expect(first(view).series.workers).not.toContain('CA');
    expect((await alerts(person('NL'), seriesId)).length).toBe(before);
  });

  it('is disputed when another bureau says that it is the same; contact is then opened again', async () => {
    const view = await lookUp(person('CA'), [picture(nearTo(pdq, 20))]);
    await judge(person('CA'), view, { verdict: 'same', reason: 'The same curtain' });
    const match = await told(person('CA'), view.id, (one) => (one.judged?.same.length ?? 0) > 0);
    expect(match.judged).toEqual({ same: ['CA'], notSame: ['US'], unsure: [], confirmed: true, falseMatch: false });
    const again = await lookUp(person('CA'), [picture(nearTo(pdq, 20))]);
    expect(first(again).series.workers).toContain('CA');
  });

  it('is undone with a reason, and then as if nobody had judged', async () => {
    const { items } = await person('US').ok<{ items: JudgementView[] }>('GET', '/api/false-matches');
    expect(items.map((one) => [one.id, one.standing])).toEqual([[judgement.id, 'confirmed']]);
    const path = `/api/false-matches/${judgement.id}/undo`;
    const undone = await person('US').ok<JudgementView>('POST', path, { version: 2, reason: 'I was wrong' });
    expect([undone.standing, undone.version]).toEqual(['undone', 3]);
    expect((await person('US').no('POST', path, { version: 3, reason: 'x' })).codes).toEqual([
      'judgement.undone-already',
    ]);
    const match = await told(person('US'), lookup.id, (one) => one.judged?.notSame.length === 0);
    expect([match.own, match.judged?.falseMatch]).toEqual([null, false]);
    expect((await ledger(bureaus.at('IPSG'), 'icse.match-judged')).length).toBe(4);
  });
});

describe('a pair that was judged to be two pictures', () => {
  it('is known the other way round too: what was asked about joins no series through it when it is contributed', async () => {
    const held = picture();
    const other = picture(nearTo(held.pdq, 12));
    const { seriesId, mediaId } = await contribute('NL', held, 'Pair');
    const view = await lookUp(person('US'), [other]);
    await person('US').ok('POST', `/api/lookups/${view.id}/matches/0/${mediaId}/judge`, {
      verdict: 'not-same',
      reason: 'Two rooms',
    });
    await eventually(async () => {
      const match = first(await person('US').ok<LookupView>('GET', `/api/lookups/${view.id}`));
      return match.judged !== null;
    });
    expect((await contribute('CA', other)).seriesId).not.toBe(seriesId);
    const back = await lookUp(person('CA'), [picture(held.pdq)]);
    expect(back.found.map((match) => [match.distance, match.judged?.falseMatch ?? false])).toEqual([
      [0, false],
      [12, true],
    ]);
  });
});

describe('a source that floods', () => {
  it('is told to wait, on the record and in view; what it asked stays owed and is answered after', async () => {
    const set = (version: number, hashesAMinute: number | null) =>
      person('IPSG').ok<RateView>('POST', '/api/icse-sources/NL', {
        version,
        hashesAMinute,
        contributionsAMinute: null,
      });
    expect((await set(0, 20)).hashesAMinute).toBe(20);
    expect(
      (
        await person('IPSG').no('POST', '/api/icse-sources/NL', {
          version: 7,
          hashesAMinute: 1,
          contributionsAMinute: 1,
        })
      ).status,
    ).toBe(409);
    const id = await ask(
      person('NL'),
      Array.from({ length: 21 }, () => picture()),
    );
    const waiting = await eventually(async () => {
      const view = await person('NL').ok<LookupView>('GET', `/api/lookups/${id}`);
      return view.code !== null && view;
    });
    expect([waiting.state, waiting.code]).toEqual(['open', 'icse.source-waits']);
    expect(await bureaus.at('NL').owed()).toContain('identification.lookup-awaited');
    const { items, usual } = await person('IPSG').ok<{ items: RateView[]; usual: object }>('GET', '/api/icse-sources');
    expect(items).toMatchObject([{ bureau: 'NL', heldKind: 'lookup', heldTimes: 1 }]);
    expect(usual).toEqual({ hashesAMinute: 300_000, contributionsAMinute: 12_000 });
    expect((await ledger(bureaus.at('IPSG'), 'icse.source-held')).map((row) => row.entity)).toEqual(['icse-source:NL']);
    // Another bureau is not held back.
    expect(
      (
        await lookUp(
          person('US'),
          Array.from({ length: 30 }, () => picture()),
        )
      ).state,
    ).toBe('answered');
    expect((await person('NL').no('GET', '/api/icse-sources')).status).toBe(404);

    await set(items[0]?.version ?? 0, null);
    bureaus.pass(61_000);
    const answered = await eventually(async () => {
      const view = await person('NL').ok<LookupView>('GET', `/api/lookups/${id}`);
      return view.state === 'answered' && view;
    });
    expect(answered.code).toBeNull();
  });
});

it('accounts for everything at every node', async () => {
  for (const code of ['US', 'CA', 'NL', 'IPSG']) {
    await bureaus.at(code).audit.sealNow();
    const { items } = await bureaus.at(code).conservation();
    expect(items.flatMap((item) => item.differences.map((one) => ({ code, item: item.item, ...one })))).toEqual([]);
  }
});
