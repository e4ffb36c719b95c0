import * as z from 'zod';
import {
  anyWireId,
  bureauCode,
  code,
  hexHash,
  jsonObject,
  recipients,
  urgency,
  utcMillis,
  wireIdSchema,
} from './common.ts';

/** The version of every body below. A receiver takes this and the one before, strict within each. */
export const WIRE_VERSION = 1;

const head = { v: z.literal(WIRE_VERSION), from: bureauCode, iat: utcMillis };

/** The owner's conditions, which travel with what is shared. */
export const handling = z.strictObject({
  purpose: z.string().min(1).max(500),
  /** Roles that may see it at the recipient; absent: whoever works the matter. */
  maySee: z.array(code).min(1).max(32).optional(),
  /** True: not to be passed on without the owner's yes. */
  noOnward: z.boolean(),
  expires: utcMillis.optional(),
});

/** Payload of `homeward-message+jws`. */
export const messageBody = z.strictObject({
  ...head,
  id: wireIdSchema('message'),
  to: recipients,
  kind: code,
  thread: wireIdSchema('thread').optional(),
  replyTo: wireIdSchema('message').optional(),
  urgency: urgency.optional(),
  handling: handling.optional(),
  body: jsonObject,
});

/** Payload of `homeward-receipt+jws`: what became of a message. `hash` is its message hash. */
export const receiptBody = z.strictObject({
  ...head,
  id: wireIdSchema('receipt'),
  to: bureauCode,
  message: wireIdSchema('message'),
  hash: hexHash,
  outcome: z.enum(['accepted', 'refused']),
  /** Why it was refused. */
  code: code.optional(),
  /** The newest feed checkpoint the receiver holds, a signed note. */
  checkpoint: z.string().max(8192).optional(),
});

export const httpMethod = z.enum(['GET', 'POST', 'PUT', 'DELETE']);

/** Payload of `homeward-request+jws`. The uuid in `id` is the nonce; `path` includes the query; `bodyHash` is SHA-256 of the HTTP body's bytes. */
export const requestBody = z.strictObject({
  ...head,
  id: wireIdSchema('request'),
  to: bureauCode,
  exp: utcMillis,
  method: httpMethod,
  path: z
    .string()
    .max(2048)
    .regex(/^\/[!-~]*$/),
  bodyHash: hexHash,
});

/** Payload of `homeward-response+jws`: binds a response's status and bytes to the request it answers. */
export const responseBody = z.strictObject({
  ...head,
  id: wireIdSchema('response'),
  to: bureauCode,
  request: wireIdSchema('request'),
  requestHash: hexHash,
  status: z.int().min(100).max(599),
  bodyHash: hexHash,
});

/** Where copies of a notice can lie; a confirmation counts what was destroyed in each. */
export const copyPlace = z.enum([
  'record',
  'version',
  'photo',
  'document',
  'inbox',
  'outbox',
  'index',
  'snapshot',
  'cache',
]);

/** Payload of `homeward-purge+jws`: a holder's signed word that its copies are gone. */
export const purgeConfirmation = z.strictObject({
  ...head,
  id: wireIdSchema('purge'),
  to: bureauCode,
  entity: anyWireId,
  /** Hash of the order to purge: the feed leaf's body hash, or the message hash. */
  order: hexHash,
  outcome: z.enum(['purged', 'never-held']),
  copies: z.partialRecord(copyPlace, z.int().min(1).max(1_000_000_000)),
  purgedAt: utcMillis,
});

export type Handling = z.infer<typeof handling>;
export type MessageBody = z.infer<typeof messageBody>;
export type ReceiptBody = z.infer<typeof receiptBody>;
export type RequestBody = z.infer<typeof requestBody>;
export type ResponseBody = z.infer<typeof responseBody>;
export type PurgeConfirmation = z.infer<typeof purgeConfirmation>;
