import { AppError, systemScope } from '../platform/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** A bureau whose following of the feed stopped with an alarm. */
export const feedResume: Command = {
  name: 'feed resume',
  summary: 'set following of the circulation feed going again after it stopped with an alarm',
  usage: '--bureau CODE --reason TEXT',
  options: { bureau: { type: 'string' }, reason: { type: 'string' } },
  help: [
    '--bureau CODE   the bureau that stopped',
    '--reason TEXT   what was found; it goes on the record',
    'Nothing is believed on your word: a log that is still another one stops it again. A running bureau goes on within 15 s.',
  ],
  async run(input) {
    const reason = text(input, 'reason');
    if (text(input, 'bureau') === undefined) throw new UsageError('name the bureau: --bureau CODE');
    if (reason === undefined || reason.trim().length < 3) throw new UsageError('say what was found: --reason TEXT');
    return withBureaus(input, async ([node]) => {
      if (!node) throw new UsageError('no such bureau here');
      try {
        const { was } = await node.db.tx(systemScope(node.code), (tx) =>
          node.federation.resumeFeed(tx, { reason: reason.trim() }),
        );
        await node.audit.sealNow();
        input.say(`${node.code}: going on; it had stopped with ${was}`);
        return { ok: true, json: { bureau: node.code, resumed: true, was } };
      } catch (error) {
        if (!(error instanceof AppError) || error.errors[0]?.code !== 'feed.not-halted') throw error;
        input.say(`${node.code}: following has not stopped`);
        return { ok: false, json: { bureau: node.code, resumed: false } };
      }
    });
  },
};
