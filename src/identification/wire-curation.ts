import * as z from 'zod';
import { bureauCode, uuid } from '../protocol/schema/index.ts';
import {
  apparent,
  baselineCode,
  classification,
  curationFilter,
  curationList,
  curationView,
  distributed,
  lyonMediaView,
  OFFENDER_CHANGES,
  seriesSummary,
  VICTIM_CHANGES,
} from './contract.ts';
import { people } from './wire.ts';

/* What goes between a bureau and Lyon about classification, victims and offenders: strict, so that no name can come along. */

const words = (max: number) => z.string().min(1).max(max);
const person = z
  .string()
  .max(60)
  .regex(/^person:[0-9a-f-]{36}$/);

/** All that this bureau says of a picture it contributed; replaces what it said before, unless that was of a later `version`. */
export const description = z.strictObject({
  media: uuid,
  version: z.int().min(1),
  classifications: z.array(classification).max(20),
  distributed,
  persons: z.array(uuid).max(100),
});
export const described = z.strictObject({ curation: uuid.nullable() });

export const lyonMedia = z.strictObject({ media: uuid });
export const lyonMediaAnswer = lyonMediaView;

export const curationSearch = curationFilter.extend({ person, id: uuid.optional() });
export const curationAnswer = curationList;
export const vote = z.strictObject({
  id: uuid,
  curation: uuid,
  person,
  certified: z.literal(true),
  code: baselineCode,
  reason: words(500),
});
export const voteAnswer = z.strictObject({ curation: curationView });

/** Registers a victim or an offender of a series; its id is the bureau's. */
export const registration = z.strictObject({
  id: uuid,
  series: uuid,
  kind: z.enum(['victim', 'offender']),
  ...apparent,
});
/** `kind` says which changes there are. */
export const personChange = z.discriminatedUnion('kind', [
  z.strictObject({
    id: uuid,
    kind: z.literal('victim'),
    person: uuid,
    version: z.int().min(1),
    to: z.enum(VICTIM_CHANGES),
  }),
  z.strictObject({
    id: uuid,
    kind: z.literal('offender'),
    person: uuid,
    version: z.int().min(1),
    to: z.enum(OFFENDER_CHANGES),
  }),
]);
export const peopleAnswer = z.strictObject({
  /** Null: done. Otherwise why not. */
  code: z.string().max(96).nullable(),
  series: seriesSummary,
  people,
});

/* ---------- messages from Lyon ---------- */

/** Two bureaus want one victim; or a lead has long lain still. Opens an alert at the receiver. */
export const claimMessage = z.strictObject({
  alert: uuid,
  kind: z.enum(['claim', 'stale-lead']),
  series: seriesSummary,
  of: z.strictObject({ id: uuid, label: z.string().max(8) }).nullable(),
  bureau: bureauCode,
});
/** The bench's outcome, told to who contributed the picture. */
export const curationMessage = z.strictObject({
  alert: uuid,
  series: seriesSummary,
  /** The receiver's own picture. */
  media: uuid,
  curation: curationView.omit({ work: true, myVote: true, ownMediaId: true }),
});
/** Pictures that a curator moved to another series: the receiver's own. */
export const movedMessage = z.strictObject({
  alert: uuid,
  move: uuid,
  kind: z.enum(['merge', 'split', 'undone']),
  from: seriesSummary,
  to: seriesSummary,
  media: z.array(uuid).max(5_000),
});
/** Somebody opened this bureau's deposited file. */
export const openingMessage = z.strictObject({
  id: uuid,
  media: uuid,
  bureau: bureauCode,
  person,
  purpose: words(500),
});

export type Description = z.output<typeof description>;
export type Vote = z.output<typeof vote>;
export type CurationSearch = z.output<typeof curationSearch>;
export type Registration = z.output<typeof registration>;
export type PersonChange = z.output<typeof personChange>;
export type PeopleAnswer = z.output<typeof peopleAnswer>;
export type ClaimMessage = z.output<typeof claimMessage>;
export type CurationMessage = z.output<typeof curationMessage>;
export type MovedMessage = z.output<typeof movedMessage>;
export type OpeningMessage = z.output<typeof openingMessage>;
