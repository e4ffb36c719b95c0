import type { NoticeForm } from '../notices/contract.ts';
import { createNotices } from '../notices/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { CandidateView, ScreeningView } from './contract.ts';
import { createScreening, type Screening } from './index.ts';

export interface ScreeningWorld extends TestBureaus {
  /** Rooms by bureau, in the order they were made: a bureau may have several processes over its database. */
  screening(bureau: string): Screening;
}

/** Bureaus with notices and screening, over real HTTP and a database each. */
export async function screeningBureaus(codes: readonly string[]): Promise<ScreeningWorld> {
  const rooms = new Map<string, Screening>();
  const world = await createTestBureaus(codes, (common) => {
    const notices = createNotices(common);
    const screening = createScreening({ ...common, notices });
    rooms.set(common.runtime.bureau, screening);
    return [notices.parts, screening.parts];
  });
  for (const room of rooms.values()) await room.start();
  return {
    ...world,
    screening(bureau) {
      const room = rooms.get(bureau);
      if (!room) throw new Error(`no ${bureau}`);
      return room;
    },
    async [Symbol.asyncDispose]() {
      for (const room of rooms.values()) await room.stop();
      await world[Symbol.asyncDispose]();
    },
  };
}

const subject = {
  familyName: 'Example',
  forename: 'Álvaro',
  sex: 'M' as const,
  birthDate: '1979-04-02',
  nationalities: ['US'],
  description: { heightCm: 182, hair: 'BRO' as const, eyes: 'GRE' as const },
};

/** Forms about invented people that meet every blocking rule. */
export const red = {
  colour: 'red' as const,
  subject,
  status: 'charged' as const,
  facts: {
    summary: 'Charged with offences against children; fled.',
    place: 'Springfield',
    country: 'US',
    from: '2025-03',
  },
  ordinaryLawCrime: true,
  excludedMatter: 'none' as const,
  neutral: true,
  refugee: 'none-known' as const,
  judicial: {
    basis: 'prosecution' as const,
    warrant: { number: '26-CR-0101', date: '2026-01-15', authority: 'District Court', sealed: false },
    charges: ['Production of child sexual abuse material'],
    laws: ['18 U.S.C. 2251'],
    maxPenaltyMonths: 360,
    extraditionAssured: true,
    extraditionFrom: 'all' as const,
    arrestInstructions: 'Inform the requesting bureau at once.',
    prosecutor: 'Assistant US Attorney, invented district',
    ncicNumber: 'W123456789',
  },
};
export const blue = {
  colour: 'blue' as const,
  subject,
  status: 'suspect' as const,
  sought: ['locate' as const],
  question: 'Where does he live now?',
  facts: { summary: 'Seen with a missing child.' },
};
export const yellow = {
  colour: 'yellow' as const,
  subject: { ...subject, sex: 'F' as const, birthDate: '2017-06-11' },
  status: 'missing' as const,
  event: { kind: 'criminal-abduction' as const, date: '2026-10-03', circumstances: 'Did not come home from school.' },
  policeRecord: { authority: 'Springfield Police', number: '26-4455', date: '2026-10-03' },
  guardian: { name: 'Pat Sample', relation: 'mother' },
  unknownToPolice: true,
  returnSought: true,
  ncicNumber: 'M123456789',
  ncmecNumber: 'NCMEC-1001',
};

const JUDGED = ['all.human-rights', 'all.neutrality', 'all.refugee', 'red.ordinary-law', 'red.excluded-matter'];

/** People who bring a notice from draft to every bureau. */
export interface Issuers {
  readonly us: TestBureau;
  readonly analyst: TestCaller;
  readonly chief: TestCaller;
  readonly reviewers: readonly TestCaller[];
  readonly lyon: TestBureau;
  readonly holders: readonly TestBureau[];
}

export async function issuers(world: TestBureaus, holders: readonly string[]): Promise<Issuers> {
  const us = world.at('US');
  const lyon = world.at('IPSG');
  return {
    us,
    lyon,
    analyst: await us.signIn({ roles: ['analyst'] }),
    chief: await us.signIn({ roles: ['supervisor', 'analyst'] }),
    reviewers: [await lyon.signIn({ roles: ['reviewer'] }), await lyon.signIn({ roles: ['reviewer'] })],
    holders: holders.map((code) => world.at(code)),
  };
}

/** Drafts, submits, passes, and waits until every holder has its copy. Returns the notice's id. */
export async function issue(who: Issuers, form: NoticeForm, more: object = {}): Promise<string> {
  const draft = await who.analyst.ok<{ id: string; version: number }>('POST', '/api/notices', { form, ...more });
  await who.chief.ok('POST', `/api/notices/${draft.id}/submit`, { version: draft.version });
  const open = "SELECT id, version FROM notice_review WHERE notice_id = $1 AND state = 'open'";
  const review = (): Promise<{ id: string; version: number }[]> =>
    who.lyon.tx((tx) => tx.query<{ id: string; version: number }>(open, [draft.id]));
  await until(async () => (await review()).length > 0);
  for (const reviewer of who.reviewers) {
    const [found] = await review();
    if (!found) break;
    const path = `/api/reviews/${found.id}`;
    const taken = await reviewer.ok<{ version: number }>('POST', `${path}/take`, {
      version: found.version,
      nationalities: ['FR'],
    });
    await reviewer.ok('POST', `${path}/decide`, { version: taken.version, decision: 'pass', judged: JUDGED });
  }
  for (const bureau of [who.us, ...who.holders]) await inState(bureau, draft.id, 'issued');
  return draft.id;
}

export function inState(bureau: TestBureau, notice: string, state: string): Promise<void> {
  return until(async () => {
    const rows = await bureau.tx((tx) =>
      tx.query('SELECT 1 FROM notice WHERE id = $1 AND state = $2', [notice, state]),
    );
    return rows.length > 0;
  });
}

export const screen = (who: TestCaller, person: object, more: object = {}): Promise<ScreeningView> =>
  who.ok<ScreeningView>('POST', '/api/screenings/person', { person, ...more });

export const candidatesOf = (view: ScreeningView): CandidateView[] => view.found.flatMap((row) => row.candidates);
