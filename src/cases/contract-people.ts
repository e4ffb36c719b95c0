import * as z from 'zod';
import { partialDate, utcMillis, uuid } from '../protocol/schema/index.ts';
import { country, personName } from './contract-particulars.ts';
import { matter, text, version } from './contract-words.ts';

/** A person of this bureau, as the ledger names one. */
export const person = z
  .string()
  .length(43)
  .regex(/^person:[0-9a-f-]{36}$/);

/** PATCH /api/cases/:id: what a case says of itself. Fields left out stay. */
export const changeCase = z.strictObject({
  version,
  title: text(160).optional(),
  offence: matter.offence.optional(),
  wanted: matter.wanted.optional(),
  countries: z.array(country).max(40).optional(),
  urgency: matter.urgency.optional(),
  legalBasis: matter.legalBasis.optional(),
  purpose: matter.purpose.optional(),
  summary: matter.summary.optional(),
});

/** GET /api/cases/:id/colleagues: who may see the case, for a mention, a task or a hand-over; `bureau`: who may be let in. */
export const colleagueQuery = z.strictObject({
  q: z.string().max(80).optional(),
  of: z.enum(['case', 'bureau']).default('case'),
});
export const colleagues = z.strictObject({
  items: z.array(z.strictObject({ id: person, name: z.string(), roles: z.array(z.string()) })),
});

/** Who is to look at a note. */
export const mentionView = z.strictObject({ person, state: z.enum(['open', 'seen', 'dropped']) });

export const seenMentions = z.strictObject({ seen: z.int() });

/** POST /api/cases/:id/duties: work for a colleague. */
export const addDuty = z.strictObject({ owner: person, what: text(2000), dueAt: utcMillis });
/** POST /api/duties/:id/change: another owner or another day. */
export const changeDuty = z.strictObject({ version, owner: person, dueAt: utcMillis });
/** POST /api/duties/:id/finish */
export const finishDuty = z.strictObject({ version, result: z.enum(['done', 'dropped']), note: text(2000) });
export const dutyView = z.strictObject({
  id: uuid,
  owner: person,
  ownerName: z.string().nullable(),
  what: z.string(),
  dueAt: utcMillis,
  state: z.enum(['open', 'done', 'dropped']),
  version,
  note: z.string().nullable(),
  at: utcMillis,
});

/** POST /api/cases/:id/hand-over: to a colleague, with what they must know. */
export const offerHandOver = z.strictObject({ version, to: person, note: text(4000) });
/** POST /api/hand-overs/:id/settle: the other accepts or declines; whoever offered it withdraws. */
export const settleHandOver = z.strictObject({
  result: z.enum(['accepted', 'declined', 'withdrawn']),
  reason: text(1000).optional(),
});
export const handOverView = z.strictObject({
  id: uuid,
  from: person,
  fromName: z.string().nullable(),
  to: person,
  toName: z.string().nullable(),
  note: z.string(),
  state: z.enum(['offered', 'accepted', 'declined', 'withdrawn']),
  reason: z.string().nullable(),
  at: utcMillis,
  settledAt: utcMillis.nullable(),
});

export const RELATIONS = [
  'parent-of',
  'child-of',
  'sibling-of',
  'relative-of',
  'guardian-of',
  'partner-of',
  'associate-of',
  'employer-of',
  'teacher-of',
  'online-contact-of',
  'same-person',
  'other',
] as const;
export const relationKind = z.enum(RELATIONS);
/** Somebody the case names but is not about. */
export const outsidePerson = z.strictObject({
  name: personName,
  birth: partialDate.optional(),
  country: country.optional(),
  contact: z.string().trim().min(1).max(200).optional(),
});
/** POST /api/cases/:id/relations: `subject` is `kind` of the other subject, or of somebody outside. */
export const addRelation = z
  .strictObject({
    subject: uuid,
    kind: relationKind,
    other: uuid.optional(),
    outside: outsidePerson.optional(),
    note: text(500).optional(),
  })
  .refine((relation) => (relation.other === undefined) !== (relation.outside === undefined), {
    error: 'relation-one-other',
  });
export const relationView = z.strictObject({
  id: uuid,
  subject: uuid,
  kind: relationKind,
  other: uuid.nullable(),
  outside: outsidePerson.nullable(),
  note: z.string().nullable(),
  at: utcMillis,
});

/** POST /api/subjects/:id/photos: a JPEG, PNG or WebP in base64, 12 MiB at most. */
export const addPhoto = z.strictObject({
  data: z.base64().min(1).max(16_800_000),
  taken: partialDate.optional(),
  caption: text(200).optional(),
});
export const photoView = z.strictObject({
  id: uuid,
  subject: uuid,
  width: z.int(),
  height: z.int(),
  taken: partialDate.nullable(),
  caption: z.string().nullable(),
  at: utcMillis,
});

export type ChangeCase = z.infer<typeof changeCase>;
export type DutyView = z.infer<typeof dutyView>;
export type HandOverView = z.infer<typeof handOverView>;
export type RelationView = z.infer<typeof relationView>;
export type RelationKind = z.infer<typeof relationKind>;
export type AddRelation = z.infer<typeof addRelation>;
export type OutsidePerson = z.infer<typeof outsidePerson>;
export type PhotoView = z.infer<typeof photoView>;
export type Colleague = z.infer<typeof colleagues>['items'][number];
