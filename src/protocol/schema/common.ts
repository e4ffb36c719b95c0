import * as z from 'zod';
import { readPartialDate } from './partial-date.ts';
import {
  bureauPattern,
  codePattern,
  hexHashPattern,
  kindPattern,
  UUID,
  uuidPattern,
  wireIdPattern,
} from './patterns.ts';

/** ISO 3166-1 alpha-2 of the country, or `IPSG`. */
export const bureauCode = z.string().max(4).regex(bureauPattern);

export const uuid = z.string().length(36).regex(uuidPattern);

/** Any wire id, `US:case:<uuid>`. */
export const anyWireId = z.string().max(80).regex(wireIdPattern);

/** A wire id of one kind, such as `wireIdSchema('case')`. */
export function wireIdSchema(kind: string) {
  if (!kindPattern.test(kind)) throw new Error(`not a kind: ${kind}`);
  return z
    .string()
    .max(80)
    .regex(new RegExp(`^(?:[A-Z]{2}|IPSG):${kind}:${UUID}$`));
}

/** `YYYY[-MM[-DD]]`, a real date as far as known. */
export const partialDate = z
  .string()
  .max(10)
  .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)
  .refine((text) => readPartialDate(text) !== null, { error: 'not-a-date' });

/** UTC milliseconds, 1970 to 9999. */
export const utcMillis = z.int().min(0).max(253_402_300_799_999);

/** Lower-case hex of SHA-256. */
export const hexHash = z.string().length(64).regex(hexHashPattern);

/** Dotted code in lower case: a message kind, an act, a problem. */
export const code = z.string().min(1).max(96).regex(codePattern);

/** What a room refers to without knowing the room above it. */
export const entityRef = z.strictObject({
  kind: z.string().min(1).max(32).regex(kindPattern),
  id: z.string().min(1).max(128),
});

/** JSON object within a body; what is inside is parsed by the handler of that kind, strictly, before use. */
export const jsonObject = z.record(z.string().min(1).max(128), z.json());

/** How soon an answer is owed. */
export const urgency = z.enum(['routine', 'urgent', 'life-at-risk']);

/** One recipient, or several of the same signed bytes (each gets its own encryption). */
export const recipients = z.union([
  bureauCode,
  z
    .array(bureauCode)
    .min(1)
    .max(256)
    .refine((list) => new Set(list).size === list.length, { error: 'repeated-recipient' }),
]);

export type Urgency = z.infer<typeof urgency>;
export type EntityRef = z.infer<typeof entityRef>;
