import { type Entry, fromBufferPromise } from 'yauzl';
import * as z from 'zod';
import { importVerifyKey, type JwkInput, ProtocolError, verify } from '../../protocol/index.ts';
import { bureauCode, utcMillis } from '../../protocol/schema/index.ts';
import { removedKind } from '../contract-export.ts';
import { MANIFEST, sha256Of } from './make-bundle.ts';
import { type CaseRecord, caseRecord } from './record.ts';

const MOST_FILES = 20;
const MOST_BYTES = 200 * 1024 * 1024;

const manifest = z.looseObject({
  v: z.literal(1),
  kind: z.literal('case-bundle'),
  from: bureauCode,
  iat: utcMillis,
  number: z.string().max(40),
  purpose: z.string().max(20_000),
  redacted: z.boolean(),
  removed: z.array(removedKind),
  files: z.array(
    z.strictObject({ name: z.string().max(100), size: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type BundleManifest = z.infer<typeof manifest>;

/** A key as the verifier knows it, and how it stood when the copy was signed. */
export interface KnownKey {
  readonly jwk: JwkInput;
  readonly state: 'active' | 'expired' | 'revoked';
}

export interface CheckedBundle {
  /** Codes of what is wrong; empty: every file is as the bureau signed it. */
  readonly problems: readonly string[];
  readonly manifest: BundleManifest | null;
  readonly record: CaseRecord | null;
  /** The files that the signature names and that fit it. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Checks a signed copy of a case: the signature by the key that `keyOf` knows of the signer, then each file against it.
 * @param keyOf the signer's key by bureau, key id and time of signing; null when there is none
 */
export async function verifyBundle(
  bytes: Uint8Array,
  keyOf: (bureau: string, kid: string, at: number) => Promise<KnownKey | null>,
): Promise<CheckedBundle> {
  const files = await unpack(bytes);
  const none: CheckedBundle = { problems: [], manifest: null, record: null, files: new Map() };
  if (files === null) return { ...none, problems: ['bundle.not-a-bundle'] };
  const jws = files.get(MANIFEST);
  if (!jws) return { ...none, problems: ['bundle.no-signature'] };
  const text = Buffer.from(jws).toString('latin1').trim();
  let problem: string | null = null;
  let body: BundleManifest;
  try {
    const claimed = peek(text);
    const checked = await verify('evidence', text, async (kid) => {
      const key = await keyOf(claimed.from, kid, claimed.iat);
      if (key?.state === 'revoked') problem = 'bundle.key-revoked';
      return key ? importVerifyKey(key.jwk) : null;
    });
    body = manifest.parse(checked.body);
  } catch (error) {
    const isUnknown = error instanceof ProtocolError && error.code === 'unknown-key';
    return { ...none, problems: [isUnknown ? 'bundle.unknown-key' : 'bundle.bad-signature'] };
  }
  const problems: string[] = problem === null ? [] : [problem];
  const good = new Map<string, Uint8Array>();
  for (const { name, size, sha256 } of body.files) {
    const file = files.get(name);
    if (!file) problems.push('bundle.file-missing');
    else if (file.length !== size || sha256Of(file) !== sha256) problems.push('bundle.file-altered');
    else good.set(name, file);
  }
  const named = new Set([MANIFEST, ...body.files.map(({ name }) => name)]);
  if ([...files.keys()].some((name) => !named.has(name))) problems.push('bundle.file-added');
  const json = good.get('case.json');
  const record = json ? caseRecord.safeParse(parsed(json)).data : undefined;
  if (!record) problems.push('bundle.no-record');
  return { problems: [...new Set(problems)], manifest: body, record: record ?? null, files: good };
}

/** What the signature claims, before it is checked: only to find the key it is checked with. */
function peek(jws: string): { from: string; iat: number } {
  const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
  return z.looseObject({ from: bureauCode, iat: utcMillis }).parse(JSON.parse(payload));
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

/** The files of the archive by name; null when it is none, or larger than a copy may be. */
async function unpack(bytes: Uint8Array): Promise<Map<string, Uint8Array> | null> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes));
    const files = new Map<string, Uint8Array>();
    let total = 0;
    for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
      total += entry.uncompressedSize;
      if (files.size >= MOST_FILES || total > MOST_BYTES || files.has(entry.fileName)) return null;
      const stream = await zip.openReadStreamPromise(entry);
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      files.set(entry.fileName, Buffer.concat(parts));
    }
    return files;
  } catch {
    return null;
  }
}
