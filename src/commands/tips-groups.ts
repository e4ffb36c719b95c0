import type { Joint } from '../tips/contract.ts';
import { phrases } from '../tips/phrases.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

const BUREAU = '--bureau CODE   at this bureau (default: the first national one of HOMEWARD_BUREAUS)';
const TIP = 'a report number, or an id where two reports bear one number';

/** Which reports belong together, and by what. */
export const tipsGroups: Command = {
  name: 'tips groups',
  summary: 'reports that belong together, what each group was joined by, and what is proposed',
  usage: '[--limit N] [--bureau CODE]',
  options: { limit: { type: 'string' }, bureau: { type: 'string' } },
  help: ['--limit N       so many of each, the newest first (default 20, at most 200)', BUREAU],
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('expected: tips groups');
    const limit = Number(text(input, 'limit') ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new UsageError('--limit: expected 1 to 200');
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const { groups, proposed } = await node.tips.related.groups(limit);
      await node.audit.sealNow();
      for (const group of groups) {
        const more = group.tips > group.numbers.length ? ` and ${group.tips - group.numbers.length} more` : '';
        input.say(`${group.tips} reports, ${group.open} open: ${group.numbers.join(', ')}${more}`);
        input.say(`  ${group.kinds.map((kind) => say(kind)).join('; ')}: ${group.shown.join('; ')}`);
      }
      if (groups.length === 0) input.say('no reports belong together');
      for (const one of proposed)
        input.say(`proposed, ${say(one.kind)}: ${one.shown}: ${one.tips.map((tip) => tip.reportNumber).join(', ')}`);
      return { ok: true, json: { bureau: node.code, groups, proposed } };
    });
  },
};

/** One report stands for others. */
export const tipsMerge: Command = {
  name: 'tips merge',
  summary: 'finish related reports with another, which stands for them; nothing is moved',
  usage: 'INTO TIP… --reason TEXT [--bureau CODE]',
  options: { reason: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    `INTO            the report that stands for the others: ${TIP}`,
    'TIP…            those that are finished with it; each must share something with it',
    '--reason TEXT   why; it is on the record',
    BUREAU,
  ],
  async run(input) {
    const [into, ...tips] = input.positionals;
    const reason = text(input, 'reason')?.trim();
    if (into === undefined || tips.length === 0 || !reason)
      throw new UsageError('expected: tips merge INTO TIP… --reason TEXT');
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const { merged } = await node.tips.related.merge({ into, tips, reason });
      await node.audit.sealNow();
      input.say(`${node.code}: ${merged} merged into ${into}`);
      return { ok: true, json: { bureau: node.code, merged } };
    });
  },
};

/** A merge is taken back. */
export const tipsUnmerge: Command = {
  name: 'tips unmerge',
  summary: 'take a merge back: the report is owed again, as it was',
  usage: 'TIP --reason TEXT [--bureau CODE]',
  options: { reason: { type: 'string' }, bureau: { type: 'string' } },
  help: [`TIP             the report that was merged: ${TIP}`, '--reason TEXT   why; it is on the record', BUREAU],
  async run(input) {
    const [tip, more] = input.positionals;
    const reason = text(input, 'reason')?.trim();
    if (tip === undefined || more !== undefined || !reason)
      throw new UsageError('expected: tips unmerge TIP --reason TEXT');
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      await node.tips.related.unmerge({ tip, reason });
      await node.audit.sealNow();
      input.say(`${node.code}: ${tip} is owed again`);
      return { ok: true, json: { bureau: node.code, tip } };
    });
  },
};

function say(kind: Joint['kind']): string {
  return phrases[`tip.joint.kind.${kind}`]?.en ?? kind;
}
