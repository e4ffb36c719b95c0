import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type CheckedBundle, verifyBundle } from '../cases/index.ts';
import { phrases } from '../cases/phrases.ts';
import { peekStatement } from '../directory/index.ts';
import { importVerifyKey, thumbprint, verify } from '../protocol/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

type KeyOf = Parameters<typeof verifyBundle>[1];
const MOST_BYTES = 220 * 1024 * 1024;

export const casesVerify: Command = {
  name: 'cases verify',
  summary: 'check a signed copy of a case, and read what it holds',
  usage: 'FILE [--keys STATEMENT] [--extract FOLDER]',
  options: {
    keys: { type: 'string' },
    extract: { type: 'string' },
    bureau: { type: 'string' },
  },
  help: [
    'FILE                the bundle (ZIP) as it came',
    '--keys STATEMENT    the signer’s key statement (homeward keys statement --out …): checked without a bureau; compare the',
    '                    key’s fingerprint, which is said, by another channel',
    '--extract FOLDER    writes the files there, if the signature fits',
    '--bureau CODE       by this bureau’s directory (default: the first of HOMEWARD_BUREAUS)',
    'Exit code: 0 every file is as the bureau signed it, 1 something is wrong, 2 wrong use.',
  ],
  async run(input) {
    const [path, more] = input.positionals;
    if (path === undefined || more !== undefined) throw new UsageError('expected: cases verify FILE');
    const bytes = await readFile(path).catch(() => {
      throw new UsageError(`${path}: expected a file`);
    });
    if (bytes.length > MOST_BYTES) throw new UsageError(`${path}: larger than a copy of a case may be`);
    const keys = text(input, 'keys');
    const found =
      keys === undefined
        ? await withBureaus(input, async ([node]) => {
            if (!node) throw new UsageError('no bureau: --bureau CODE, or --keys STATEMENT');
            return verifyBundle(bytes, (code, kid, at) => node.directory.signingKey(code, kid, at));
          })
        : await verifyBundle(bytes, await fromStatement(keys, (line) => input.say(line)));
    const { manifest, record, problems } = found;
    if (manifest) {
      input.say(`${manifest.number}, signed by ${manifest.from} on ${new Date(manifest.iat).toISOString()}`);
      input.say(`for: ${printable(manifest.purpose)}`);
    }
    if (record && problems.length === 0) {
      input.say(`${printable(record.title)} (${record.persons.length} persons, ${record.notes?.length ?? 0} notes)`);
    }
    for (const { kind, count } of manifest?.removed ?? []) {
      input.say(`left out: ${phrases[`removed.${kind}`]?.en ?? printable(kind)} (${count})`);
    }
    for (const code of problems) input.say(`WRONG: ${phrases[code]?.en ?? code}`);
    const ok = problems.length === 0;
    if (ok) input.say('every file is as it was signed');
    const folder = text(input, 'extract');
    if (ok && folder !== undefined) await extract(found, folder, input.say);
    return {
      ok,
      json: {
        ok,
        problems,
        number: manifest?.number ?? null,
        from: manifest?.from ?? null,
        signedAt: manifest?.iat ?? null,
        redacted: manifest?.redacted ?? null,
        removed: manifest?.removed ?? [],
        files: [...found.files.keys()],
      },
    };
  },
};

const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

/** The signer's key by its own statement. */
async function fromStatement(path: string, say: (line: string) => void): Promise<KeyOf> {
  const statement = (
    await readFile(path, 'utf8').catch(() => {
      throw new UsageError(`${path}: expected a key statement`);
    })
  ).trim();
  try {
    const body = peekStatement(statement);
    const jwk = body.keys.signing;
    await verify('key', statement, () => importVerifyKey(jwk));
    const kid = thumbprint(jwk);
    say(`${body.from} signs with ${kid}: compare it by another channel`);
    return async (code, asked) => (code === body.from && asked === kid ? { jwk, state: 'active' } : null);
  } catch {
    throw new UsageError(`${path}: not a key statement that its own key signed`);
  }
}

async function extract(found: CheckedBundle, folder: string, say: (line: string) => void): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of found.files) {
    // A name of an archive is a name, never a way.
    const path = join(folder, basename(name));
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' }).catch(() => {
      throw new UsageError(`${path} is there already`);
    });
    say(`written: ${path}`);
  }
}
