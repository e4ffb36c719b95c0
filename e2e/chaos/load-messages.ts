import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import type { Random } from './random.ts';
import type { Tally } from './tally.ts';

interface Sent {
  readonly threadId: string;
  readonly messageId: string;
}
interface Thread {
  readonly requests: readonly { messageId: string; side: string; state: string }[];
}

/** Washington asks The Hague, at times Lyon too, and goes on in some of the threads. */
export async function loadMessages(
  analyst: Caller,
  tally: Tally,
  options: { run: string; random: Random; going: () => boolean },
): Promise<void> {
  const { run, random, going } = options;
  for (let n = 1; going(); n++) {
    const marker = `${run}-M${n}`;
    const to = random.chance(0.25) ? ['NL', 'IPSG'] : ['NL'];
    const body = {
      to,
      type: 'request-for-information',
      subject: `Matter ${marker}`,
      text: `Is anything known of matter ${marker}?`,
      urgency: 'routine',
      asks: true,
      handling: { purpose: 'Police cooperation in the matter named', onward: 'no' },
    };
    const sent = await analyst.post<Sent>('/api/threads', body, marker);
    tally.messages.push({ marker, id: sent.messageId, to });
    if (random.chance(0.3)) {
      const second = `${marker}-2`;
      const more = await analyst.post<Sent>(
        `/api/threads/${sent.threadId}/messages`,
        { type: 'alert', text: `More on matter ${second}.` },
        second,
      );
      tally.messages.push({ marker: second, id: more.messageId, to });
    }
    await sleep(120);
  }
}

/** The Hague reads what is owed and answers each message once. */
export async function loadAnswers(
  analyst: Caller,
  tally: Tally,
  options: { run: string; going: () => boolean },
): Promise<void> {
  const answered = new Set<string>();
  for (;;) {
    const last = !options.going();
    const before = answered.size;
    const { items } = await analyst.get<{ items: { id: string }[] }>('/api/threads?open=owed&limit=20');
    for (const { id } of items) {
      const thread = await analyst.get<Thread>(`/api/threads/${id}`);
      for (const request of thread.requests) {
        if (request.side !== 'owed' || request.state !== 'open' || answered.has(request.messageId)) continue;
        answered.add(request.messageId);
        const marker = `${options.run}-A-${request.messageId}`;
        const sent = await analyst.post<Sent>(
          `/api/threads/${id}/messages`,
          { text: `Nothing is known here: ${marker}.`, answers: request.messageId, to: ['US'] },
          marker,
        );
        tally.answers.push({ marker, id: sent.messageId });
      }
      await analyst.post(`/api/threads/${id}/read`, {});
    }
    if (last && answered.size === before) return;
    await sleep(items.length === 0 ? 200 : 30);
  }
}
