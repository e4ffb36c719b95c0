import { phrases } from '../../notices/phrases.ts';
import { must, type Story } from '../story.ts';
import { hitStep, noticeAt, purgedEverywhere } from './notice-steps.ts';

interface Surrender {
  surrender: {
    arrestedOn: string;
    papersSentOn: string;
    surrenderedOn: string;
    returnedOn: string;
    place: string;
    evidence: string;
  };
}

/** Hit in Lisbon, step by step to the return; cancelling too early is refused, in words. */
export async function hitToReturn(story: Story): Promise<void> {
  story.chapter('Found in Lisbon');
  const red = story.id('red');
  const { surrender } = await story.json<Surrender>('outcomes.json');
  await story.day('2025-11-15T21:40:00Z');
  const lisbon = await story.as('PT', 'carvalho');
  const hit = await lisbon.post<{ id: string }>(`/api/notices/${red}/hits`, {
    place: 'Lisbon, hotel registration',
    at: story.clock.now(),
    circumstances: 'Passport shown at a hotel desk; matched against notices in force.',
    urgency: 'urgent',
  });
  story.tell(
    'PT',
    'Carvalho, analyst',
    'finds him in Lisbon: Washington has the hit on its desk at once, with a deadline.',
  );
  await hitStep(story, 'PT', 'carvalho', hit.id, { step: 'identity-checked', method: 'photo' });
  await story.refused('hit.step.same-person', async () => {
    const view = await lisbon.get<{ version: number }>(`/api/hits/${hit.id}`);
    await lisbon.post(`/api/hits/${hit.id}/steps`, {
      version: view.version,
      step: { step: 'identity-checked', method: 'fingerprints' },
    });
  });
  await hitStep(story, 'PT', 'almeida', hit.id, { step: 'identity-checked', method: 'fingerprints' });
  story.tell(
    'PT',
    'Carvalho; Almeida',
    'two people confirm who he is, one by photograph and one by fingerprints; the same person twice is refused.',
  );
  const today = (): string => new Date(story.clock.now()).toISOString().slice(0, 10);
  await hitStep(story, 'US', 'abara', hit.id, {
    step: 'warrant-live',
    confirmedWith: 'Clerk of the District Court and NCIC',
    at: today(),
  });
  await hitStep(story, 'US', 'delacroix', hit.id, { step: 'arrest-requested', through: 'justice-department' });
  story.tell(
    'US',
    'Abara; Delacroix',
    'confirm that the warrant is live, and ask for provisional arrest through the Justice Department.',
  );

  await story.day(`${surrender.arrestedOn}T05:50:00Z`);
  await hitStep(story, 'PT', 'carvalho', hit.id, {
    step: 'arrested',
    date: surrender.arrestedOn,
    place: 'Lisbon',
    authority: 'Polícia Judiciária',
  });
  const arrested = await story.until('Washington knows of the arrest', async () => {
    const view = await (await story.as('US', 'abara')).get<{ state: string; papersDue: { days: number } | null }>(
      `/api/hits/${hit.id}`,
    );
    return view.state === 'arrested' && view.papersDue !== null && view;
  });
  story.tell(
    'PT',
    'Polícia Judiciária',
    `arrest him. The clock for the extradition papers runs: ${arrested.papersDue?.days} days.`,
  );

  await story.day('2025-11-17T10:00:00Z');
  const early = await noticeAt(story, 'US', 'abara', red);
  const refusal = await story.refused('notice.cancel.not-returned', async () =>
    (await story.as('US', 'abara')).post(`/api/notices/${red}/cancel`, {
      version: early.version,
      ground: 'purpose-achieved',
      reason: 'Arrested in Lisbon',
    }),
  );
  story.tell(
    'US',
    'Abara, analyst',
    `tries to cancel now and is refused: "${phrases[refusal.rule]?.en ?? refusal.rule}"`,
  );
  await story.takeCheckpoints();

  await story.day(`${surrender.papersSentOn}T12:00:00Z`);
  await hitStep(story, 'US', 'abara', hit.id, {
    step: 'papers-sent',
    date: surrender.papersSentOn,
    how: 'Diplomatic channel, through the Justice Department',
  });
  await story.day(`${surrender.surrenderedOn}T09:00:00Z`);
  await hitStep(story, 'PT', 'carvalho', hit.id, {
    step: 'surrendered',
    date: surrender.surrenderedOn,
    to: 'United States Marshals Service',
  });
  await story.day(`${surrender.returnedOn}T18:00:00Z`);
  const evidence = { who: surrender.evidence, where: surrender.place, country: 'US', when: surrender.returnedOn };
  await hitStep(story, 'US', 'abara', hit.id, { step: 'returned', evidence });
  story.tell(
    'US',
    'Abara, analyst',
    `papers sent, surrendered, returned to ${surrender.place}: who received him, where and when is on the record.`,
  );

  await story.day('2026-02-20T09:00:00Z');
  const ready = await noticeAt(story, 'US', 'abara', red);
  await (await story.as('US', 'abara')).post(`/api/notices/${red}/cancel`, {
    version: ready.version,
    ground: 'purpose-achieved',
    reason: 'Physically returned.',
    evidence,
  });
  const confirmed = await purgedEverywhere(story, red);
  const owner = await noticeAt(story, 'US', 'abara', red);
  must(owner.state === 'cancelled', 'the Red is cancelled');
  story.tell(
    'IPSG',
    'circulation feed',
    `the Red is cancelled; ${confirmed} holders confirm by signature that every copy is gone.`,
  );
  await story.takeCheckpoints();
}
