import { parseArgs } from 'node:util';
import { type Command, type OfflineCommand, UsageError } from './commands/command.ts';

/** Loaded when they are asked for: a command that needs no node starts without one. */
const COMMANDS: Readonly<Record<string, () => Promise<Command | OfflineCommand>>> = {
  check: async () => (await import('./commands/check.ts')).check,
  'audit verify': async () => (await import('./commands/audit-verify.ts')).auditVerify,
  'audit checkpoint': async () => (await import('./commands/audit-checkpoint.ts')).auditCheckpoint,
  scan: async () => (await import('./commands/scan.ts')).scan,
  'import media': async () => (await import('./commands/import-media.ts')).importMedia,
  'import vics': async () => (await import('./commands/import-media.ts')).importVics,
  'import icse-csv': async () => (await import('./commands/import-media.ts')).importIcseCsv,
  'import travel': async () => (await import('./commands/import-travel.ts')).importTravel,
  'import removals': async () => (await import('./commands/import-removals.ts')).importRemovals,
  'import tips': async () => (await import('./commands/import-tips.ts')).importTips,
  'tips groups': async () => (await import('./commands/tips-groups.ts')).tipsGroups,
  'tips merge': async () => (await import('./commands/tips-groups.ts')).tipsMerge,
  'tips unmerge': async () => (await import('./commands/tips-groups.ts')).tipsUnmerge,
  'tips add-provider': async () => (await import('./commands/import-tips.ts')).addTipProvider,
  'tips route': async () => (await import('./commands/tips-routing.ts')).tipsRoute,
  'tips simulate': async () => (await import('./commands/tips-routing.ts')).tipsSimulate,
  'tips rules': async () => (await import('./commands/tips-routing.ts')).tipsRules,
  requests: async () => (await import('./commands/requests.ts')).requestsList,
  'requests import': async () => (await import('./commands/requests.ts')).requestsImport,
  'requests undo': async () => (await import('./commands/requests.ts')).requestsUndo,
  'import notices': async () => (await import('./commands/import-notices.ts')).importNotices,
  'notices document': async () => (await import('./commands/notices-document.ts')).noticesDocument,
  'import undo': async () => (await import('./commands/import-undo.ts')).importUndo,
  'export media': async () => (await import('./commands/export-media.ts')).exportMedia,
  'hash-sharing status': async () => (await import('./commands/hash-sharing-status.ts')).hashSharingStatus,
  'hash-sharing pull': async () => (await import('./commands/hash-sharing-pull.ts')).hashSharingPull,
  'hash-sharing add-source': async () => (await import('./commands/hash-sharing-add-source.ts')).hashSharingAddSource,
  screen: async () => (await import('./commands/screen.ts')).screen,
  'screen documents': async () => (await import('./commands/screen-documents.ts')).screenDocuments,
  'feed resume': async () => (await import('./commands/feed-resume.ts')).feedResume,
  'partners systems': async () => (await import('./commands/partners-systems.ts')).partnersSystems,
  'partners export': async () => (await import('./commands/partners-export.ts')).partnersExport,
  'partners confirm': async () => (await import('./commands/partners-confirm.ts')).partnersConfirm,
  'cases list': async () => (await import('./commands/cases-list.ts')).casesList,
  'cases export': async () => (await import('./commands/cases-export.ts')).casesExport,
  'cases verify': async () => (await import('./commands/cases-verify.ts')).casesVerify,
  'hosting submit': async () => (await import('./commands/hosting-lists.ts')).hostingSubmit,
  'hosting lists': async () => (await import('./commands/hosting-lists.ts')).hostingLists,
  'hosting evidence': async () => (await import('./commands/hosting-lists.ts')).hostingEvidence,
  'hosting authority': async () => (await import('./commands/hosting-lists.ts')).hostingAuthority,
  hosting: async () => (await import('./commands/hosting.ts')).hosting,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  'keys root': async () => (await import('./commands/keys-root.ts')).keysRoot,
  'keys statement': async () => (await import('./commands/keys-statement.ts')).keysStatement,
  requirements: async () => (await import('./commands/requirements.ts')).requirements,
  'directory enrol': async () => (await import('./commands/directory-enrol.ts')).directoryEnrol,
  'notices retest': async () => (await import('./commands/notices-retest.ts')).noticesRetest,
  code: async () => (await import('./commands/code.ts')).code,
};

/** `npm run homeward -- COMMAND`. Exit codes: 0 well, 1 something is wrong, 2 wrong use. */
async function main(argv: readonly string[]): Promise<number> {
  const command = await find(argv);
  if (!command) {
    const known = argv.length === 0 || argv[0] === '--help' || argv[0] === 'help';
    const write = known ? process.stdout : process.stderr;
    if (!known) write.write(`homeward: no command "${argv.filter((a) => !a.startsWith('-')).join(' ')}"\n\n`);
    write.write(await overview());
    return known ? 0 : 2;
  }
  const rest = argv.slice(command.name.split(' ').length);
  if (rest.includes('--help')) {
    process.stdout.write(
      `homeward ${command.name} ${command.usage}\n${command.summary}\n\n${command.help.map((l) => `  ${l}`).join('\n')}\n  --json          one JSON object on one line instead of text\n`,
    );
    return 0;
  }
  const { values, positionals } = parse(command, rest);
  const json = values.json === true;
  const input = {
    positionals,
    values: values as never,
    say: (line: string) => {
      if (!json) process.stdout.write(`${line}\n`);
    },
  };
  const result = command.isOffline ? await command.run(input) : await command.run({ ...input, ...(await settings()) });
  if (json) process.stdout.write(`${JSON.stringify(result.json)}\n`);
  return result.exit ?? (result.ok ? 0 : 1);
}

async function settings() {
  const { createLogger, readConfig } = await import('./platform/index.ts');
  const config = readConfig();
  return { config, log: createLogger(config.logLevel) };
}

async function find(argv: readonly string[]): Promise<Command | OfflineCommand | undefined> {
  const words = argv.filter((a) => !a.startsWith('-'));
  const name = Object.keys(COMMANDS)
    .sort((a, b) => b.length - a.length)
    .find((known) => known.split(' ').every((word, i) => argv[i] === word && words[i] === word));
  return name === undefined ? undefined : COMMANDS[name]?.();
}

function parse(command: Command | OfflineCommand, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, json: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map((c) => c.name.length));
  return `homeward COMMAND [--help] [--json]\n\n${commands.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`).join('\n')}\n`;
}

/** An error of the house carries its codes beside its message. */
function describe(error: Error & { readonly errors?: unknown }): string {
  return error.name === 'AppError' ? `${error.message} ${JSON.stringify(error.errors)}` : error.message;
}

main(process.argv.slice(2)).then(
  (exit) => process.exit(exit),
  (error: unknown) => {
    const detail = error instanceof Error ? describe(error) : String(error);
    process.stderr.write(`homeward: ${detail}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
