import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cellsOf, snapshot } from './matrix.ts';
import { type Grantee, POLICY, type PolicyRow } from './policy.ts';

/** All that an agency's officer may do beside what is public. Everything else is work of the bureau's own people. */
const OFFICER_MAY = new Set([
  'api.describe',
  'session.open',
  'session.read',
  'session.unlock',
  'session.end',
  'directory.read',
  // An officer's stream says only that something of their agency's has changed.
  'live.follow',
  // How much they themselves have been shown.
  'exposure.read',
  'request.submit',
  'request.read-criteria',
  'my.list-requests',
  'my.read-request',
  'my.resubmit-request',
  'my.attach',
  // A file of their agency's requests, and what they had typed when a line was lost.
  'request.import',
  'request.keep-draft',
]);
/** Of those, what needs the record to be their own agency's. */
const OFFICER_OWN_AGENCY = new Set(['request.submit', 'my.read-request', 'my.resubmit-request', 'my.attach']);

/** Approving, confirming or deciding upon what somebody wrote: never one's own. */
const NOT_OWN_WORK = new Set(['request.call-back', 'request.decide', 'notice.submit', 'notice.confirm-cancel']);
/** An administrator changes other people's rights, never their own. */
const NOT_OWN_RIGHTS = new Set(['person.change', 'person.reset', 'person.certify']);

describe('the policy by itself', () => {
  test('is what its reviewers last saw: who may do what, in which case', () => {
    const seen: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'matrix.snapshot.json'), 'utf8'));
    expect(snapshot()).toEqual(seen);
  });

  test('the matrix sees a row that is loosened, tightened or added', () => {
    const loosened = POLICY.map((row): PolicyRow => (row.action === 'person.change' ? { ...row, when: [] } : row));
    expect(snapshot(loosened)).not.toEqual(snapshot());
    expect(snapshot(POLICY.filter((row) => row.action !== 'person.create'))).not.toEqual(snapshot());
    expect(snapshot([...POLICY, { action: 'person.create', to: ['analyst'] }])).not.toEqual(snapshot());
  });

  test('nobody approves their own act, and nobody changes their own rights', () => {
    for (const action of NOT_OWN_WORK) {
      const allowed = cellsOf(action).filter((cell) => cell.allowed);
      expect(allowed.length, action).toBeGreaterThan(0);
      expect(
        allowed.filter((cell) => cell.author === 'self'),
        action,
      ).toEqual([]);
    }
    for (const action of NOT_OWN_RIGHTS) {
      const allowed = cellsOf(action).filter((cell) => cell.allowed);
      expect(new Set(allowed.map((cell) => cell.grantee)), action).toEqual(new Set<Grantee>(['administrator']));
      expect(
        allowed.filter((cell) => cell.owner === 'self'),
        action,
      ).toEqual([]);
    }
  });

  test('an officer of an agency stays among what officers may do', () => {
    const actions = [...new Set(POLICY.map((row) => row.action))];
    const allowed = actions.flatMap((action) =>
      cellsOf(action).filter((cell) => cell.grantee === 'requesting-officer' && cell.allowed),
    );
    const isPublic = (action: string): boolean =>
      cellsOf(action).some((cell) => cell.grantee === 'anyone' && cell.allowed);
    const beyond = [...new Set(allowed.map((cell) => cell.action))].filter((action) => !OFFICER_MAY.has(action));
    expect(beyond.filter((action) => !isPublic(action))).toEqual([]);
    expect(allowed.filter((cell) => OFFICER_OWN_AGENCY.has(cell.action) && cell.agency === 'other')).toEqual([]);
    expect(allowed.some((cell) => cell.action === 'request.submit')).toBe(true);
  });

  test('a sleeping session can only wake, end, or give way to another', () => {
    const open = [...new Set(POLICY.map((row) => row.action))].filter((action) =>
      cellsOf(action).some((cell) => cell.grantee === 'locked' && cell.allowed),
    );
    expect(new Set(open)).toEqual(new Set(['session.open', 'session.unlock', 'session.end']));
  });
});
