import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyStatement } from '../directory/index.ts';
import { createRuntime, loadOrCreateKeys } from '../platform/index.ts';
import { publicPart, thumbprint } from '../protocol/index.ts';
import { bureauCode } from '../protocol/schema/index.ts';
import { type Command, text, UsageError } from './command.ts';

/** A bureau that runs elsewhere gives this to the Secretariat by hand: nothing else vouches for a first key. */
export const keysStatement: Command = {
  name: 'keys statement',
  summary: 'a bureau’s signed statement of its keys and address, for the Secretariat to enrol',
  usage: '--bureau CODE --endpoint URL [--out FILE]',
  options: { bureau: { type: 'string' }, endpoint: { type: 'string' }, out: { type: 'string' } },
  help: [
    '--bureau CODE    whose keys; made when there are none yet',
    '--endpoint URL   where other bureaus reach it',
    '--out FILE       writes the statement there; default: prints it',
  ],
  async run(input) {
    const bureau = bureauCode.safeParse(text(input, 'bureau')?.toUpperCase()).data;
    if (!bureau) throw new UsageError('expected: keys statement --bureau CODE --endpoint URL');
    if (bureau === 'IPSG') throw new UsageError('the root key signs the Secretariat’s own statement, at its start');
    const endpoint = originOf(text(input, 'endpoint'));
    const keys = await loadOrCreateKeys(join(input.config.dataDir, bureau.toLowerCase()));
    const now = Date.now();
    const { newId } = createRuntime({ bureau, log: input.log });
    const statement = await keyStatement(keys, { bureau, endpoint, serial: now, now, newId });
    const signingKid = thumbprint(publicPart(keys.signing));
    const out = text(input, 'out');
    if (out) await writeFile(out, `${statement}\n`);
    input.say(out ? `${bureau} signs with ${signingKid}: compare it by another channel` : statement);
    return { ok: true, json: { ok: true, bureau, endpoint, serial: now, signingKid, statement } };
  },
};

function originOf(value: string | undefined): string {
  const url = URL.parse(value ?? '');
  if (url === null || !/^https?:$/.test(url.protocol)) throw new UsageError('--endpoint: expected an http(s) address');
  return url.origin;
}
