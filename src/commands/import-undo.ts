import { type Command, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

export const importUndo: Command = {
  name: 'import undo',
  summary: 'take an import back: what it added goes, what it changed is as it was',
  usage: 'ID [--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: [
    'ID              of the import, as import media printed it; the newest of a list first, for seven days',
    '--bureau CODE   of this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'one that was stopped in the middle can be taken back too.',
  ],
  async run(input) {
    const [id = '', more] = input.positionals;
    if (!/^[0-9a-f-]{36}$/.test(id) || more !== undefined) throw new UsageError('expected: import undo ID');
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const undone = await node.identification.lists.undo(id);
      await node.audit.sealNow();
      input.say(`${node.code}: import ${id} into "${undone.list?.name}" is ${undone.state}`);
      return {
        ok: undone.state === 'undone',
        json: { ok: undone.state === 'undone', bureau: node.code, import: undone },
      };
    });
  },
};
