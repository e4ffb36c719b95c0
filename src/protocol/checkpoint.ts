import { equalBytes, fromBase64, toBase64 } from './canonical.ts';
import { ProtocolError } from './errors.ts';
import { HASH_BYTES } from './merkle.ts';
import { addSignatures, type NoteSigner, type NoteVerifier, openNote, signNote } from './note.ts';
import { isUtcMillis, type UtcMillis } from './time.ts';

/** The state of a log. `time` is when the log last said that this is its newest state. */
export interface Checkpoint {
  /** The log's name, such as `homeward.example.org/US/ledger`; also the name of its key. */
  origin: string;
  size: number;
  root: Uint8Array;
  time?: UtcMillis;
}

export interface OpenedCheckpoint extends Checkpoint {
  /** Names of the trusted keys that signed, the log's own among them. */
  signedBy: string[];
}

function bad(detail: string): never {
  throw new ProtocolError('malformed', detail);
}

/** C2SP tlog-checkpoint text: origin, size, root, and the extension line `time <ms>`. Throws `malformed`. */
export function formatCheckpoint({ origin, size, root, time }: Checkpoint): string {
  if (origin === '' || /[\s+]/u.test(origin)) bad('not an origin');
  if (!Number.isSafeInteger(size) || size < 0) bad('not a tree size');
  if (root.length !== HASH_BYTES) bad('not a root');
  if (time !== undefined && !isUtcMillis(time)) bad('not UTC milliseconds');
  return `${origin}\n${size}\n${toBase64(root)}\n${time === undefined ? '' : `time ${time}\n`}`;
}

/** Reads the text back; unknown extension lines are passed over. Throws `malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n');
  if (origin === undefined || size === undefined || root === undefined || rest.pop() !== '') bad('not a checkpoint');
  if (!/^(?:0|[1-9]\d{0,15})$/.test(size) || rest.includes('')) bad('not a checkpoint');
  const times = rest.filter((line) => line.startsWith('time '));
  if (times.length > 1) bad('two times');
  const checkpoint: Checkpoint = { origin, size: Number(size), root: fromBase64(root) };
  if (times[0] !== undefined) {
    if (!/^time (?:0|[1-9]\d{0,15})$/.test(times[0])) bad('not a time');
    checkpoint.time = Number(times[0].slice(5));
  }
  formatCheckpoint(checkpoint);
  return checkpoint;
}

/** Signs a checkpoint with the log's own key (its name is the origin) and any others. Throws `malformed`, `wrong-origin`. */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (signer.name !== checkpoint.origin) throw new ProtocolError('wrong-origin', 'signed by the key of another log');
  return signNote(formatCheckpoint(checkpoint), [signer]);
}

/** Adds a witness's cosignature, with its own time. Throws `malformed`. */
export function cosignCheckpoint(note: string, witness: NoteSigner, now: UtcMillis): string {
  return addSignatures(note, [witness], Math.floor(now / 1000));
}

/**
 * Checks a signed checkpoint. One of the verifiers must be the log's own key: one whose name is the origin.
 * @param expected the origin the reader asked for, if it asked for one
 * Throws `malformed`, `bad-signature`, `wrong-origin`.
 */
export function openCheckpoint(
  note: string,
  verifiers: readonly NoteVerifier[],
  expected?: { origin: string },
): OpenedCheckpoint {
  const { text, signatures } = openNote(note, verifiers);
  const checkpoint = parseCheckpoint(text);
  if (expected && checkpoint.origin !== expected.origin) {
    throw new ProtocolError('wrong-origin', 'checkpoint of another log');
  }
  const own = signatures.some(({ verifier }) => verifier.type === 'signature' && verifier.name === checkpoint.origin);
  if (!own) throw new ProtocolError('wrong-origin', 'not signed by the key of its own log');
  return { ...checkpoint, signedBy: signatures.map(({ verifier }) => verifier.name) };
}

/**
 * Checks that a newer checkpoint may follow one already held; growth still needs a consistency proof.
 * Throws `wrong-origin`, `rolled-back` (smaller, or older by its own time), `split-view` (same size, other root).
 */
export function checkSuccession(held: Checkpoint, next: Checkpoint): void {
  if (held.origin !== next.origin) throw new ProtocolError('wrong-origin', 'checkpoint of another log');
  if (next.size < held.size) throw new ProtocolError('rolled-back', 'smaller than the checkpoint held');
  if (held.time !== undefined && (next.time === undefined || next.time < held.time)) {
    throw new ProtocolError('rolled-back', 'older than the checkpoint held');
  }
  if (next.size === held.size && !equalBytes(next.root, held.root)) {
    throw new ProtocolError('split-view', 'another root for the same size');
  }
}
