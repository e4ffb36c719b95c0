import { mkdir } from 'node:fs/promises';
import { loadRoot } from '../launch/root-key.ts';
import { thumbprint } from '../protocol/index.ts';
import type { Command } from './command.ts';

/** What every bureau's configuration carries as HOMEWARD_IPSG_ROOT, told to it by another channel than the network. */
export const keysRoot: Command = {
  name: 'keys root',
  summary: 'the fingerprint of the Secretariat’s root key; makes the key when there is none',
  usage: '',
  options: {},
  help: ['run it where the Secretariat runs; the others set HOMEWARD_IPSG_ROOT to what it prints'],
  async run(input) {
    await mkdir(input.config.dataDir, { recursive: true });
    const fingerprint = thumbprint(await loadRoot(input.config.dataDir));
    input.say(fingerprint);
    return { ok: true, json: { ok: true, fingerprint } };
  },
};
