import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNotices } from '../notices/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { FormCheck, TravelDetail, TravelForm, TravelRow } from './contract.ts';
import { createTravel, type Travel } from './index.ts';
import { trip } from './travel.testkit.ts';

let world: TestBureaus;
let us: TestBureau;
let nl: TestBureau;
let ph: TestBureau;
const rooms: Travel[] = [];
let ann: TestCaller;
let chief: TestCaller;
let hague: TestCaller;
let manila: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US', 'NL', 'PH'], (common) => {
    const notices = createNotices(common);
    const travel = createTravel({ ...common, notices });
    rooms.push(travel);
    return [notices.parts, travel.parts];
  });
  [us, nl, ph] = ['US', 'NL', 'PH'].map((code) => world.at(code)) as [TestBureau, TestBureau, TestBureau];
  ann = await us.signIn({ roles: ['analyst'] });
  chief = await us.signIn({ roles: ['supervisor'] });
  hague = await nl.signIn({ roles: ['watch-officer'] });
  manila = await ph.signIn({ roles: ['watch-officer', 'analyst'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const now = (): number => us.runtime.clock.now();
const at = (who: TestCaller, id: string) => who.ok<TravelDetail>('GET', `/api/travel/${id}`);
const file = (form: TravelForm, more: object = { send: true }) =>
  ann.ok<TravelDetail>('POST', '/api/travel', { form, ...more });
const row = (bureau: TestBureau, where: string, values: unknown[]) =>
  until(
    async () =>
      (await bureau.tx((tx) => tx.query(`SELECT 1 FROM travel_notification WHERE ${where}`, values))).length > 0,
  );
const holds = (bureau: TestBureau, id: string, n: number) => row(bureau, 'id = $1 AND n >= $2', [id, n]);
const allTold = (id: string) =>
  until(async () => {
    const waiting = await us.tx((tx) =>
      tx.query('SELECT 1 FROM travel_recipient WHERE notification_id = $1 AND known_n < n', [id]),
    );
    return waiting.length === 0;
  });
async function balanced(): Promise<void> {
  for (const bureau of [us, nl, ph]) {
    const { items } = await bureau.conservation();
    const mine = items.filter((item) => item.item.startsWith('travel'));
    expect(mine).toHaveLength(4);
    expect(mine.flatMap((item) => item.differences)).toEqual([]);
  }
}

test('goes to each destination and transit bureau without what is domestic, and the sender sees what stayed', async () => {
  const form = trip(now(), 40);
  const check = await ann.ok<FormCheck>('POST', '/api/travel/check', { form });
  expect(check).toMatchObject({
    complete: true,
    late: false,
    leadDays: 40,
    recipients: [
      { bureau: 'NL', role: 'transit' },
      { bureau: 'PH', role: 'destination' },
    ],
  });
  const sent = await file(form);
  expect(sent).toMatchObject({ state: 'sent', destinations: ['PH'], transits: ['NL'], late: false });
  expect(sent.stripped.sort()).toEqual([
    '/domestic/note',
    '/domestic/registrantNumber',
    '/person/domestic/alienNumber',
    '/person/domestic/fbiNumber',
    '/person/domestic/stateId',
  ]);
  await Promise.all([holds(nl, sent.id, 1), holds(ph, sent.id, 1), allTold(sent.id)]);
  const theirs = await at(manila, sent.id);
  expect(theirs).toMatchObject({ relation: 'recipient', owner: 'US', role: 'destination', reference: sent.reference });
  const text = JSON.stringify(theirs);
  for (const domestic of ['123456AA7', 'A012345678', 'FL00012345', 'R-77', 'sheriff'])
    expect(text).not.toContain(domestic);
  expect((await at(hague, sent.id)).role).toBe('transit');
  expect((await at(ann, sent.id)).recipients.map((one) => [one.bureau, one.state])).toEqual([
    ['PH', 'delivered'],
    ['NL', 'delivered'],
  ]);
  expect(await ph.owed()).toContain('travel.hand-over');
  expect(await us.owed()).toEqual(expect.arrayContaining(['travel.check-angel-watch', 'travel.follow-trip']));
  await balanced();
});

test('nobody is notified twice for one trip, also not when two file it at once; another trip is another one', async () => {
  const base = trip(now(), 100);
  const person = { ...base.person, documents: [{ type: 'passport' as const, number: 'DUP111', country: 'US' }] };
  const first = { ...base, person };
  const again = {
    ...trip(now(), 102),
    person: { ...person, names: [{ kind: 'current' as const, full: 'C. Sample', script: 'Latn' }] },
  };
  const both = await Promise.allSettled([
    file(first),
    file({ ...first, source: { agency: 'USMS', reference: 'other' } }),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  const refusal = await ann.no('POST', '/api/travel', { form: again, send: true });
  expect(refusal.codes).toEqual(['travel.same-trip']);
  const later = await file({ ...trip(now(), 160), person });
  expect(later.state).toBe('sent');
});

test('a late one needs its reason, is flagged everywhere and leaves at once', async () => {
  const form = trip(now(), 5, {
    person: { ...trip(now(), 5).person, documents: [], birth: { date: '1960-01-02', precision: 'exact' } },
  });
  const refusal = await ann.no('POST', '/api/travel', { form, send: true });
  expect(refusal.codes).toEqual(['travel.late-reason-needed']);
  const late = { reason: 'emergency-travel', text: 'A funeral in the family' };
  const sent = await file(form, { send: true, late });
  expect(sent).toMatchObject({ late: true, lateReason: 'emergency-travel', leadDays: 5 });
  await holds(ph, sent.id, 1);
  expect(await at(manila, sent.id)).toMatchObject({ late: true });
  const work = await ph.tx((tx) =>
    tx.query<{ urgency: string }>('SELECT urgency FROM work_item WHERE ref_id = $1 AND closed_at IS NULL', [sent.id]),
  );
  expect(work).toEqual([{ urgency: 'urgent' }]);
  const { items } = await ann.ok<{ items: TravelRow[] }>('GET', '/api/travel?late=true');
  expect(items.map((one) => one.id)).toEqual([sent.id]);
});

test('a draft says what it lacks, can be changed and discarded', async () => {
  const form = trip(now(), 60, { legs: [], convictions: [] });
  const draft = await file(form, {});
  expect(draft.state).toBe('draft');
  expect(draft.check?.problems.filter((one) => one.needed).map((one) => one.pointer)).toEqual([
    '/legs',
    '/convictions',
  ]);
  const refused = await ann.no('POST', `/api/travel/${draft.id}/send`, { version: draft.version });
  expect(refused.codes).toEqual(['travel.needs.leg', 'travel.needs.conviction']);
  expect((await ann.no('PATCH', `/api/travel/${draft.id}`, { version: draft.version + 1, form })).status).toBe(409);
  const edited = await ann.ok<TravelDetail>('PATCH', `/api/travel/${draft.id}`, { version: draft.version, form });
  const gone = await ann.ok<TravelDetail>('POST', `/api/travel/${draft.id}/discard`, { version: edited.version });
  expect(gone.state).toBe('discarded');
});

test('a changed itinerary sends what differs: the new bureau gets the whole, the one left out hears so', async () => {
  const person = {
    ...trip(now(), 70).person,
    documents: [],
    birth: { date: '1955-05-05', precision: 'exact' as const },
  };
  const form = trip(now(), 70, { person });
  const sent = await file(form);
  await Promise.all([holds(nl, sent.id, 1), holds(ph, sent.id, 1), allTold(sent.id)]);
  const [first, second, third] = form.legs as [TravelForm['legs'][0], TravelForm['legs'][0], TravelForm['legs'][0]];
  const moved = {
    ...form,
    legs: [
      { ...first, number: 'EX 14' },
      { ...second, to: { country: 'PH', place: 'Cebu' } },
      { ...third, from: { country: 'PH', place: 'Cebu' } },
    ],
  };
  const change = { form: moved, kind: 'change', reason: 'New booking' };
  const changed = await ann.ok<TravelDetail>('POST', `/api/travel/${sent.id}/change`, {
    version: sent.version,
    ...change,
  });
  expect(changed.n).toBe(2);
  await Promise.all([holds(nl, sent.id, 2), holds(ph, sent.id, 2), allTold(sent.id)]);
  const theirs = await at(manila, sent.id);
  expect(theirs.versions[0]).toMatchObject({ n: 2, kind: 'change', reason: 'New booking' });
  expect(theirs.versions[0]?.changes.map((one) => [one.pointer, one.was, one.is])).toEqual([
    ['/legs/0/number', 'EX 12', 'EX 14'],
    ['/legs/1/to/place', 'Manila', 'Cebu'],
    ['/legs/2/from/place', 'Manila', 'Cebu'],
  ]);
  // What stays in this country is a version here and no message.
  const note = { ...moved, domestic: { note: 'Changed' } };
  await ann.ok('POST', `/api/travel/${sent.id}/change`, {
    version: changed.version,
    form: note,
    kind: 'change',
    reason: 'Note',
  });
  expect((await at(ann, sent.id)).recipients.map((one) => one.n)).toEqual([2, 2]);
  // By way of Canada, which no message reaches, and not of the Netherlands.
  const { version } = await at(ann, sent.id);
  const day = first.departs.local.slice(0, 10);
  const viaCanada = {
    ...note,
    legs: [
      { ...first, to: { country: 'CA' }, arrives: { local: `${day}T22:00`, zone: 'America/Toronto' } },
      {
        from: { country: 'CA' },
        to: { country: 'PH', place: 'Cebu' },
        departs: { local: `${day}T23:30`, zone: 'America/Toronto' },
      },
      { ...third, from: { country: 'PH', place: 'Cebu' } },
    ],
  };
  await ann.ok('POST', `/api/travel/${sent.id}/change`, {
    version,
    form: viaCanada,
    kind: 'correction',
    reason: 'Wrong airport',
  });
  await Promise.all([holds(nl, sent.id, 4), holds(ph, sent.id, 4)]);
  expect(await at(hague, sent.id)).toMatchObject({ state: 'cancelled', role: 'former' });
  expect((await at(manila, sent.id)).versions[0]).toMatchObject({ n: 4, kind: 'correction' });
  const ours = await at(ann, sent.id);
  const canada = ours.recipients.find((one) => one.bureau === 'CA');
  expect(canada).toMatchObject({ state: 'not-connected', role: 'transit' });
  expect(await us.owed()).toContain('travel.reach-otherwise');
  const told = await ann.ok<TravelDetail>('POST', `/api/travel/${sent.id}/recipients/${canada?.id}/told`, {
    version: ours.version,
    how: 'Telephone',
    who: 'Duty officer, Ottawa',
  });
  expect(told.recipients.find((one) => one.bureau === 'CA')).toMatchObject({ state: 'told-otherwise', knownN: 4 });
  expect(await us.owed()).not.toContain('travel.reach-otherwise');
  await balanced();
});

test('a change that does not fit what a bureau holds is followed by the whole', async () => {
  const person = {
    ...trip(now(), 75).person,
    documents: [],
    birth: { date: '1950-02-02', precision: 'exact' as const },
  };
  const form = trip(now(), 75, { person });
  const sent = await file(form);
  await Promise.all([holds(ph, sent.id, 1), allTold(sent.id)]);
  await ph.tx((tx) =>
    tx.query("UPDATE travel_notification SET form = jsonb_set(form, '{remarks}', '\"other\"') WHERE id = $1", [
      sent.id,
    ]),
  );
  const { version } = await at(ann, sent.id);
  const remarks = 'Meets a friend';
  await ann.ok('POST', `/api/travel/${sent.id}/change`, {
    version,
    form: { ...form, remarks },
    kind: 'change',
    reason: 'More is known',
  });
  await Promise.all([holds(ph, sent.id, 2), allTold(sent.id)]);
  expect((await at(manila, sent.id)).form).toMatchObject({ remarks });
});

test('the receiving bureau hands over and answers; the answer is passed on to the Marshals and the registry', async () => {
  const person = {
    ...trip(now(), 30).person,
    documents: [],
    birth: { date: '1949-09-09', precision: 'exact' as const },
  };
  const sent = await file(trip(now(), 30, { person }));
  await Promise.all([holds(ph, sent.id, 1), allTold(sent.id)]);
  const received = await at(manila, sent.id);
  expect(received.handOverDue).toEqual(['border-control']);
  expect(
    (
      await manila.no('POST', `/api/travel/${sent.id}/close-received`, {
        version: received.version,
        reason: 'Nothing known',
      })
    ).codes,
  ).toEqual(['travel.not-handed-over']);
  const handed = await manila.ok<TravelDetail>('POST', `/api/travel/${sent.id}/hand-over`, {
    version: received.version,
    authority: 'border-control',
    reference: 'BI-1',
  });
  expect(handed.state).toBe('handed-over');
  expect(await ph.owed()).toContain('travel.report-outcome');
  const answered = await manila.ok<TravelDetail>('POST', `/api/travel/${sent.id}/answer`, {
    version: handed.version,
    outcome: 'refused-entry',
    day: '2027-01-02',
    place: 'Manila',
  });
  expect(answered.state).toBe('closed');
  await until(async () => (await us.owed()).includes('travel.report-answer'));
  let ours = await at(ann, sent.id);
  expect(ours.answers).toMatchObject([{ bureau: 'PH', outcome: 'refused-entry', state: 'to-report' }]);
  expect(
    (await ann.no('POST', `/api/travel/${sent.id}/close`, { version: ours.version, reason: 'Over' })).codes,
  ).toEqual(['travel.answer-unreported']);
  for (const to of ['marshals', 'registry']) {
    const [answer] = ours.answers;
    ours = await ann.ok<TravelDetail>('POST', `/api/travel/${sent.id}/answers/${answer?.id}/reported`, {
      version: answer?.version,
      to,
      reference: `${to} 7`,
    });
  }
  expect(ours.answers[0]?.state).toBe('reported');
  const closed = await ann.ok<TravelDetail>('POST', `/api/travel/${sent.id}/close`, {
    version: ours.version,
    reason: 'Over',
  });
  expect(closed.state).toBe('closed');
  await balanced();
});

test('a traveller to the United States is handed to Angel Watch and the Marshals', async () => {
  const out = trip(now(), 50);
  const form = trip(now(), 50, {
    source: { agency: 'Philippine National Police' },
    registration: { jurisdiction: 'PH' },
    legs: [
      {
        from: { country: 'PH', place: 'Manila' },
        to: { country: 'US', place: 'Honolulu' },
        departs: { local: out.legs[0]?.departs.local ?? '', zone: 'Asia/Manila' },
      },
    ],
  });
  const sent = await manila.ok<TravelDetail>('POST', '/api/travel', { form, send: true });
  await row(us, "id = $1 AND relation = 'recipient'", [sent.id]);
  let here = await at(ann, sent.id);
  expect(here.handOverDue).toEqual(['angel-watch', 'marshals']);
  for (const authority of ['angel-watch', 'marshals']) {
    here = await ann.ok<TravelDetail>('POST', `/api/travel/${sent.id}/hand-over`, {
      version: here.version,
      authority,
      reference: `${authority}-1`,
    });
  }
  expect(here).toMatchObject({ state: 'handed-over', handOverDue: [] });
});

test('compared with Angel Watch, a difference is work; a complaint is upheld only with a correction', async () => {
  const person = {
    ...trip(now(), 33).person,
    documents: [],
    birth: { date: '1948-08-08', precision: 'exact' as const },
  };
  const form = trip(now(), 33, { person });
  let ours = await file(form);
  await allTold(ours.id);
  ours = await at(ann, ours.id);
  ours = await ann.ok<TravelDetail>('POST', `/api/travel/${ours.id}/angel-watch`, {
    version: ours.version,
    number: 'AWC-1',
    countries: ['PH', 'TH'],
    departsOn: form.legs[0]?.departs.local.slice(0, 10),
  });
  expect(ours.angelWatch).toMatchObject({
    number: 'AWC-1',
    agrees: false,
    differences: [{ what: 'countries', ours: 'PH', theirs: 'PH, TH' }],
  });
  expect(await us.owed()).toContain('travel.settle-angel-watch');
  ours = await ann.ok<TravelDetail>('POST', `/api/travel/${ours.id}/angel-watch`, {
    version: ours.version,
    number: 'AWC-1',
    countries: ['PH'],
  });
  expect(ours.angelWatch?.agrees).toBe(true);
  expect(await us.owed()).not.toContain('travel.settle-angel-watch');

  ours = await ann.ok<TravelDetail>('POST', `/api/travel/${ours.id}/complaints`, {
    complainant: 'Counsel of the traveller',
    says: 'The conviction was vacated',
  });
  const [complaint] = ours.complaints;
  const path = `/api/travel/${ours.id}/complaints/${complaint?.id}/decide`;
  const upheld = { version: 1, decision: 'upheld', reason: 'The court confirms it' };
  expect((await ann.no('POST', path, upheld)).status).toBe(404);
  expect((await chief.no('POST', path, upheld)).codes).toEqual(['travel.complaint-not-corrected']);
  const { version } = await at(ann, ours.id);
  await ann.ok('POST', `/api/travel/${ours.id}/cancel`, {
    version,
    ground: 'inaccurate',
    reason: 'The conviction was vacated',
  });
  ours = await chief.ok<TravelDetail>('POST', path, upheld);
  expect(ours.complaints[0]).toMatchObject({ state: 'upheld', correctedN: 2 });
  await row(ph, "id = $1 AND state = 'cancelled'", [ours.id]);
  // Taken back: nothing about the person is left there.
  expect(await at(manila, ours.id)).toMatchObject({ state: 'cancelled', form: null, name: null });
  await balanced();
});

test('screening gets those whose trip is announced, page by page, and not those that ended', async () => {
  const [, room] = rooms;
  const all = await us.tx(async (tx) => {
    const found = [];
    for (let after: string | null = null; ; ) {
      const page = await (room as Travel).travellers(tx, after, 2);
      found.push(...page);
      const last = page.at(-1);
      if (!last) return found;
      after = last.id;
    }
  });
  expect(all.length).toBeGreaterThan(3);
  expect(all.every((one) => one.active && one.particulars && !('domestic' in one.particulars))).toBe(true);
  const ended = await us.tx((tx) =>
    tx.query<{ id: string }>("SELECT id FROM travel_notification WHERE state = 'cancelled'"),
  );
  expect(all.some((one) => one.id === ended[0]?.id)).toBe(false);
  expect(await us.tx((tx) => (room as Travel).traveller(tx, ended[0]?.id ?? ''))).toMatchObject({ active: false });
});
