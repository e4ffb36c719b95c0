import { describe, expect, test } from 'vitest';
import {
  addSignatures,
  cosignCheckpoint,
  noteSigner,
  openCheckpoint,
  openNote,
  parseNoteSigner,
  parseNoteVerifier,
  signCheckpoint,
  signNote,
} from './index.ts';

const seed = (n: number) => new Uint8Array(32).fill(n);

describe('signed notes', () => {
  test('the example of the Go implementation', () => {
    const peter = parseNoteVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const line =
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    expect(openNote(`${text}\n${line}`, [peter]).text).toBe(text);
    expect(() => openNote(`${text.replace('think', 'knew')}\n${line}`, [peter])).toThrow(
      expect.objectContaining({ code: 'bad-signature' }),
    );
  });

  test('keys are read as written', () => {
    for (const type of ['signature', 'cosignature'] as const) {
      const signer = noteSigner('log.example.org/a', seed(1), type);
      expect(parseNoteSigner(signer.secretText).verifierText).toBe(signer.verifierText);
      const verifier = parseNoteVerifier(signer.verifierText);
      expect([verifier.name, verifier.type]).toEqual([signer.name, type]);
      expect(openNote(signNote('text\n', [signer], 5), [verifier]).signatures).toHaveLength(1);
    }
  });

  test('a key under another name, or with another id, is refused', () => {
    const { verifierText, secretText } = noteSigner('a.example.org', seed(1));
    for (const text of [verifierText.replace('a.example', 'b.example'), verifierText.slice(0, -4), 'a+b', '']) {
      expect(() => parseNoteVerifier(text)).toThrow(expect.objectContaining({ code: 'malformed' }));
    }
    expect(() => parseNoteSigner(secretText.replace('a.example', 'b.example'))).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    );
    expect(() => noteSigner('two words', seed(1))).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('keys of one name are told apart, and strangers passed over', () => {
    const [old, next] = [noteSigner('log.example.org', seed(1)), noteSigner('log.example.org', seed(2))];
    const note = signNote('text\n', [old, next]);
    const opened = openNote(note, [parseNoteVerifier(next.verifierText)]);
    expect(opened.signatures.map(({ verifier }) => verifier.text)).toEqual([next.verifierText]);
  });

  test('a text may hold blank lines; the signatures are after the last', () => {
    const signer = noteSigner('log.example.org', seed(1));
    const text = 'one\n\ntwo\n';
    expect(openNote(signNote(text, [signer]), [parseNoteVerifier(signer.verifierText)]).text).toBe(text);
  });

  test('a cosignature covers its own time', () => {
    const witness = noteSigner('witness.example.org', seed(3), 'cosignature');
    const note = signNote('text\n', [witness], 1_780_000_000);
    const verifiers = [parseNoteVerifier(witness.verifierText)];
    expect(openNote(note, verifiers).signatures).toHaveLength(1);
    const other = signNote('text\n', [witness], 1_780_000_001);
    const [, blob = ''] = /([^ ]+)\n$/.exec(note) ?? [];
    const [, otherBlob = ''] = /([^ ]+)\n$/.exec(other) ?? [];
    const mixed = Buffer.concat([
      Buffer.from(otherBlob, 'base64').subarray(0, 12),
      Buffer.from(blob, 'base64').subarray(12),
    ]).toString('base64');
    expect(() => openNote(note.replace(blob, mixed), verifiers)).toThrow(
      expect.objectContaining({ code: 'bad-signature' }),
    );
    expect(() => signNote('text\n', [witness])).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test.each(['no newline', '', 'tab\there\n', 'lone \ud800\n'])('does not sign %j', (text) => {
    expect(() => signNote(text, [noteSigner('a', seed(1))])).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});

describe('checkpoints', () => {
  const log = noteSigner('homeward.example.org/US/feed', seed(1));
  const checkpoint = { origin: log.name, size: 12, root: seed(7), time: 1_780_000_000_123 };

  test('a witness adds to the log’s signature without spoiling it', () => {
    const witness = noteSigner('witness.example.org', seed(3), 'cosignature');
    const note = cosignCheckpoint(signCheckpoint(checkpoint, log), witness, checkpoint.time);
    const trusted = [log, witness].map((signer) => parseNoteVerifier(signer.verifierText));
    expect(openCheckpoint(note, trusted)).toEqual({
      ...checkpoint,
      root: Buffer.from(checkpoint.root),
      signedBy: [log.name, witness.name],
    });
    expect(openCheckpoint(note, trusted.slice(0, 1)).signedBy).toEqual([log.name]);
  });

  test('a log signs under its own name alone', () => {
    const other = noteSigner('homeward.example.org/NL/feed', seed(2));
    expect(() => signCheckpoint(checkpoint, other)).toThrow(expect.objectContaining({ code: 'wrong-origin' }));
    const note = addSignatures(signCheckpoint(checkpoint, log), [other]);
    expect(() => openCheckpoint(note, [parseNoteVerifier(other.verifierText)])).toThrow(
      expect.objectContaining({ code: 'wrong-origin' }),
    );
  });
});
