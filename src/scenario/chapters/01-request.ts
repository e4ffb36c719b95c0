import { must, type Story } from '../story.ts';

interface RequestView {
  id: string;
  version: number;
  state: string;
  directoryNumber: string;
}

/** A detective asks for help; the officer is confirmed by calling the number in our directory; the request becomes a case. */
export async function requestToCase(story: Story): Promise<void> {
  story.chapter('A detective asks for help');
  await story.day('2025-10-06T13:20:00Z');
  const officer = await story.as('US', 'oakhurst');
  const asked = await officer.post<{ id: string; number: string }>(
    '/api/requests',
    await story.json('request-us.json'),
  );
  story.ids.set('us.request', asked.id);
  story.tell(
    'US',
    'Det. Oakhurst, Fairhollow Police',
    `asks INTERPOL Washington for help: request ${asked.number} is received.`,
  );

  const analyst = await story.as('US', 'abara');
  const view = await analyst.get<RequestView>(`/api/requests/${asked.id}`);
  const criteria = await seven(story);
  await story.refused('request.accept.officer-not-confirmed', () =>
    analyst.post(`/api/requests/${asked.id}/accept`, {
      version: view.version,
      title: 'Pictures of an unknown child, Fairhollow',
      criteria,
    }),
  );
  story.tell(
    'US',
    'Abara, analyst',
    'tries to accept it at once and is refused: nothing moves before the officer is confirmed by call-back.',
  );

  await story.refused('request.call-back.not-directory-number', () =>
    analyst.post(`/api/requests/${asked.id}/call-back`, {
      version: view.version,
      numberDialled: '+1 555 555 0114',
      confirmedBy: 'the officer',
      result: 'confirmed',
    }),
  );
  const called = await analyst.post<{ version: number }>(`/api/requests/${asked.id}/call-back`, {
    version: view.version,
    numberDialled: view.directoryNumber,
    confirmedBy: 'Lt. Ansel Byrd, duty desk',
    result: 'confirmed',
  });
  story.tell(
    'US',
    'Abara, analyst',
    `calls ${view.directoryNumber}, the directory's number and not the one in the request: the officer is confirmed.`,
  );

  const accepted = await analyst.post<{ caseId: string; caseNumber: string }>(`/api/requests/${asked.id}/accept`, {
    version: called.version,
    title: 'Pictures of an unknown child, Fairhollow',
    criteria,
  });
  story.ids.set('us.case', accepted.caseId);
  story.tell(
    'US',
    'Abara, analyst',
    `finds all seven intake criteria met and accepts it as case ${accepted.caseNumber}.`,
  );
  const status = await officer.get<{ caseNumber: string }>(`/api/my/requests/${asked.id}`);
  must(status.caseNumber === accepted.caseNumber, 'the officer sees the case number');
  await story.takeCheckpoints();
}

/** The seven criteria, each answered as met. */
export async function seven(story: Story): Promise<{ code: string; answer: 'met' }[]> {
  const analyst = await story.as('US', 'abara');
  const { criteria } = await analyst.get<{ criteria: { code: string }[] }>('/api/intake-criteria');
  return criteria.map(({ code }) => ({ code, answer: 'met' as const }));
}
