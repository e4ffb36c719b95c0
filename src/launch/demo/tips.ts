import { createHash } from 'node:crypto';
import type { RoutingView, RulesView } from '../../tips/contract.ts';
import type { DemoSeed } from './seed.ts';
import type { Stage } from './stage.ts';

/** Two reports as NCMEC would hand them over: one that points to The Hague, one whose file is known at Lyon by its hash. */
export const tipsSeed: DemoSeed = {
  name: 'tips',
  async run(stage) {
    const abara = await stage.as('US', 'abara');
    const md5 = createHash('md5')
      .update(await stage.picture('room-1.jpg'))
      .digest('hex');
    for (const report of await stage.data<{ reportId: number }[]>('tips.json')) {
      const text = JSON.stringify(report).replaceAll('MD5-OF-PICTURE', md5);
      await abara.post(`/api/tip-imports?name=${report.reportId}.json`, Buffer.from(text));
    }
  },
};

/** Reports that go their ways: by rules that one supervisor drafted and another switched on, to The Hague by a person, and not yet. */
export const tipsRoutingSeed: DemoSeed = {
  name: 'tips-routing',
  async run(stage) {
    const abara = await stage.as('US', 'abara');
    for (const report of await stage.data<{ reportId: number }[]>('tips-routing.json')) {
      await abara.post(`/api/tip-imports?name=${report.reportId}.json`, Buffer.from(JSON.stringify(report)));
    }
    // The last of them is here: there is something to try rules on.
    await tipOf(stage, 900000205);
    await switchOnRules(stage);
    await sendToTheHague(stage);
    const atVermont = await tipOf(stage, 900000203);
    const mark = {
      kind: 'task-force',
      id: 'ICAC-55',
      by: 'ncmec',
      at: Date.now() - 3_600_000,
      note: 'NCMEC’s list of the week',
    };
    await abara.post(`/api/tips/${atVermont}/sent-elsewhere`, mark);
  },
};

async function switchOnRules(stage: Stage): Promise<void> {
  const [author, other] = [await stage.as('US', 'delacroix'), await stage.as('US', 'okonkwo')];
  const { items } = await author.get<{ items: RulesView[] }>('/api/tip-rules');
  const inForce = items.find((one) => one.state === 'in-force');
  const rules = { ...inForce?.rules, automatic: { ...inForce?.rules.automatic, domestic: true, marked: true } };
  const draft = { base: inForce?.version, rules, reason: 'Clear-cut reports go to their task force at once' };
  const { version } = await author.post<{ version: number }>('/api/tip-rules', draft);
  await author.post(`/api/tip-rules/${version}/simulate`, { days: 30 });
  await other.post(`/api/tip-rules/${version}/switch-on`, {
    reason: 'Tried on the last month: no report goes elsewhere',
  });
}

async function sendToTheHague(stage: Stage): Promise<void> {
  const [abara, dewit] = [await stage.as('US', 'abara'), await stage.as('NL', 'dewit')];
  const id = await tipOf(stage, 900000101);
  const view = await abara.get<RoutingView>(`/api/tips/${id}/routing`);
  const to = [{ kind: 'bureau', id: 'NL' }];
  const reason = 'The suspect lives in The Hague; the child is known to the task force';
  await abara.post(`/api/tips/${id}/route`, { version: view.tip.version, to, reason });
  const there = await stage.until('the report at The Hague', async () => {
    const { items } = await dewit.get<{ items: { id: string }[] }>('/api/tip-referrals?direction=in');
    return items[0]?.id;
  });
  await dewit.post(`/api/tip-referrals/${there}/feedback`, { kind: 'useful', note: 'The address is known here' });
}

/** A report's id by its number, once it has been brought in and routed. */
async function tipOf(stage: Stage, number: number): Promise<string> {
  const abara = await stage.as('US', 'abara');
  return stage.until(`report ${number}`, async () => {
    const { items } = await abara.get<{ items: { id: string }[] }>(`/api/tips?number=${number}`);
    return items[0]?.id;
  });
}
