import { measureIssueVisible } from './exchange-issue.ts';
import { measureRate } from './exchange-rate.ts';
import type { Bench } from './types.ts';
import { createWorkplace } from './workplace.ts';

/** With US and NL twenty, that follow the feed from this process. */
const HOSTED = 'CA,MX,GB,IE,FR,BE,DE,DK,SE,NO,FI,PL,ES,PT,IT,CH,AT,JP'.split(',');

/** How fast bureaus exchange what they must keep, on one machine with durable commits. */
export const exchange: Bench = {
  summary: 'messages a second between two bureaus; from issuing a notice until it is visible at 2 and at 20',
  async run(context) {
    await using workplace = await createWorkplace();
    context.say('two bureaus and the Secretariat');
    await using bureaus = await workplace.start(['IPSG', 'US', 'NL']);
    const [ipsg, us, nl] = [bureaus.node('IPSG'), bureaus.node('US'), bureaus.node('NL')];
    await measureRate(context, workplace, { us, nl });
    await measureIssueVisible(context, workplace, { ipsg, us, holders: [us, nl] });
    context.say(`${HOSTED.length} more bureaus`);
    await using hosted = await workplace.host(HOSTED, ipsg);
    await measureIssueVisible(context, workplace, { ipsg, us, holders: [us, nl, ...hosted.nodes.values()] });
  },
};
