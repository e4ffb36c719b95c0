import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const version = z.int().min(1);

/* ---------- accounts of providers ---------- */

export const PROVIDER_STATES = ['active', 'suspended', 'ended'] as const;
/** POST /api/tip-providers. Its password is told in the answer, once. */
export const createProvider = z.strictObject({
  username: z
    .string()
    .trim()
    .min(3)
    .max(60)
    .regex(/^[A-Za-z0-9._@-]+$/),
  name: text(200),
});
export const providerCredentials = z.strictObject({
  id: uuid,
  username: z.string(),
  password: z.string(),
  basePath: z.string(),
});
export const providerVersion = z.strictObject({ version });
export const changeProvider = z.strictObject({ version, state: z.enum(PROVIDER_STATES) });
export const providerView = z.strictObject({
  id: uuid,
  username: z.string(),
  name: z.string(),
  state: z.enum(PROVIDER_STATES),
  createdAt: utcMillis,
  changedAt: utcMillis,
  version,
  /** Reports opened by it, whatever became of them. */
  tips: z.int(),
  lastAt: utcMillis.nullable(),
});
export const providerList = z.strictObject({ items: z.array(providerView) });

/* ---------- reports brought in from files ---------- */

/** One upload; more is brought in by `homeward import tips`. */
export const MAX_IMPORT_BYTES = 128 * 1024 * 1024;
export const importQuery = z.strictObject({ name: z.string().trim().min(1).max(300) });
export const importView = z.strictObject({
  id: uuid,
  name: z.string(),
  size: z.int(),
  state: z.enum(['running', 'done']),
  /** Reports, and files that were refused. */
  found: z.int(),
  taken: z.int(),
  versions: z.int(),
  same: z.int(),
  refused: z.int(),
  broken: z.string().nullable(),
  createdBy: z.string(),
  createdAt: utcMillis,
  finishedAt: utcMillis.nullable(),
});
export const ROW_OUTCOMES = ['new', 'version', 'same', 'refused', 'left-out'] as const;
export const importRowView = z.strictObject({
  entry: z.string(),
  outcome: z.enum(ROW_OUTCOMES),
  tipId: uuid.nullable(),
  files: z.int(),
  code: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const importPage = z.strictObject({ items: z.array(importView), next: z.string().nullable() });
export const importRowFilter = z.strictObject({
  outcome: z.enum(ROW_OUTCOMES).optional(),
  cursor: z.string().max(20).regex(/^\d+$/).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const importRowPage = z.strictObject({ items: z.array(importRowView), next: z.string().nullable() });

export type CreateProvider = z.output<typeof createProvider>;
export type ChangeProvider = z.output<typeof changeProvider>;
export type ProviderView = z.output<typeof providerView>;
export type ProviderCredentials = z.output<typeof providerCredentials>;
export type ImportView = z.output<typeof importView>;
export type ImportRowView = z.output<typeof importRowView>;
