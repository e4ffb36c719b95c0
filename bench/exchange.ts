import { measureIssueVisible } from './exchange-issue.ts';
import { measureRate } from './exchange-rate.ts';
import type { Bench } from './types.ts';
import { createWorkplace } from './workplace.ts';

/** Nineteen, and the twentieth is US: all of them follow the feed from this process. */
const HOSTED = 'NL,CA,MX,GB,IE,FR,BE,DE,DK,SE,NO,FI,PL,ES,PT,IT,CH,AT,JP'.split(',');

/** How fast bureaus exchange what they must keep, on one machine with durable commits. */
export const exchange: Bench = {
  summary: 'messages a second between two bureaus; from issuing a notice until it is visible at 2 and at 20',
  async run(context) {
    await using workplace = await createWorkplace();
    {
      context.say('two bureaus and the Secretariat');
      await using bureaus = await workplace.start(['IPSG', 'US', 'NL']);
      await measureRate(context, workplace, bureaus);
      await measureIssueVisible(context, workplace, bureaus);
    }
    context.say('twenty bureaus and the Secretariat');
    await using bureaus = await workplace.start(['IPSG', 'US', ...HOSTED], { poolSize: 2 });
    await measureIssueVisible(context, workplace, bureaus);
  },
};
