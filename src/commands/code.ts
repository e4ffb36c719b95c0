import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { totpCode } from '../access/index.ts';
import type { Login } from '../launch/people.ts';
import { type Command, UsageError } from './command.ts';

/** For trying Homeward out without an authenticator: only the invented people of this installation have secrets on file. */
export const code: Command = {
  name: 'code',
  summary: 'the one-time code of an invented person of this installation, now',
  usage: 'BUREAU USERNAME',
  options: {},
  help: ['BUREAU USERNAME   as `npm start` printed them'],
  async run(input) {
    const [bureau = '', username = ''] = input.positionals;
    if (!bureau || !username) throw new UsageError('expected: code BUREAU USERNAME');
    const path = join(input.config.dataDir, 'demo-logins.json');
    const logins = await readFile(path, 'utf8').then(
      (t) => JSON.parse(t) as Login[],
      () => {
        throw new UsageError('no invented people here yet: `npm start` makes them');
      },
    );
    const login = logins.find((l) => l.bureau === bureau.toUpperCase() && l.username === username.toLowerCase());
    if (!login) throw new UsageError(`${bureau} has no invented person ${username}`);
    const now = Date.now();
    const totp = totpCode(login.totpSecret, now);
    const secondsLeft = 30 - Math.floor((now / 1000) % 30);
    input.say(`${totp}   (${secondsLeft} s left; password ${login.password})`);
    return { ok: true, json: { ok: true, bureau: login.bureau, username: login.username, totp, secondsLeft } };
  },
};
