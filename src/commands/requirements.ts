import { ASSISTANCE, type Assistance } from '../directory/contract.ts';
import { phrases } from '../directory/phrases.ts';
import { systemScope } from '../platform/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** What an investigator needs before asking a country for something, on one page. */
export const requirements: Command = {
  name: 'requirements',
  summary: 'what a country requires of a request',
  usage: 'COUNTRY [--for ASSISTANCE] [--bureau CODE]',
  options: { bureau: { type: 'string' }, for: { type: 'string' } },
  help: [
    'COUNTRY            two letters, as in ES',
    `--for ASSISTANCE   ${ASSISTANCE.join(', ')} (default: all)`,
    '--bureau CODE      as this bureau knows it (default: the first of HOMEWARD_BUREAUS)',
  ],
  run(input) {
    const country = input.positionals[0]?.toUpperCase() ?? '';
    if (!/^[A-Z]{2}$/.test(country)) throw new UsageError('name a country, as in: requirements ES --for interview');
    const wanted = text(input, 'for');
    if (wanted !== undefined && !ASSISTANCE.includes(wanted as Assistance)) {
      throw new UsageError(`--for is one of ${ASSISTANCE.join(', ')}`);
    }
    return withBureaus(input, async ([node]) => {
      if (!node) throw new UsageError('no bureau is configured here');
      const sheet = await node.db.tx(systemScope(node.code), (tx) => node.directory.requirements.sheet(tx, country));
      const items = sheet.items.filter((item) => wanted === undefined || item.assistance === wanted);
      const words = (code: string, fallback: string): string => phrases[code]?.en ?? fallback;
      const { profile, treaty } = sheet;
      input.say(`${country}: ${words(`sheet.${sheet.origin}`, sheet.origin)}`);
      input.say(`  official languages: ${profile.languages.join(', ') || 'not known'}`);
      input.say(
        `  extradition treaty: ${treaty ? `in force ${treaty.inForce ?? 'date not known'} (${treaty.basis})` : 'none known'}`,
      );
      input.say(`  Red Notice: ${words(`red-notice.${profile.redNotice}`, profile.redNotice)}`);
      input.say(
        `  extradition papers due after arrest: ${profile.papersDays === null ? 'not known' : `${profile.papersDays} days`}`,
      );
      for (const assistance of ASSISTANCE) {
        const here = items.filter((item) => item.assistance === assistance);
        if (here.length > 0) input.say(`${words(`assistance.${assistance}`, assistance)}:`);
        for (const item of here) {
          const what = `${words(`requirement.kind.${item.kind}`, item.kind)}: ${words(`requirement.value.${item.value}`, item.value)}`;
          const checked = item.verifiedOn === null ? 'not verified' : `verified ${item.verifiedOn}`;
          input.say(`  ${item.blocking ? 'required' : 'advised '}  ${what} (${checked}; ${item.source})`);
        }
      }
      return { ok: true, json: { ok: true, ...sheet, items } };
    });
  },
};
