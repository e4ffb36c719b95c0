import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  bureauCode,
  feedLeaf,
  ledgerLeaf,
  messageBody,
  partialDate,
  problem,
  purgeConfirmation,
  receiptBody,
  requestBody,
  responseBody,
  utcMillis,
  wireIdSchema,
} from './index.ts';

const uuid = '019e7083-3c00-7a10-8b20-c0ffee000001';
const hash = 'a'.repeat(64);
const head = { v: 1, from: 'US', to: 'NL', iat: 1_780_000_000_000 };

const good: [string, z.ZodType, Record<string, unknown>][] = [
  ['message', messageBody, { ...head, id: `US:message:${uuid}`, kind: 'alert', body: {} }],
  [
    'receipt',
    receiptBody,
    { ...head, id: `US:receipt:${uuid}`, message: `NL:message:${uuid}`, hash, outcome: 'accepted' },
  ],
  [
    'request',
    requestBody,
    { ...head, id: `US:request:${uuid}`, exp: 1, method: 'GET', path: '/a?b=1', bodyHash: hash },
  ],
  [
    'response',
    responseBody,
    {
      ...head,
      id: `US:response:${uuid}`,
      request: `NL:request:${uuid}`,
      requestHash: hash,
      status: 200,
      bodyHash: hash,
    },
  ],
  [
    'purge confirmation',
    purgeConfirmation,
    {
      ...head,
      id: `US:purge:${uuid}`,
      entity: `NL:notice:${uuid}`,
      order: hash,
      outcome: 'purged',
      copies: { photo: 2 },
      purgedAt: 1,
    },
  ],
  ['feed leaf', feedLeaf, { v: 1, time: 1, kind: 'notice.issued', bodyHash: hash }],
  [
    'ledger leaf',
    ledgerLeaf,
    { v: 1, seq: 0, time: 1, act: 'case.opened', actor: 'a', entity: { kind: 'case', id: uuid }, bodyHash: hash },
  ],
  [
    'problem',
    problem,
    {
      type: 'about:blank',
      status: 409,
      code: 'stale-version',
      errors: [{ pointer: '/title', code: 'changed', params: { yours: 'a', theirs: ['b'] } }],
    },
  ],
];

describe.each(good)('%s', (_, schema, value) => {
  test('is read', () => {
    expect(schema.parse(value)).toEqual(value);
  });

  test('is refused with a member too many, or one missing', () => {
    expect(schema.safeParse({ ...value, extra: 1 }).success).toBe(false);
    for (const key of Object.keys(value)) {
      const { [key]: _dropped, ...rest } = value;
      expect(schema.safeParse(rest).success, `without ${key}`).toBe(false);
    }
  });

  test('has a JSON Schema, for the API description', () => {
    expect(z.toJSONSchema(schema)).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('small shapes', () => {
  test.each([
    [bureauCode, ['US', 'IPSG'], ['us', 'USA', 'IPS', '']],
    [partialDate, ['2026', '2026-02', '2024-02-29'], ['2026-02-29', '2026-13', '26', '2026-1-1']],
    [utcMillis, [0, 1_780_000_000_000], [-1, 1.5, '1', 253_402_300_800_000]],
    [wireIdSchema('case'), [`US:case:${uuid}`], [`US:notice:${uuid}`, `us:case:${uuid}`, uuid, `US:case:${uuid}\n`]],
  ])('%#', (schema: z.ZodType, yes: unknown[], no: unknown[]) => {
    for (const value of yes) expect(schema.safeParse(value).success, String(value)).toBe(true);
    for (const value of no) expect(schema.safeParse(value).success, String(value)).toBe(false);
  });
});

test('a browser can load it: it imports zod and itself, nothing else', () => {
  const here = new URL('.', import.meta.url);
  const files = readdirSync(here).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const imports = files.flatMap((name) =>
    [...readFileSync(new URL(name, here), 'utf8').matchAll(/from '([^']+)'/g)].map((found) => found[1] ?? ''),
  );
  expect(imports.filter((from) => from !== 'zod' && !/^\.\/[a-z-]+\.ts$/.test(from))).toEqual([]);
  expect(imports).toContain('zod');
});
