import { readFile } from 'node:fs/promises';
import { type Command, type CommandInput, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

const BUREAU = '--bureau CODE   at this bureau (default: the first national one of HOMEWARD_BUREAUS)';

/** Routes what waits: beside a running Homeward, and beside as many of these as there are machines. */
export const tipsRoute: Command = {
  name: 'tips route',
  summary: 'route CyberTipline reports that wait to be routed again, and say how many went',
  usage: '[--all] [--batch N] [--bureau CODE]',
  options: { all: { type: 'boolean' }, batch: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    '--all           everything that is open, not only what waits since other rules came into force',
    '--batch N       reports a transaction (default 50)',
    BUREAU,
    'Any number may run at once over one database: they share what waits, and nothing is sent twice. What goes by itself is set',
    'in the rules; what goes abroad waits for a person.',
  ],
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('expected: tips route [--all]');
    const batch = whole(input, 'batch', 50, 1_000);
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const done = await node.tips.routing.routeWaiting({ all: input.values.all === true, batch });
      await node.audit.sealNow();
      input.say(`${node.code}: ${done.routed} routed again, ${done.sent} sent`);
      return { ok: true, json: { ok: true, bureau: node.code, ...done } };
    });
  },
};

/** What rules would have made of past reports. */
export const tipsSimulate: Command = {
  name: 'tips simulate',
  summary: 'try routing rules on the CyberTipline reports of the last days; nothing is sent and nothing kept',
  usage: 'RULES [--days N] [--bureau CODE]',
  options: { days: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    'RULES           the number of a set, or a JSON file with one (--json of "tips rules" shows the form)',
    '--days N        reports completed within so many days (default 30)',
    BUREAU,
    'Every report is tried, beside the rules in force; the console tries a sample of many.',
  ],
  async run(input) {
    const [given, more] = input.positionals;
    if (given === undefined || more !== undefined) throw new UsageError('expected: tips simulate RULES');
    const days = whole(input, 'days', 30, 366);
    const rules: unknown = /^\d+$/.test(given) ? Number(given) : await readRules(given);
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const found = await node.tips.routing.simulate({ rules, days });
      input.say(
        `${node.code}: ${found.tried} reports of ${days} days, beside set ${found.against}: ${found.changed} differ; by itself went ${found.automaticBefore}, would go ${found.automaticAfter}`,
      );
      for (const { party, before, after } of found.parties) input.say(`  ${party.padEnd(14)} ${before} -> ${after}`);
      for (const one of found.moved) {
        const went = (to: readonly string[], automatic: boolean): string =>
          `${to.join('+')}${automatic ? ' (by itself)' : ''}`;
        input.say(
          `  report ${one.reportNumber}: ${went(one.before, one.automaticBefore)} -> ${went(one.after, one.automaticAfter)}`,
        );
      }
      return { ok: true, json: { ok: true, bureau: node.code, ...found } };
    });
  },
};

/** The sets of rules, as data. */
export const tipsRules: Command = {
  name: 'tips rules',
  summary: 'list the sets of routing rules for CyberTipline reports; with --json, whole',
  usage: '[--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: [BUREAU, 'Sets are drafted and switched on by people, at the console.'],
  async run(input) {
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const sets = await node.tips.routing.listRules();
      for (const { version, state, reason } of sets) input.say(`${version}  ${state.padEnd(9)} ${reason}`);
      return { ok: true, json: { ok: true, bureau: node.code, sets } };
    });
  },
};

function whole(input: CommandInput, name: string, fallback: number, most: number): number {
  const given = text(input, name);
  if (given === undefined) return fallback;
  const n = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  if (n < 1 || n > most) throw new UsageError(`--${name}: expected a whole number from 1 to ${most}`);
  return n;
}

async function readRules(path: string): Promise<unknown> {
  const file = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path}: expected the number of a set, or a JSON file`);
  });
  try {
    return JSON.parse(file) as unknown;
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message}`);
  }
}
