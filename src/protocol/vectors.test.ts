import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  appendLeaves,
  canonicalText,
  checkRequest,
  checkSuccession,
  decrypt,
  fromHex,
  fromUtf8,
  importEncryptionKey,
  importVerifyKey,
  leafHash,
  messageBody,
  openCheckpoint,
  ProtocolError,
  parseCanonical,
  parseNoteVerifier,
  purgeConfirmation,
  receiptBody,
  responseBody,
  rootOf,
  sha256Hex,
  toHex,
  utf8,
  verify,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

const root = new URL('../../vectors/', import.meta.url);

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

const jwk = z.record(z.string(), z.string());
const testKeys = z
  .object({ p256: z.record(z.string(), z.object({ kid: z.string(), public: jwk, private: jwk })) })
  .parse(read('test-keys.json'));

function testKey(name: string) {
  const key = testKeys.p256[name];
  if (!key) throw new Error(`no test key ${name}`);
  return key;
}

const senders = new Map(['sender', 'other'].map((name) => [testKey(name).kid, importVerifyKey(testKey(name).public)]));
const recipient = importEncryptionKey(testKey('recipient').private);
const held = new Map([[recipient.kid, recipient]]);

/** `code` is there in invalid vectors alone. */
const named = { name: z.string(), code: z.string().optional() };

const canonicalFile = z.object({
  cases: z.array(
    z.object({
      ...named,
      hex: z.string().optional(),
      json: z.string().optional(),
      canonical: z.string().optional(),
      sha256: z.string().optional(),
    }),
  ),
});

const envelopeFile = z.object({
  cases: z.array(
    z.object({
      ...named,
      type: z.enum(['message', 'request', 'response', 'receipt', 'purge']),
      jws: z.string(),
      audience: z.string().optional(),
      maxBytes: z.number().optional(),
      body: z.unknown().optional(),
      hash: z.string().optional(),
      request: z.object({ method: z.string(), path: z.string(), bodyHash: z.string(), now: z.number() }).optional(),
    }),
  ),
});

const encryptionFile = z.object({
  cases: z.array(
    z.object({
      ...named,
      jwe: z.string(),
      plaintext: z.string().optional(),
      cty: z.string().optional(),
      kid: z.string().optional(),
      maxBytes: z.number().optional(),
    }),
  ),
});

const hashes = z.array(z.string());
const merkleFile = z.object({
  cases: z.array(
    z.discriminatedUnion('kind', [
      z.object({ ...named, kind: z.literal('root'), size: z.number(), root: z.string() }),
      z.object({
        ...named,
        kind: z.literal('inclusion'),
        leaf: z.string(),
        index: z.number(),
        size: z.number(),
        proof: hashes,
        root: z.string(),
      }),
      z.object({
        ...named,
        kind: z.literal('consistency'),
        oldSize: z.number(),
        oldRoot: z.string(),
        newSize: z.number(),
        newRoot: z.string(),
        proof: hashes,
      }),
    ]),
  ),
});

const checkpointFile = z.object({
  verifiers: z.array(z.string()),
  origin: z.string().optional(),
  cases: z.array(
    z.object({
      ...named,
      note: z.string(),
      held: z.string().optional(),
      checkpoint: z.unknown().optional(),
      signedBy: z.array(z.string()).optional(),
    }),
  ),
});

interface Case {
  name: string;
  code?: string;
  run: () => unknown;
}

function canonicalCases(file: unknown): Case[] {
  return canonicalFile.parse(file).cases.map((one) => ({
    ...one,
    run: () => {
      if (one.hex !== undefined) return parseCanonical(fromHex(one.hex));
      const text = canonicalText(JSON.parse(one.json ?? ''));
      expect(text).toBe(one.canonical);
      expect(sha256Hex(utf8(text))).toBe(one.sha256);
      expect(canonicalText(parseCanonical(utf8(text)))).toBe(text);
    },
  }));
}

const bodySchemas = {
  message: messageBody,
  response: responseBody,
  receipt: receiptBody,
  purge: purgeConfirmation,
} as const;

function envelopeCases(file: unknown): Case[] {
  return envelopeFile.parse(file).cases.map((one) => ({
    ...one,
    run: async () => {
      const { audience, maxBytes, type, request } = one;
      const found = await verify(type, one.jws, (kid) => senders.get(kid), {
        audience: request ? undefined : audience,
        maxBytes,
      });
      if (type === 'request') {
        if (!request) throw new Error('a request vector says what was received');
        checkRequest(found.body, { ...request, audience: audience ?? '' });
      } else {
        bodySchemas[type].parse(found.body);
      }
      expect(found).toMatchObject({ body: one.body, hash: one.hash, kid: testKey('sender').kid });
    },
  }));
}

function encryptionCases(file: unknown): Case[] {
  return encryptionFile.parse(file).cases.map((one) => ({
    ...one,
    run: async () => {
      const found = await decrypt(one.jwe, held, { maxBytes: one.maxBytes });
      expect({ ...found, plaintext: fromUtf8(found.plaintext) }).toEqual({
        plaintext: one.plaintext,
        cty: one.cty,
        kid: one.kid,
      });
    },
  }));
}

async function numberLogRoot(size: number): Promise<string> {
  const nothing = { readTile: async () => new Uint8Array(0) };
  const leaves = Array.from({ length: size }, (_, i) => leafHash(utf8(String(i))));
  const made = await appendLeaves(0, leaves, nothing);
  const tiles = new Map(made.tiles.map((tile) => [`${tile.level}/${tile.index}`, tile.bytes]));
  const readTile = async (level: number, index: number) => tiles.get(`${level}/${index}`) ?? new Uint8Array(0);
  expect(toHex(await rootOf(size, { readTile }))).toBe(toHex(made.root));
  return toHex(made.root);
}

function merkleCases(file: unknown): Case[] {
  return merkleFile.parse(file).cases.map((one) => ({
    ...one,
    run: async () => {
      if (one.kind === 'root') {
        expect(await numberLogRoot(one.size)).toBe(one.root);
      } else if (one.kind === 'inclusion') {
        verifyInclusion(fromHex(one.leaf), one.index, one.size, one.proof.map(fromHex), fromHex(one.root));
      } else {
        const proof = one.proof.map(fromHex);
        verifyConsistency(one.oldSize, fromHex(one.oldRoot), one.newSize, fromHex(one.newRoot), proof);
      }
    },
  }));
}

function checkpointCases(content: unknown): Case[] {
  const file = checkpointFile.parse(content);
  const verifiers = file.verifiers.map(parseNoteVerifier);
  const expected = file.origin === undefined ? undefined : { origin: file.origin };
  return file.cases.map((one) => ({
    ...one,
    run: () => {
      const opened = openCheckpoint(one.note, verifiers, expected);
      if (one.held !== undefined) checkSuccession(openCheckpoint(one.held, verifiers, expected), opened);
      const { signedBy, ...checkpoint } = opened;
      expect({ ...checkpoint, root: toHex(checkpoint.root) }).toEqual(one.checkpoint);
      if (one.signedBy) expect(signedBy).toEqual(one.signedBy);
    },
  }));
}

const suites: Record<string, (file: unknown) => Case[]> = {
  canonical: canonicalCases,
  envelopes: envelopeCases,
  encryption: encryptionCases,
  merkle: merkleCases,
  checkpoints: checkpointCases,
};

function load(folder: string, name: string): Case[] {
  const file = read(`${folder}/${name}`);
  const { suite } = z.object({ suite: z.string() }).parse(file);
  const cases = suites[suite];
  if (!cases) throw new Error(`no reader for the vectors in ${folder}/${name}`);
  return cases(file);
}

for (const name of readdirSync(new URL('valid', root))) {
  describe(`valid/${name}`, () => {
    test.each(load('valid', name))('$name', async ({ code, run }) => {
      expect(code).toBeUndefined();
      await run();
    });
  });
}

async function refusal(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof ProtocolError) return error.code;
    throw error;
  }
  return 'accepted';
}

/** Refused by a node for what its directory says: read by the test of the inbox. */
const nodeVectors = new Set(['inbox.json']);

for (const name of readdirSync(new URL('invalid', root)).filter((file) => !nodeVectors.has(file))) {
  describe(`invalid/${name}`, () => {
    test.each(load('invalid', name))('$name', async ({ code, run }) => {
      expect(await refusal(run)).toBe(code);
    });
  });
}
