import { parseArgs } from 'node:util';
import { auditCheckpoint } from './commands/audit-checkpoint.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { code } from './commands/code.ts';
import { type Command, UsageError } from './commands/command.ts';
import { directoryEnrol } from './commands/directory-enrol.ts';
import { keysRoot } from './commands/keys-root.ts';
import { keysStatement } from './commands/keys-statement.ts';
import { restore } from './commands/restore.ts';
import { scan } from './commands/scan.ts';
import { AppError, createLogger, readConfig } from './platform/index.ts';

const COMMANDS: readonly Command[] = [
  check,
  auditVerify,
  auditCheckpoint,
  scan,
  backup,
  restore,
  keysRoot,
  keysStatement,
  directoryEnrol,
  code,
];

/** `npm run homeward -- COMMAND`. Exit codes: 0 well, 1 something is wrong, 2 wrong use. */
async function main(argv: readonly string[]): Promise<number> {
  const command = find(argv);
  if (!command) {
    const known = argv.length === 0 || argv[0] === '--help' || argv[0] === 'help';
    const write = known ? process.stdout : process.stderr;
    if (!known) write.write(`homeward: no command "${argv.filter((a) => !a.startsWith('-')).join(' ')}"\n\n`);
    write.write(overview());
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
  const config = readConfig();
  const result = await command.run({
    config,
    log: createLogger(config.logLevel),
    positionals,
    values: values as never,
    say: (line) => {
      if (!json) process.stdout.write(`${line}\n`);
    },
  });
  if (json) process.stdout.write(`${JSON.stringify(result.json)}\n`);
  return result.ok ? 0 : 1;
}

function find(argv: readonly string[]): Command | undefined {
  const words = argv.filter((a) => !a.startsWith('-'));
  return [...COMMANDS]
    .sort((a, b) => b.name.length - a.name.length)
    .find((c) => c.name.split(' ').every((word, i) => argv[i] === word && words[i] === word));
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args, options: { ...command.options, json: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map((c) => c.name.length));
  return `homeward COMMAND [--help] [--json]\n\n${COMMANDS.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`).join('\n')}\n`;
}

main(process.argv.slice(2)).then(
  (exit) => process.exit(exit),
  (error: unknown) => {
    const detail =
      error instanceof AppError
        ? `${error.message} ${JSON.stringify(error.errors)}`
        : error instanceof Error
          ? error.message
          : String(error);
    process.stderr.write(`homeward: ${detail}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
