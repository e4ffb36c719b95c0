import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { ROLES } from './policy.ts';

export const role = z.enum(ROLES);

/** ORI: the nine characters by which US agencies are known. */
export const oriSchema = z.string().regex(/^[A-Z0-9]{9}$/);

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(100)
  .regex(/^[a-z0-9][a-z0-9._@-]*$/);

/** A compartment's name, `general`, `victim-identity` or a named one. */
export const compartment = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

const password = z.string().min(12).max(200);

/** POST /api/session. Whatever is wrong with it, the answer is the same. */
export const signInInput = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(200),
  totp: z.string().min(1).max(12),
});

export const unlockInput = z.strictObject({ password: z.string().min(1).max(200) });

export const sessionView = z.strictObject({
  person: z.strictObject({
    /** Plain UUID; the same person acts in the ledger as `person:<uuid>`. */
    id: uuid,
    name: z.string(),
    roles: z.array(role),
    /** ORI of an officer's agency; null for the bureau's own people. */
    agency: z.string().nullable(),
  }),
  bureau: z.string(),
  expiresAt: utcMillis,
});

export const certificateInput = z.strictObject({
  kind: z.literal('victim-identification'),
  number: z.string().min(1).max(100),
  issuedBy: z.string().min(1).max(200),
  validUntil: utcMillis,
});

export const createPersonInput = z.strictObject({
  username,
  name: z.string().trim().min(1).max(200),
  roles: z.array(role).min(1).max(ROLES.length),
  compartments: z.array(compartment).max(100),
  agency: oriSchema.nullable(),
  password,
});

export const changePersonInput = z.strictObject({
  version: z.int().min(1),
  roles: z.array(role).min(1).max(ROLES.length),
  compartments: z.array(compartment).max(100),
  disabled: z.boolean(),
});

/** The person is told it apart from the authenticator secret. */
export const resetInput = z.strictObject({ password });

export const personView = z.strictObject({
  id: uuid,
  username: z.string(),
  name: z.string(),
  roles: z.array(role),
  compartments: z.array(z.string()),
  agency: z.string().nullable(),
  disabled: z.boolean(),
  version: z.int(),
  certificates: z.array(
    z.strictObject({ kind: z.string(), number: z.string(), issuedBy: z.string(), validUntil: utcMillis }),
  ),
});

/** GET /api/people/names: `ids`, with commas, of people of this bureau, with or without `person:` before them. */
export const namesQuery = z.strictObject({ ids: z.string().min(1).max(4_500) });
export const personNames = z.strictObject({ names: z.array(z.strictObject({ id: uuid, name: z.string() })) });

export const personCreated = z.strictObject({
  id: uuid,
  /** Base32, for the authenticator; told once and never again. */
  totpSecret: z.string(),
});

export const partnerInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** The only actions the key may be used for; each must also be open to partners in the policy. */
  actions: z.array(z.string().min(1).max(96)).min(1).max(50),
  expiresAt: utcMillis,
});

export const partnerCreated = z.strictObject({
  id: uuid,
  /** The bearer key; told once and never again. */
  key: z.string(),
});

export const partnerView = z.strictObject({
  id: uuid,
  name: z.string(),
  actions: z.array(z.string()),
  expiresAt: utcMillis,
  revokedAt: utcMillis.nullable(),
});

export type SessionView = z.infer<typeof sessionView>;
export type PersonView = z.infer<typeof personView>;
export type CreatePersonInput = z.infer<typeof createPersonInput>;
export type ChangePersonInput = z.infer<typeof changePersonInput>;
export type CertificateInput = z.infer<typeof certificateInput>;
