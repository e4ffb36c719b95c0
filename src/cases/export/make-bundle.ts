import { createHash } from 'node:crypto';
import { type EnvelopeBody, importSigningKey, signSync, wireId } from '../../protocol/index.ts';
import type { CasesDeps } from '../deps.ts';
import type { CaseRecord } from './record.ts';
import { writeZip, type ZipEntry } from './write-zip.ts';

export const MANIFEST = 'manifest.jws';

const README = `This is a copy of a case, signed by the bureau that made it.

case.pdf       to be read
case.json      the same, for machines
manifest.jws   the bureau's signature (JWS, ES256, homeward-evidence+jws) over the name, size and SHA-256 of each other file,
               what it is for, whom it is for, and what was taken out

To check it:   homeward cases verify FILE
               homeward cases verify FILE --keys STATEMENT     (without a bureau's directory, with the signer's key statement)
`;

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The files of a copy with the bureau's signature over them, as one ZIP. */
export function makeBundle(
  deps: Pick<CasesDeps, 'runtime' | 'keys'>,
  id: string,
  record: CaseRecord,
  pdf: Uint8Array,
): Buffer {
  const files: ZipEntry[] = [
    { name: 'README.txt', bytes: Buffer.from(README) },
    { name: 'case.pdf', bytes: pdf },
    { name: 'case.json', bytes: Buffer.from(`${JSON.stringify(record, null, 2)}\n`) },
  ];
  const body = {
    v: 1,
    id: wireId(deps.runtime.bureau, 'case-export', id),
    from: deps.runtime.bureau,
    // A copy is for whoever is shown it; without recipients the signer is named, as every body names one.
    to: record.to.length > 0 ? [...new Set(record.to)] : deps.runtime.bureau,
    iat: record.madeAt,
    kind: 'case-bundle',
    case: record.case,
    number: record.number,
    purpose: record.purpose,
    redacted: record.redacted,
    removed: record.removed,
    files: files.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256Of(bytes) })),
  };
  const jws = signSync('evidence', body as unknown as EnvelopeBody, importSigningKey(deps.keys.signing));
  return writeZip([...files, { name: MANIFEST, bytes: Buffer.from(jws) }], new Date(record.madeAt));
}
