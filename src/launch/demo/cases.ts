import type { DemoSeed } from './seed.ts';
import type { Stage } from './stage.ts';

interface Requests {
  readonly accepted: object;
  readonly waiting: object;
  readonly missing: object;
}

/** A detective's request that became a case, one that waits for its call-back, and a case of the bureau's own. */
export const casesSeed: DemoSeed = {
  name: 'cases',
  async run(stage) {
    const { accepted, waiting, missing } = await stage.data<Requests>('requests.json');
    const oakhurst = await stage.as('US', 'oakhurst');
    const asked = await oakhurst.post<{ id: string }>('/api/requests', accepted);
    stage.ids.set('us.case', await accept(stage, asked.id));
    const brandvold = await stage.as('US', 'brandvold');
    await brandvold.post('/api/requests', waiting);
    const abara = await stage.as('US', 'abara');
    stage.ids.set('us.missing', (await abara.post<{ id: string }>('/api/cases', missing)).id);
  },
};

/** The officer is called back on the directory's number; all criteria are met. Returns the case. */
async function accept(stage: Stage, requestId: string): Promise<string> {
  const abara = await stage.as('US', 'abara');
  const view = await abara.get<{ version: number; directoryNumber: string }>(`/api/requests/${requestId}`);
  const called = await abara.post<{ version: number }>(`/api/requests/${requestId}/call-back`, {
    version: view.version,
    numberDialled: view.directoryNumber,
    confirmedBy: 'Duty desk',
    result: 'confirmed',
  });
  const { criteria } = await abara.get<{ criteria: { code: string }[] }>('/api/intake-criteria');
  const { caseId } = await abara.post<{ caseId: string }>(`/api/requests/${requestId}/accept`, {
    version: called.version,
    title: 'Pictures of an unknown child, Fairhollow',
    criteria: criteria.map(({ code }) => ({ code, answer: 'met' })),
  });
  return caseId;
}
