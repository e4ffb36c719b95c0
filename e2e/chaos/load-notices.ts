import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProblem } from '../../src/launch/api-client.ts';
import type { Caller } from './caller.ts';
import type { Random } from './random.ts';
import type { Tally } from './tally.ts';

interface NoticeView {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly number: string | null;
}
interface Review {
  readonly id: string;
  readonly notice: string;
  readonly state: string;
  readonly version: number;
}

export interface NoticePeople {
  readonly author: Caller;
  readonly submitter: Caller;
  readonly reviewer: Caller;
}

/** Green Notices: drafted, submitted by another, reviewed, issued; some withdrawn or cancelled, and so purged. */
export async function loadNotices(
  people: NoticePeople,
  tally: Tally,
  options: { run: string; worker: number; random: Random; going: () => boolean },
): Promise<void> {
  const { run, worker, random, going } = options;
  for (let n = 1; going(); n++) {
    // Of one length, so that none is the beginning of another: purged names are searched for by how they begin.
    const marker = `${run}-N${worker}x${String(n).padStart(5, '0')}`;
    const drafted = await people.author.post<NoticeView>(
      '/api/notices',
      { form: greenForm(marker) },
      `key-${marker}-draft`,
    );
    const submitted = await people.submitter.post<NoticeView>(
      `/api/notices/${drafted.id}/submit`,
      { version: drafted.version },
      `key-${marker}-submit`,
    );
    const entry: Tally['notices'][number] = { marker, id: submitted.id, state: 'submitted' };
    tally.notices.push(entry);
    await passReview(people.reviewer, submitted.id, marker);
    // The Secretariat has said yes: from here on it is issued, whoever dies.
    entry.state = 'issued';
    if (random.chance(0.5)) {
      await untilState(people.author, submitted.id, 'issued');
      if (random.chance(0.5)) {
        await change(
          people.submitter,
          submitted.id,
          'withdraw',
          { reason: 'No longer needed by the requesting bureau.' },
          marker,
        );
        entry.state = 'withdrawn';
      } else {
        await change(
          people.author,
          submitted.id,
          'cancel',
          { ground: 'threat-gone', reason: 'The threat no longer exists.' },
          marker,
        );
        entry.state = 'cancelled';
      }
    }
    await sleep(150);
  }
}

async function passReview(reviewer: Caller, notice: string, marker: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const { items } = await reviewer.get<{ items: Review[] }>('/api/reviews?state=open');
    const review = items.find((one) => one.notice === notice);
    if (!review) {
      await sleep(150);
      continue;
    }
    try {
      const taken = await reviewer.post<Review>(
        `/api/reviews/${review.id}/take`,
        { version: review.version, nationalities: ['FR'] },
        `key-${marker}-take-${attempt}`,
      );
      await reviewer.post(
        `/api/reviews/${review.id}/decide`,
        { version: taken.version, decision: 'pass', judged: ['all.human-rights', 'all.neutrality', 'all.refugee'] },
        `key-${marker}-decide-${attempt}`,
      );
      return;
    } catch (error) {
      // Somebody else changed the review in between: it is read again.
      if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    }
  }
}

async function untilState(reader: Caller, id: string, state: string): Promise<NoticeView> {
  for (;;) {
    const notice = await reader.get<NoticeView>(`/api/notices/${id}`);
    if (notice.state === state) return notice;
    await sleep(150);
  }
}

/** Names the version it saw; when another act came first it looks again. */
async function change(person: Caller, id: string, what: string, body: object, marker: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const { version } = await person.get<NoticeView>(`/api/notices/${id}`);
    try {
      await person.post(`/api/notices/${id}/${what}`, { version, ...body }, `key-${marker}-${what}-${attempt}`);
      return;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    }
  }
}

function greenForm(marker: string): object {
  return {
    colour: 'green',
    subject: {
      familyName: marker,
      forename: 'Corvin',
      sex: 'M',
      birthDate: '1981-07-19',
      nationalities: ['US'],
      description: { heightCm: 183, hair: 'BRO', eyes: 'GRE' },
    },
    status: 'possible-threat',
    offence: 'human-trafficking',
    facts: { summary: `Invented facts of matter ${marker}.`, country: 'US' },
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
