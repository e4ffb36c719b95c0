import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReturnNotice, judgeCancel } from './cancel-guard.ts';
import { COLOURS, GROUNDS, type HitStep, type ReturnEvidence } from './contract.ts';
import { type HitPosition, judgeStep, nextSteps, type Side } from './hit-machine.ts';
import { MOVES, type Move, moved } from './life.ts';

const TODAY = '2026-11-24';
const evidence = (country: string, when = TODAY): ReturnEvidence => ({
  who: 'Marshal',
  where: 'Airport',
  country,
  when,
});

const STEPS: readonly HitStep[] = [
  { step: 'identity-checked', method: 'fingerprints' },
  { step: 'identity-checked', method: 'photo' },
  { step: 'warrant-live', confirmedWith: 'the court', at: TODAY },
  { step: 'arrest-requested', through: 'central-authority' },
  { step: 'arrest-requested', through: 'justice-department' },
  { step: 'arrested', date: TODAY, place: 'Town', authority: 'Police' },
  { step: 'papers-sent', date: TODAY, how: 'by courier' },
  { step: 'surrendered', date: TODAY, to: 'two marshals' },
  { step: 'found', date: TODAY, place: 'Town', confirmedBy: 'Police' },
  { step: 'safe', date: TODAY, inCareOf: 'child protection' },
  { step: 'returned', evidence: evidence('US') },
  { step: 'home', evidence: evidence('US') },
  { step: 'returned', evidence: evidence('NL') },
  { step: 'not-the-person', reason: 'another face' },
  { step: 'warrant-not-live', reason: 'vacated' },
  { step: 'extradition-refused', date: TODAY, reason: 'court' },
  { step: 'released', date: '2026-11-25', reason: 'tomorrow' },
  { step: 'answered' },
  { step: 'information', text: 'seen' },
];

/** Half of the moves are among what is offered, so that histories get far; half are anything by anyone. */
const history = fc.array(
  fc.record({
    pick: fc.nat(10_000),
    wild: fc.boolean(),
    side: fc.constantFrom<Side>('finder', 'owner'),
    person: fc.constantFrom('a', 'b', 'c'),
  }),
  { minLength: 30, maxLength: 60 },
);

/** What must be true of any history, told without the transition table. */
test('no history of a hit skips what protects the person', () => {
  let surrendered = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('red' as const, ...COLOURS),
      fc.boolean(),
      fc.constantFrom('NL', 'US'),
      history,
      (colour, returnSought, finder, moves) => {
        let hit: HitPosition = {
          colour,
          returnSought,
          owner: finder === 'US' ? 'NL' : 'US',
          finder,
          state: 'recorded',
          open: true,
          checkedBy: [],
        };
        const done: { step: HitStep; side: Side; person: string }[] = [];
        for (const { pick, wild, side, person } of moves) {
          const offered: readonly string[] = nextSteps(hit, side);
          const among = wild ? STEPS : STEPS.filter((one) => offered.includes(one.step));
          const step = among[pick % Math.max(1, among.length)];
          if (!step) continue;
          const verdict = judgeStep(hit, step, side, person, TODAY);
          if (!verdict.ok) continue;
          // What is accepted was offered.
          expect(offered).toContain(step.step);
          done.push({ step, side, person });
          const checkedBy = step.step === 'identity-checked' ? [...hit.checkedBy, person] : hit.checkedBy;
          hit = { ...hit, state: verdict.state, open: verdict.open, checkedBy };
        }
        const index = (name: string): number => done.findIndex((m) => m.step.step === name);
        const order = ['warrant-live', 'arrest-requested', 'arrested', 'surrendered', 'returned'];
        for (const [i, name] of order.entries()) {
          if (index(name) < 0) continue;
          expect(colour).toBe('red');
          if (i > 0) expect(index(order[i - 1] ?? '')).toBeLessThan(index(name));
          if (i > 0) expect(index(order[i - 1] ?? '')).toBeGreaterThanOrEqual(0);
          const checks = done.slice(0, index(name)).filter((m) => m.step.step === 'identity-checked');
          expect(new Set(checks.map((m) => m.person)).size).toBe(2);
          expect(checks.every((m) => m.side === 'finder')).toBe(true);
        }
        for (const m of done) {
          if (m.step.step === 'arrest-requested' && finder === 'US') expect(m.step.through).toBe('justice-department');
          if (m.step.step === 'returned' || m.step.step === 'home') expect(m.step.evidence.country).toBe(hit.owner);
          expect(m.step.step).not.toBe('released'); // dated tomorrow
        }
        if (index('surrendered') >= 0) surrendered++;
        // A closed hit takes no step any more.
        if (!hit.open) for (const step of STEPS) expect(judgeStep(hit, step, 'owner', 'z', TODAY).ok).toBe(false);
      },
    ),
    { numRuns: 600, seed: 20261124 },
  );
  // Enough of them went all the way for the above to mean something.
  expect(surrendered).toBeGreaterThan(10);
});

test('the whole road of a Red, by name', () => {
  let hit: HitPosition = {
    colour: 'red',
    returnSought: true,
    owner: 'US',
    finder: 'NL',
    state: 'recorded',
    open: true,
    checkedBy: [],
  };
  const go = (step: HitStep, side: Side, person = 'a'): string => {
    const verdict = judgeStep(hit, step, side, person, TODAY);
    if (!verdict.ok) return verdict.code;
    const checkedBy = step.step === 'identity-checked' ? [...hit.checkedBy, person] : hit.checkedBy;
    hit = { ...hit, state: verdict.state, open: verdict.open, checkedBy };
    return hit.state;
  };
  expect(go({ step: 'warrant-live', confirmedWith: 'court', at: TODAY }, 'owner')).toBe('hit.step.out-of-order');
  expect(go({ step: 'identity-checked', method: 'photo' }, 'owner')).toBe('hit.step.wrong-side');
  expect(go({ step: 'identity-checked', method: 'photo' }, 'finder')).toBe('identity-once');
  expect(go({ step: 'identity-checked', method: 'fingerprints' }, 'finder')).toBe('hit.step.same-person');
  expect(go({ step: 'identity-checked', method: 'fingerprints' }, 'finder', 'b')).toBe('identified');
  expect(go({ step: 'warrant-live', confirmedWith: 'court', at: TODAY }, 'owner')).toBe('warrant-live');
  expect(go({ step: 'arrest-requested', through: 'central-authority' }, 'owner')).toBe('arrest-requested');
  expect(go({ step: 'arrested', date: '2026-11-25', place: 'X1', authority: 'Police' }, 'finder')).toBe(
    'notice.evidence-in-future',
  );
  expect(go({ step: 'arrested', date: TODAY, place: 'X1', authority: 'Police' }, 'finder')).toBe('arrested');
  expect(go({ step: 'papers-sent', date: TODAY, how: 'courier' }, 'owner')).toBe('arrested');
  expect(go({ step: 'returned', evidence: evidence('US') }, 'owner')).toBe('hit.step.out-of-order');
  expect(go({ step: 'surrendered', date: TODAY, to: 'marshals' }, 'finder')).toBe('surrendered');
  expect(go({ step: 'returned', evidence: evidence('NL') }, 'owner')).toBe('notice.cancel.not-returned');
  expect(go({ step: 'returned', evidence: evidence('US') }, 'owner')).toBe('returned');
  expect(hit.open).toBe(false);
});

test('the return guard: "purpose achieved" passes only with a return to the requesting country', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...COLOURS),
      fc.boolean(),
      fc.constantFrom(...GROUNDS),
      fc.option(
        fc.record({ country: fc.constantFrom('US', 'NL'), when: fc.constantFrom('2026-11-23', TODAY, '2026-11-25') }),
      ),
      (colour, returnSought, ground, given) => {
        const notice = { colour, returnSought, owner: 'US' };
        const proof = given ? evidence(given.country, given.when) : null;
        let verdict: { needsSecond: boolean } | null = null;
        try {
          verdict = judgeCancel(notice, ground, proof, TODAY);
        } catch {
          return;
        }
        if (isReturnNotice(notice) && !verdict.needsSecond) {
          expect(ground).toBe('purpose-achieved');
          expect(proof?.country).toBe('US');
          expect((proof?.when ?? '9') <= TODAY).toBe(true);
        }
        if (!isReturnNotice(notice)) expect(ground).not.toBe('purpose-achieved');
        if (verdict.needsSecond)
          expect(['purpose-achieved', 'answered', 'found-safe', 'threat-gone', 'review-ended']).not.toContain(ground);
      },
    ),
    { numRuns: 500 },
  );
  expect(
    judgeCancel({ colour: 'red', returnSought: true, owner: 'US' }, 'purpose-achieved', evidence('US'), TODAY),
  ).toEqual({
    needsSecond: false,
  });
  expect(judgeCancel({ colour: 'yellow', returnSought: false, owner: 'US' }, 'found-safe', null, TODAY)).toEqual({
    needsSecond: false,
  });
  expect(() => judgeCancel({ colour: 'yellow', returnSought: true, owner: 'US' }, 'found-safe', null, TODAY)).toThrow(
    /not-returned/,
  );
});

test('no sequence of moves brings an ended notice back, or issues one that was not submitted', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...(Object.keys(MOVES) as Move[])), { maxLength: 40 }), (moves) => {
      let state: ReturnType<typeof moved> = 'draft';
      const seen: string[] = ['draft'];
      // A diffusion goes straight out, and a discarded "same" move adds nothing: these are the ways of a notice.
      for (const move of moves.filter((m) => m !== 'diffuse')) {
        try {
          state = moved(state, move);
        } catch {
          continue;
        }
        seen.push(state);
      }
      const ended = seen.findIndex((s) => ['cancelled', 'withdrawn', 'expired', 'discarded', 'refused'].includes(s));
      // The purge follows, and leaves it as ended as it was.
      if (ended >= 0) expect([...new Set(seen.slice(ended))]).toEqual([seen[ended]]);
      const issued = seen.indexOf('issued');
      if (issued >= 0) expect(seen.slice(0, issued)).toContain('submitted');
    }),
    { numRuns: 2_000 },
  );
});
