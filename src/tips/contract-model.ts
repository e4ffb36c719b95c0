import * as z from 'zod';
import { utcMillis } from '../protocol/schema/index.ts';

/*
 * A report as this room reads it, whichever of the two shapes it came in: what triage, routing and the page go by. Bounds are
 * those of what is read; the raw report is kept beside it.
 */

const words = z.string();
/** Whether something was said, and what: providers leave out what they do not know. */
export const TRI = ['yes', 'no', 'unknown'] as const;
export const tri = z.enum(TRI);
/** Whose it is: `person:0` and `file:2` count in `people` and `files`; `incident`: the report's own. */
export const ownerKey = z.string().regex(/^(?:incident|person:\d+|file:\d+)$/);

/** A moment as it was given, and in UTC ms where it could be read. */
export const modelTime = z.strictObject({ text: words, at: utcMillis.nullable() });

export const modelIp = z.strictObject({
  address: words,
  /** False: what was given is no address. */
  isAddress: z.boolean(),
  time: modelTime.nullable(),
  event: words.nullable(),
  port: z.int().nullable(),
  /** The provider believes that it is a proxy. */
  proxy: tri,
  of: ownerKey,
});
export const modelPlace = z.strictObject({
  /** `address`: postal. `estimated`: the provider's guess. `coordinates`. `stated`: in words. */
  kind: z.enum(['address', 'estimated', 'coordinates', 'stated']),
  type: words.nullable(),
  line: words.nullable(),
  city: words.nullable(),
  region: words.nullable(),
  postalCode: words.nullable(),
  /** As given. */
  country: words.nullable(),
  /** ISO 3166-1 alpha-2; null when not given, or a code that stands for no country (anonymous proxy, satellite …). */
  countryCode: z.string().length(2).nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  verified: tri,
  time: modelTime.nullable(),
  of: ownerKey,
});
export const modelPhone = z.strictObject({
  value: words,
  type: words.nullable(),
  callingCode: words.nullable(),
  verified: tri,
  of: ownerKey,
});
export const modelEmail = z.strictObject({ value: words, type: words.nullable(), verified: tri, of: ownerKey });
export const modelUrl = z.strictObject({
  url: words,
  kind: z.enum(['web-page', 'profile', 'file', 'legal', 'capture']),
  of: ownerKey,
});
export const modelDevice = z.strictObject({
  type: words,
  value: words,
  event: words.nullable(),
  time: modelTime.nullable(),
  of: ownerKey,
});

export const PERSON_ROLES = ['reported', 'recipient', 'victim', 'associated', 'reporter', 'officer'] as const;
export const modelPerson = z.strictObject({
  role: z.enum(PERSON_ROLES),
  /** Of an associated account: how, and with whom. */
  association: words.nullable(),
  ofPerson: z.int().nullable(),
  firstName: words.nullable(),
  middleName: words.nullable(),
  lastName: words.nullable(),
  otherNames: z.array(words),
  /** YYYY[-MM[-DD]] as far as it could be read. */
  dateOfBirth: words.nullable(),
  /** In years, as stated. */
  age: z.int().nullable(),
  gender: words.nullable(),
  account: z.strictObject({
    service: words.nullable(),
    id: words.nullable(),
    screenNames: z.array(words),
    displayNames: z.array(words),
    bio: words.nullable(),
    group: words.nullable(),
    compromised: tri,
    disabled: z.enum(['no', 'temporarily', 'permanently', 'unknown']),
    disabledAt: modelTime.nullable(),
    userNotified: tri,
  }),
  priorReports: z.array(words),
  vehicle: words.nullable(),
  school: words.nullable(),
  /** Everything else that was said, `field: words`. */
  facts: z.array(z.strictObject({ name: words, value: words })),
  notes: z.array(words),
});

export const modelFile = z.strictObject({
  /** As the report names it. */
  key: words,
  name: words.nullable(),
  originalName: words.nullable(),
  viewed: tri,
  exifViewed: tri,
  publiclyAvailable: tri,
  relevance: words.nullable(),
  /** A1, A2, B1, B2 by the industry's scheme; others as given. */
  classification: words.nullable(),
  annotations: z.array(words),
  /** Kind in lower case: md5, sha1, sha256, pdq, photodna … */
  hashes: z.array(z.strictObject({ kind: words, value: words })),
  uploaded: modelTime.nullable(),
  tags: z.array(words),
  /** EXIF and other pairs as the provider read them. */
  details: z.array(z.strictObject({ name: words, value: words })),
  notes: z.array(words),
});

export const tipModel = z.strictObject({
  shape: z.enum(['ispws', 'le-json']),
  /** As its sender numbers it; null: not numbered yet. */
  reportNumber: words.nullable(),
  provider: words,
  incident: z.strictObject({
    type: words,
    time: modelTime.nullable(),
    timeNote: words.nullable(),
    platform: words.nullable(),
    /** Why the provider asks for priority; null: it does not. */
    escalated: words.nullable(),
    annotations: z.array(words),
    /** `VIRAL_POTENTIAL_MEME`: the same file from many accounts. */
    batch: words.nullable(),
    /** webPage, chat, gaming, cellPhone …: how it happened. */
    channels: z.array(words),
  }),
  people: z.array(modelPerson),
  files: z.array(modelFile),
  ips: z.array(modelIp),
  places: z.array(modelPlace),
  phones: z.array(modelPhone),
  emails: z.array(modelEmail),
  urls: z.array(modelUrl),
  devices: z.array(modelDevice),
  /** Police that the provider named, with what it said. */
  lawEnforcement: z
    .strictObject({
      agency: words.nullable(),
      caseNumber: words.nullable(),
      reported: tri,
      servedDomestic: tri,
      servedAbroad: tri,
      servedCountry: words.nullable(),
    })
    .nullable(),
  /** Free words of the report, each with where they stand. */
  texts: z.array(z.strictObject({ where: words, text: words })),
  /** What this program does not know, kept and shown as it came. */
  unknown: z.array(z.strictObject({ path: words, value: words })),
});

export type TipModel = z.output<typeof tipModel>;
export type ModelPerson = z.output<typeof modelPerson>;
export type ModelFile = z.output<typeof modelFile>;
export type ModelIp = z.output<typeof modelIp>;
export type ModelPlace = z.output<typeof modelPlace>;
export type ModelTime = z.output<typeof modelTime>;
export type Tri = (typeof TRI)[number];
