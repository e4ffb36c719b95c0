import type { ParseArgsOptionsConfig } from 'node:util';
import type { Logger } from 'pino';
import type { ProcessConfig } from '../platform/index.ts';

/** What a command is given that needs no node: no configuration, no database, no folder of ours. */
export interface OfflineInput {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  /** A line for people; silent with --json. */
  say(line: string): void;
}

export interface CommandInput extends OfflineInput {
  readonly config: ProcessConfig;
  readonly log: Logger;
}

export interface CommandResult {
  /** What --json prints, as one object on one line. */
  readonly json: object;
  /** False: the command looked and found something wrong; exit code 1. */
  readonly ok: boolean;
  /** Another exit code than `ok` gives, where the command's help says so. */
  readonly exit?: number;
}

interface CommandFacts {
  /** `audit verify` */
  readonly name: string;
  readonly summary: string;
  /** After the name: `[--bureau CODE] FOLDER`. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  /** One line an option or argument. */
  readonly help: readonly string[];
}

export interface Command extends CommandFacts {
  readonly isOffline?: false;
  run(input: CommandInput): Promise<CommandResult>;
}

/** Runs anywhere, at once: nothing of a node is loaded for it. */
export interface OfflineCommand extends CommandFacts {
  readonly isOffline: true;
  run(input: OfflineInput): Promise<CommandResult>;
}

/** Wrong use: told in one line, exit code 2. */
export class UsageError extends Error {}

export function text(input: OfflineInput, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function texts(input: OfflineInput, name: string): string[] {
  const value = input.values[name];
  return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : typeof value === 'string' ? [value] : [];
}
