import type { Node } from '../node.ts';
import { phrases } from '../notices/phrases.ts';
import { type Command, text } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** After a change of the rules: which notices in force no longer pass. */
export const noticesRetest: Command = {
  name: 'notices retest',
  summary: 'test every notice in force by the rules of today and list those that no longer pass',
  usage: '[--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: [
    '--bureau CODE   at this bureau alone (default: all of this installation). A bureau tests its own notices, the',
    '                Secretariat everybody’s',
    'each notice that no longer passes is on the record and becomes work: for its owner, and for a reviewer at the',
    'Secretariat. Run again after it was stopped it goes on. Exit code 1 when there is any.',
  ],
  async run(input) {
    const reports = await withBureaus(
      { ...input, values: { ...input.values, bureau: text(input, 'bureau') } },
      (nodes) =>
        inTurn(nodes, async (node) => {
          const report = await retest(node);
          input.say(
            `${node.code}: rules ${report.rules}: ${report.tested} notices in force tested, ${report.failing} no longer pass`,
          );
          for (const one of report.notices) {
            input.say(`  ${one.number ?? one.reference ?? one.notice} ${one.colour} of ${one.owner} (${one.standing})`);
            for (const finding of one.findings) {
              const fields = 'fields' in finding.params ? `: ${finding.params.fields}` : '';
              input.say(`    ${finding.id} (${finding.article}) ${said(finding.question)} ${finding.where}${fields}`);
            }
          }
          return report;
        }),
    );
    const failing = reports.reduce((sum, report) => sum + report.failing, 0);
    return { ok: failing === 0, json: { ok: failing === 0, bureaus: reports } };
  },
};

async function retest(node: Node) {
  let last = { tested: 0, failing: 0 };
  const run = await node.notices.retestNow((now) => {
    last = { tested: now.tested, failing: now.failing };
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${node.code}: ${now.tested} of ${now.total}`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const { rules, results } = await node.notices.retestResults(run);
  await node.audit.sealNow();
  return { bureau: node.code, run, rules, ...last, notices: results };
}

/** One bureau after the other: each has the processor to itself. */
async function inTurn<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  for (const item of items) out.push(await each(item));
  return out;
}

const said = (code: string): string => phrases[code]?.en ?? code;
