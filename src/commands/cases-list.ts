import { caseState } from '../cases/contract.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

export const casesList: Command = {
  name: 'cases list',
  summary: 'the cases of a bureau, newest first; that they were listed is on the record',
  usage: '[--state open|closed|merged] [--find TEXT] [--limit N]',
  options: {
    state: { type: 'string' },
    find: { type: 'string' },
    limit: { type: 'string', default: '50' },
    bureau: { type: 'string' },
  },
  help: [
    '--state STATE   open, closed or merged',
    '--find TEXT     in number and title',
    '--limit N       at most so many (default 50, most 200)',
    '--bureau CODE   of this bureau (default: the first national one of HOMEWARD_BUREAUS)',
  ],
  async run(input) {
    const wanted = text(input, 'state');
    const state = caseState.options.find((one) => one === wanted);
    if (wanted !== undefined && !state) throw new UsageError(`--state: expected ${caseState.options.join(', ')}`);
    const limit = Number(text(input, 'limit'));
    if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new UsageError('--limit: expected 1 to 200');
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const cases = await node.cases.listForOperator({ state, q: text(input, 'find'), limit });
      await node.audit.sealNow();
      for (const { number, state: standing, urgency, title } of cases) {
        // A title is what somebody typed: nothing of it steers the terminal.
        input.say(`${number}  ${standing.padEnd(6)}  ${urgency.padEnd(12)}  ${title.replaceAll(/\p{Cc}/gu, ' ')}`);
      }
      if (cases.length === 0) input.say('no cases');
      return { ok: true, json: { ok: true, bureau: node.code, cases } };
    });
  },
};
