import { type OpenOptions, openBureaus } from '../launch/open-bureaus.ts';
import type { Node } from '../node.ts';
import { type CommandInput, text } from './command.ts';

/** Runs on the bureaus of this installation (or the one named with --bureau), beside a running Homeward or without one. */
export async function withBureaus<T>(
  input: CommandInput,
  fn: (nodes: readonly Node[]) => Promise<T>,
  prepare?: OpenOptions['prepare'],
): Promise<T> {
  const only = text(input, 'bureau')?.toUpperCase();
  await using opened = await openBureaus({
    ...input.config,
    bureaus: only ? [only] : input.config.bureaus,
    log: input.log,
    prepare,
  });
  return await fn(opened.nodes);
}
