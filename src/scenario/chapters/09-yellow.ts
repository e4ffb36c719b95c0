import { must, type Story } from '../story.ts';
import { seven } from './01-request.ts';
import { draftAndSubmit, everywhere, hitStep, noticeAt, purgedEverywhere, reviewAndPass } from './notice-steps.ts';

/** A second, missing child: Yellow, found in Toronto, home, cancelled on that ground. */
export async function yellowNotice(story: Story): Promise<void> {
  story.chapter('A second child is missing: a Yellow Notice');
  await story.day('2026-03-12T21:00:00Z');
  const officer = await story.as('US', 'brandvold');
  const asked = await officer.post<{ id: string; number: string }>(
    '/api/requests',
    await story.json('request-us-yellow.json'),
  );
  const watch = await story.as('US', 'takeda');
  const view = await watch.get<{ version: number; directoryNumber: string }>(`/api/requests/${asked.id}`);
  const called = await watch.post<{ version: number }>(`/api/requests/${asked.id}/call-back`, {
    version: view.version,
    numberDialled: view.directoryNumber,
    confirmedBy: 'Dispatcher on duty',
    result: 'confirmed',
  });
  const accepted = await watch.post<{ caseId: string; caseNumber: string }>(`/api/requests/${asked.id}/accept`, {
    version: called.version,
    title: 'Missing child, Lakemere',
    criteria: await seven(story),
  });
  story.ids.set('us.yellow-case', accepted.caseId);
  story.tell(
    'US',
    'Takeda, watch officer',
    `takes ${asked.number} (life at risk), calls the sheriff's office back, opens case ${accepted.caseNumber}.`,
  );
  const id = await draftAndSubmit(story, await story.json('notice-yellow.json'), accepted.caseId, 'life-at-risk');
  await reviewAndPass(story, id, 'moreau', 'FR');
  await everywhere(story, id);
  const issued = await noticeAt(story, 'US', 'abara', id);
  story.tell('IPSG', 'Moreau, reviewer', `Yellow Notice ${issued.number} is issued within the hour and distributed.`);

  await story.day('2026-03-19T17:00:00Z');
  const ottawa = await story.as('CA', 'macleod');
  const hit = await ottawa.post<{ id: string }>(`/api/notices/${id}/hits`, {
    place: 'Toronto, youth shelter',
    at: story.clock.now(),
    circumstances: 'Recognised by a youth worker.',
    urgency: 'life-at-risk',
  });
  await hitStep(story, 'CA', 'macleod', hit.id, {
    step: 'found',
    date: '2026-03-19',
    place: 'Toronto',
    confirmedBy: 'Toronto police, youth services',
  });
  await hitStep(story, 'CA', 'macleod', hit.id, {
    step: 'safe',
    date: '2026-03-19',
    inCareOf: 'Child welfare authority, Toronto',
  });
  story.tell('CA', 'MacLeod, analyst', 'she is found in Toronto, and safe with the child-welfare authority.');
  const safe = await story.until('Washington knows she is safe', async () => {
    const hits = await (await story.as('US', 'abara')).get<{ state: string }>(`/api/hits/${hit.id}`);
    return hits.state === 'safe' && (await noticeAt(story, 'US', 'abara', id));
  });
  await story.refused('notice.cancel.not-returned', async () =>
    (await story.as('US', 'abara')).post(`/api/notices/${id}/cancel`, {
      version: safe.version,
      ground: 'purpose-achieved',
      reason: 'Found safe',
    }),
  );
  await story.day('2026-03-21T15:30:00Z');
  const evidence = {
    who: 'Her parents; signed by both services',
    where: 'Peace Bridge, Buffalo',
    country: 'US',
    when: '2026-03-21',
  };
  await hitStep(story, 'US', 'abara', hit.id, { step: 'home', evidence });
  const home = await noticeAt(story, 'US', 'abara', id);
  await (await story.as('US', 'abara')).post(`/api/notices/${id}/cancel`, {
    version: home.version,
    ground: 'purpose-achieved',
    reason: 'Home with her parents.',
    evidence,
  });
  await purgedEverywhere(story, id);
  must((await noticeAt(story, 'US', 'abara', id)).state === 'cancelled', 'the Yellow is cancelled');
  const analyst = await story.as('US', 'abara');
  for (const outcome of [
    { outcome: 'located', country: 'CA', date: '2026-03-19' },
    { outcome: 'returned-home', country: 'US', date: '2026-03-21' },
  ]) {
    await analyst.post(`/api/cases/${accepted.caseId}/outcomes`, outcome);
  }
  await closeCase(story, accepted.caseId);
  story.tell(
    'US',
    'Abara, analyst',
    'she is home: the Yellow is cancelled on that ground, its copies are gone, the case is closed.',
  );
}

export async function closeCase(story: Story, caseId: string): Promise<void> {
  const analyst = await story.as('US', 'abara');
  const view = await analyst.get<{ version: number }>(`/api/cases/${caseId}`);
  await analyst.post(`/api/cases/${caseId}/close`, { version: view.version, note: 'Done.' });
}
