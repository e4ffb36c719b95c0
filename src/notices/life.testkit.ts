import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { Clocks } from './clocks.ts';
import type { NoticeDetail, NoticeForm, ReviewRow } from './contract.ts';
import { createNotices } from './index.ts';

const JUDGED = ['all.human-rights', 'all.neutrality', 'all.refugee', 'red.ordinary-law', 'red.excluded-matter'];

/** Bureaus with notices, and people who draft, submit, review and decide. */
export interface NoticeWorld extends AsyncDisposable {
  readonly bureaus: TestBureaus;
  at(code: string): TestBureau;
  /** Somebody with these roles, signed in once and again after the clock was moved. */
  who(code: string, ...roles: string[]): Promise<TestCaller>;
  /** Waits on the database until the query has a row. */
  row(code: string, sql: string, values?: unknown[]): Promise<void>;
  rows<T>(code: string, sql: string, values?: unknown[]): Promise<T[]>;
  /** Drafted, submitted, reviewed and in force at `owner`; returns its id. */
  issued(owner: string, form: NoticeForm, more?: object): Promise<string>;
  submitted(owner: string, form: NoticeForm, more?: object): Promise<string>;
  review(id: string, decision: 'pass' | 'refuse'): Promise<void>;
  notice(code: string, id: string): Promise<NoticeDetail>;
  /** Moves all clocks; everyone signs in anew. */
  pass(ms: number): void;
  balanced(): Promise<{ bureau: string; item: string; differences: unknown }[]>;
}

export async function createNoticeWorld(codes: readonly string[], clocks?: Partial<Clocks>): Promise<NoticeWorld> {
  const bureaus = await createTestBureaus(codes, (common) => [
    createNotices({ ...common, ...(clocks ? { clocks } : {}) }).parts,
  ]);
  const people = new Map<string, Promise<TestCaller>>();
  const all = [...codes, 'IPSG'];
  const world: NoticeWorld = {
    bureaus,
    at: (code) => bureaus.at(code),
    who(code, ...roles) {
      const key = `${code} ${roles.join()}`;
      const known = people.get(key) ?? bureaus.at(code).signIn({ roles });
      people.set(key, known);
      return known;
    },
    row: (code, sql, values = []) => until(async () => (await world.rows(code, sql, values)).length > 0),
    rows: <T>(code: string, sql: string, values: unknown[] = []) =>
      bureaus.at(code).tx((tx) => tx.query<T & object>(sql, values)) as Promise<T[]>,
    async submitted(owner, form, more = {}) {
      const analyst = await world.who(owner, 'analyst');
      const chief = await world.who(owner, 'supervisor');
      const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form, ...more });
      await chief.ok('POST', `/api/notices/${draft.id}/submit`, { version: draft.version });
      return draft.id;
    },
    async review(id, decision) {
      await world.row('IPSG', "SELECT id FROM notice_review WHERE notice_id = $1 AND state = 'open'", [id]);
      const first = await world.who('IPSG', 'reviewer');
      const { items } = await first.ok<{ items: ReviewRow[] }>('GET', '/api/reviews');
      let review = items.find((r) => r.notice === id);
      for (const who of [first, await world.who('IPSG', 'reviewer', 'supervisor')]) {
        if (review?.state !== 'open') return;
        const { id: path, version } = review;
        const taken = await who.ok<ReviewRow>('POST', `/api/reviews/${path}/take`, { version, nationalities: ['FR'] });
        review = await who.ok<ReviewRow>('POST', `/api/reviews/${path}/decide`, {
          version: taken.version,
          decision,
          ...(decision === 'pass' ? { judged: JUDGED } : { reason: 'Not within the rules' }),
        });
      }
    },
    async issued(owner, form, more = {}) {
      const id = await world.submitted(owner, form, more);
      await world.review(id, 'pass');
      await world.row(owner, "SELECT id FROM notice WHERE id = $1 AND state = 'issued'", [id]);
      return id;
    },
    notice: async (code, id) =>
      (await world.who(code, code === 'IPSG' ? 'reviewer' : 'analyst')).ok<NoticeDetail>('GET', `/api/notices/${id}`),
    pass(ms) {
      people.clear();
      bureaus.pass(ms);
    },
    async balanced() {
      const wrong = [];
      for (const code of all) {
        const { items } = await bureaus.at(code).conservation();
        for (const { item, differences } of items) {
          if (differences.length > 0) wrong.push({ bureau: code, item, differences });
        }
      }
      return wrong;
    },
    [Symbol.asyncDispose]: () => bureaus[Symbol.asyncDispose](),
  };
  return world;
}
