import { readFile, writeFile } from 'node:fs/promises';
import { defang } from '../hosting/index.ts';
import { phrases } from '../hosting/phrases.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

const BUREAU = '--bureau CODE   at this bureau (default: the first national one of HOMEWARD_BUREAUS)';
const LANGS = ['en', 'fr', 'es', 'ar'] as const;
/** Addresses printed of one list; all of them are in the console, and by the API. */
const PRINTED = 500;

/** A list kept by a bureau: looked up by a running Homeward, confirmed and referred at the console. */
export const hostingSubmit: Command = {
  name: 'hosting submit',
  summary: 'give a bureau a list of web addresses; it looks them up, signs the evidence and owes them a person’s word',
  usage: 'FILE --title TEXT [--bureau CODE]',
  options: { title: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    'FILE            one address a line, or a CSV with a column url; hxxp and [.] are understood',
    '--title TEXT    what the list is about',
    BUREAU,
  ],
  async run(input) {
    const [path, more] = input.positionals;
    const title = text(input, 'title')?.trim();
    if (path === undefined || more !== undefined || !title)
      throw new UsageError('expected: hosting submit FILE --title TEXT');
    const given = await readFile(path, 'utf8').catch(() => {
      throw new UsageError(`${path}: expected a file`);
    });
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const source = path.endsWith('.csv') ? ('csv' as const) : ('paste' as const);
      const list = await node.hosting.commands.submit({ title, text: given, source });
      await node.audit.sealNow();
      input.say(`${node.code}: ${list.number}: ${list.total} addresses, ${list.refused} lines that are none`);
      return { ok: true, json: { bureau: node.code, list } };
    });
  },
};

/** Lists of a bureau, or one of them with its addresses. */
export const hostingLists: Command = {
  name: 'hosting lists',
  summary: 'lists of web addresses at a bureau and how far each is; or one, address by address',
  usage: '[NUMBER] [--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: ['NUMBER          a list by its number or id', BUREAU],
  async run(input) {
    const [given, more] = input.positionals;
    if (more !== undefined) throw new UsageError('expected: hosting lists [NUMBER]');
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      if (given === undefined) {
        const lists = await node.hosting.commands.lists(50);
        await node.audit.sealNow();
        for (const list of lists)
          input.say(
            `${list.number}  ${list.state}  ${list.checked} of ${list.total} looked up, ${list.confirmed} confirmed  ${list.title}`,
          );
        if (lists.length === 0) input.say('no list');
        return { ok: true, json: { bureau: node.code, lists } };
      }
      const { list, urls } = await node.hosting.commands.list(given, PRINTED);
      await node.audit.sealNow();
      for (const { url, verdict, confirmed } of urls) {
        const found = verdict ? (phrases[`hosting.verdict.${verdict.kind}`]?.en ?? verdict.kind) : 'waiting';
        const word = confirmed ? `, confirmed: ${confirmed.country ?? 'no country'}` : '';
        input.say(`${defang(url)}  ${found} ${verdict?.country ?? ''}`.trimEnd() + word);
      }
      return { ok: true, json: { bureau: node.code, list, urls } };
    });
  },
};

/** The newest signed evidence on an address. */
export const hostingEvidence: Command = {
  name: 'hosting evidence',
  summary: 'the newest signed evidence on a web address that a bureau looked up, as a PDF with the signed bytes inside',
  usage: 'ADDRESS --out FILE.pdf [--lang en|fr|es|ar] [--bureau CODE]',
  options: { out: { type: 'string' }, lang: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    'ADDRESS         as it was given; hxxp and [.] are understood',
    '--out FILE      where the PDF goes; with --json the signed evidence is printed too',
    '--lang LANG     of the document (default en)',
    BUREAU,
  ],
  async run(input) {
    const [address, more] = input.positionals;
    const out = text(input, 'out');
    const lang = LANGS.find((one) => one === (text(input, 'lang') ?? 'en'));
    if (address === undefined || more !== undefined || out === undefined)
      throw new UsageError('expected: hosting evidence ADDRESS --out FILE.pdf');
    if (lang === undefined) throw new UsageError('--lang: expected en, fr, es or ar');
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const { check, pdf } = await node.hosting.commands.evidence(address, lang);
      await node.audit.sealNow();
      await writeFile(out, pdf);
      input.say(`${out}: evidence ${check.id} of ${new Date(check.at).toISOString()}`);
      return {
        ok: true,
        json: { bureau: node.code, file: out, check: check.id, evidence: check.evidence, jws: check.jws },
      };
    });
  },
};

/** Which access keys speak for the authority at home. */
export const hostingAuthority: Command = {
  name: 'hosting authority',
  summary: 'the authority that addresses hosted at home are referred to, and the access keys of its software',
  usage: '[--bind KEY-ID] [--bureau CODE]',
  options: { bind: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    '--bind KEY-ID   this access key speaks for it; made with the actions hosting.partner-read and hosting.partner-decide',
    BUREAU,
  ],
  async run(input) {
    const bind = text(input, 'bind');
    if (bind !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(bind))
      throw new UsageError('--bind: expected the id of an access key');
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const keys = await node.hosting.commands.authority(bind);
      await node.audit.sealNow();
      input.say(`${keys.authorityName} (${keys.authority})`);
      for (const key of keys.items) input.say(`  ${key.partnerId}  since ${new Date(key.at).toISOString()}`);
      return { ok: true, json: { bureau: node.code, ...keys } };
    });
  },
};
