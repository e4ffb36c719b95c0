import { readFile } from 'node:fs/promises';
import {
  createLooker,
  defang,
  type Evidence,
  eachAtOnce,
  lookAtUrl,
  readLines,
  readSettings,
} from '../hosting/index.ts';
import { phrases } from '../hosting/phrases.ts';
import { type OfflineCommand, text, texts, UsageError } from './command.ts';

/** Where addresses are hosted, without a bureau: nothing is kept, nothing is fetched. */
export const hosting: OfflineCommand = {
  isOffline: true,
  name: 'hosting',
  summary: 'says where the web addresses in a file are hosted; their content is never fetched',
  usage: 'FILE [--resolver HOST[:PORT]]… [--settings FILE] [--csv]',
  options: {
    resolver: { type: 'string', multiple: true },
    settings: { type: 'string' },
    csv: { type: 'boolean' },
  },
  help: [
    'FILE             one address a line, or a CSV with a column url; - reads standard input. hxxp and [.] are understood',
    '--resolver H:P   ask this resolver instead of the machine’s; may be given several times',
    '--settings FILE  as HOMEWARD_HOSTING_SETTINGS: resolvers, own data on where addresses are, content networks',
    '--csv            a line an address: url,verdict,country,confidence,addresses,networks,reasons,checked',
    'Nothing is sent to an address found. A bureau keeps lists, signs evidence and refers them: see the console.',
    'Progress is on standard error. Exit code: 0 every line was an address, 1 some were not, 2 wrong use.',
  ],
  async run(input) {
    const [path, more] = input.positionals;
    if (path === undefined || more !== undefined) throw new UsageError('expected: hosting FILE');
    const given = await read(path);
    const own = readSettings(text(input, 'settings'));
    const servers = texts(input, 'resolver');
    const settings = servers.length > 0 ? { ...own, dns: { ...own.dns, servers } } : own;
    const lines = readLines(given);
    const looker = createLooker(settings, Date.now);
    const { dns, places } = looker.open();
    const progress = progressLine(lines.urls.length);
    const found = await eachAtOnce(lines.urls, settings.dns.concurrency, new AbortController().signal, async (one) => {
      const evidence = await lookAtUrl({ settings, dns, places, now: Date.now }, one);
      progress.step();
      return evidence;
    });
    progress.end();
    looker.close();
    if (input.values.csv === true) {
      input.say('url,verdict,country,confidence,addresses,networks,reasons,checked');
      for (const evidence of found) input.say(csvLine(evidence));
    } else {
      for (const evidence of found) input.say(sayLine(evidence));
    }
    for (const { line, given: bad, code } of lines.refused) {
      process.stderr.write(`line ${line}: ${phrases[code]?.en ?? code}: ${bad}\n`);
    }
    return {
      ok: lines.refused.length === 0,
      json: {
        ok: lines.refused.length === 0,
        urls: found,
        refused: lines.refused,
        repeated: lines.repeated,
        sources: places.sources,
      },
    };
  },
};

async function read(path: string): Promise<string> {
  if (path === '-') {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  }
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${path}: expected a file`);
  });
}

function sayLine({ url, verdict, addresses }: Evidence): string {
  const name = phrases[`hosting.verdict.${verdict.kind}`]?.en ?? verdict.kind;
  const where = verdict.country === null ? name : `${name} ${verdict.country} (${verdict.confidence} confidence)`;
  const networks = [...new Set(addresses.flatMap((one) => (one.asn === null ? [] : [`AS${one.asn} ${one.asName}`])))];
  return [defang(url), where, reasonsOf(verdict), networks.join(', ')].filter((part) => part !== '').join('  ');
}

function reasonsOf(verdict: Evidence['verdict']): string {
  return verdict.reasons
    .map(({ code, params }) =>
      Object.entries(params).reduce(
        (words, [name, value]) => words.replaceAll(`{${name}}`, String(value)),
        phrases[code]?.en ?? code,
      ),
    )
    .join('; ');
}

function csvLine({ url, at, verdict, addresses }: Evidence): string {
  const cells = [
    defang(url),
    verdict.kind,
    verdict.country ?? '',
    verdict.confidence,
    addresses.map((one) => one.given).join(' '),
    addresses.map((one) => (one.asn === null ? '' : `AS${one.asn} ${one.asName}`)).join('; '),
    reasonsOf(verdict),
    new Date(at).toISOString(),
  ];
  // A cell that a spreadsheet would take as a formula is made text.
  return cells.map((cell) => `"${cell.replace(/^[=+@\t\r-]/, "'$&").replaceAll('"', '""')}"`).join(',');
}

function progressLine(total: number): { step(): void; end(): void } {
  const begun = Date.now();
  let done = 0;
  let shown = 0;
  return {
    step() {
      done++;
      const now = Date.now();
      if (!process.stderr.isTTY || (now - shown < 200 && done < total)) return;
      shown = now;
      const left = Math.round((((now - begun) / done) * (total - done)) / 1_000);
      const bar = '#'.repeat(Math.round((30 * done) / total)).padEnd(30, '.');
      process.stderr.write(`\r[${bar}] ${done} of ${total}, ${left} s left `);
    },
    end() {
      if (process.stderr.isTTY && total > 0) process.stderr.write('\n');
    },
  };
}
