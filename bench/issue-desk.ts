import { setTimeout as sleep } from 'node:timers/promises';
import { newTotpSecret, type Role } from '../src/access/index.ts';
import { ApiClient, ApiProblem } from '../src/launch/api-client.ts';
import type { Node } from '../src/node.ts';
import { systemScope } from '../src/platform/index.ts';
import { wireId } from '../src/protocol/index.ts';

/** People at Washington and Lyon, who bring notices up to the reviewer's last word and then say it. */
export interface IssueDesk {
  /** A Green Notice that was drafted, submitted and taken for review. */
  prepare(): Promise<PreparedNotice>;
}

interface PreparedNotice {
  readonly wireId: string;
  issue(): Promise<void>;
  /** Until so many bureaus have confirmed their copies. */
  confirmed(holders: number): Promise<void>;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

export async function openIssueDesk({ us, ipsg }: { us: Node; ipsg: Node }): Promise<IssueDesk> {
  const author = await signInNew(us, 'analyst');
  const submitter = await signInNew(us, 'supervisor');
  const reviewer = await signInNew(ipsg, 'reviewer');
  let serial = 0;
  return {
    async prepare() {
      serial += 1;
      const drafted = await author.post<Versioned>('/api/notices', { form: greenForm(serial) });
      await submitter.post(`/api/notices/${drafted.id}/submit`, { version: drafted.version });
      const review = await untilReviewed(reviewer, drafted.id);
      const taken = await take(reviewer, review);
      return {
        wireId: wireId('US', 'notice', drafted.id),
        async issue() {
          await reviewer.post(`/api/reviews/${taken.id}/decide`, {
            version: taken.version,
            decision: 'pass',
            judged: ['all.human-rights', 'all.neutrality', 'all.refugee'],
          });
        },
        async confirmed(holders) {
          for (;;) {
            const [row] = await ipsg.db.tx(systemScope('IPSG'), (tx) =>
              tx.query<{ count: number }>(
                'SELECT count(*) AS count FROM notice_holder WHERE notice_id = $1 AND content_version IS NOT NULL',
                [drafted.id],
              ),
            );
            if ((row?.count ?? 0) >= holders) return;
            await sleep(50);
          }
        },
      };
    },
  };
}

/** Somebody new at a bureau, signed in. */
export async function signInNew(node: Node, role: Role): Promise<ApiClient> {
  const login = {
    username: `bench-${role}-${crypto.randomUUID().slice(0, 8)}`,
    password: crypto.randomUUID(),
    totpSecret: newTotpSecret(node.runtime.random),
  };
  await node.db.tx(systemScope(node.code), (tx) =>
    node.access.createPerson(tx, {
      ...login,
      name: 'Invented Person',
      roles: [role],
      agency: null,
      compartments: ['general'],
    }),
  );
  return ApiClient.signIn(node.url, login);
}

async function untilReviewed(reviewer: ApiClient, notice: string): Promise<Versioned> {
  for (;;) {
    const { items } = await reviewer.get<{ items: (Versioned & { notice: string })[] }>('/api/reviews?state=open');
    const review = items.find((one) => one.notice === notice);
    if (review) return review;
    await sleep(20);
  }
}

async function take(reviewer: ApiClient, review: Versioned): Promise<Versioned> {
  try {
    return await reviewer.post<Versioned>(`/api/reviews/${review.id}/take`, {
      version: review.version,
      nationalities: ['FR'],
    });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 409) {
      const current = await reviewer.get<Versioned>(`/api/reviews/${review.id}`);
      return take(reviewer, current);
    }
    throw error;
  }
}

/** An invented person's Green, as full as the rules ask for. */
export function greenForm(serial: number): object {
  return {
    colour: 'green',
    subject: {
      familyName: `Bench ${serial}`,
      forename: 'Corvin',
      sex: 'M',
      birthDate: '1981-07-19',
      nationalities: ['US'],
      description: { heightCm: 183, hair: 'BRO', eyes: 'GRE' },
    },
    status: 'possible-threat',
    offence: 'human-trafficking',
    facts: { summary: 'Invented facts of an invented matter.', country: 'US' },
    mayBeIn: ['NL'],
    neutral: true,
    refugee: 'none-known',
    assessment: {
      threat: 'Assessed as a possible threat to public safety.',
      authority: 'Invented Parole Authority',
      date: '2026-01-15',
      basis: 'other-reasonable-grounds',
      grounds: 'Invented grounds, recorded in the file.',
    },
  };
}
