import type { Deps } from '../deps.ts';
import type { Provider } from '../providers/admit-provider.ts';
import { dropReports } from './drop-reports.ts';
import { lockFilling } from './own-report.ts';

/** Takes a report back that was not finished: what was told is deleted. @throws IspwsProblem */
export async function retractReport(deps: Deps, provider: Provider, number: number | null): Promise<number> {
  return deps.db.tx(provider.scope, async (tx) => {
    const tip = await lockFilling(tx, provider, number);
    await dropReports(deps, tx, 'retracted', [tip.id]);
    return tip.report_number;
  });
}
