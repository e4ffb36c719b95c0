import { COLOURS, type Colour } from '../notices/contract.ts';
import { systemScope } from '../platform/index.ts';
import { type Command, type CommandInput, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** National systems and what each holds, or one more of them. */
export const partnersSystems: Command = {
  name: 'partners systems',
  summary: 'national systems to which incoming notices are offered, and what each holds',
  usage: '--bureau CODE [--add CODE --name TEXT --kind KIND --colours LIST [--partner ID] [--validate-days N]]',
  options: {
    bureau: { type: 'string' },
    add: { type: 'string' },
    name: { type: 'string' },
    kind: { type: 'string' },
    colours: { type: 'string' },
    partner: { type: 'string' },
    'validate-days': { type: 'string' },
  },
  help: [
    '--add CODE          set up one more, by this code',
    '--kind KIND         fugitive-file (as NCIC’s) or border-lookout (as TECS)',
    '--colours LIST      red,yellow,…: what it is offered',
    '--partner ID        the access key under which its software calls (see `people` in the console)',
    '--validate-days N   days from an entry until it must be validated',
  ],
  run: (input) =>
    withBureaus(input, async ([node]) => {
      if (!node || text(input, 'bureau') === undefined) throw new UsageError('name the bureau: --bureau CODE');
      const items = await node.db.tx(systemScope(node.code), async (tx) => {
        const added = text(input, 'add');
        if (added !== undefined) await node.notices.partners.setUp(tx, { code: added, ...setUpInput(input) });
        return (await node.notices.partners.list(tx)).items;
      });
      await node.audit.sealNow();
      for (const system of items) {
        const counts = Object.entries(system.counts).map(([state, n]) => `${state} ${n}`);
        input.say(
          `${system.code.padEnd(16)} ${system.kind.padEnd(14)} ${system.name}: ${counts.join(', ') || 'nothing'}`,
        );
      }
      if (items.length === 0) input.say('no national system is set up');
      return { ok: true, json: { bureau: node.code, systems: items } };
    }),
};

function setUpInput(input: CommandInput) {
  const kind = text(input, 'kind');
  if (kind !== 'fugitive-file' && kind !== 'border-lookout')
    throw new UsageError('--kind fugitive-file or border-lookout');
  const colours = (text(input, 'colours') ?? '').split(',').filter(Boolean);
  const known = colours.filter((c): c is Colour => (COLOURS as readonly string[]).includes(c));
  if (known.length === 0 || known.length !== colours.length) throw new UsageError('--colours red,yellow,…');
  const days = text(input, 'validate-days');
  return {
    kind,
    colours: known,
    name: text(input, 'name') ?? text(input, 'add') ?? '',
    partner: text(input, 'partner') ?? null,
    ...(days === undefined ? {} : { validateDays: Number(days) }),
  } as const;
}
