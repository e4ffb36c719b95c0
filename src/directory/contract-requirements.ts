import * as z from 'zod';
import { bureauCode, utcMillis } from '../protocol/schema/index.ts';

export const ASSISTANCE = [
  'arrest-extradition',
  'locate',
  'interview',
  'records',
  'victim-protection',
  'traveller-notification',
] as const;
export const assistance = z.enum(ASSISTANCE);
export const REQUIREMENT_KINDS = [
  'document',
  'translation',
  'authority',
  'dual-criminality',
  'minimum-penalty',
  'channel',
  'authentication',
] as const;
export const RED_NOTICE_EFFECTS = ['arrest-request', 'locate-only', 'no-legal-effect', 'unknown'] as const;
export const KNOWN = ['yes', 'no', 'conditions', 'unknown'] as const;

const country = z
  .string()
  .length(2)
  .regex(/^[A-Z]{2}$/);
const words = (max: number) => z.string().trim().min(1).max(max);
const day = z
  .string()
  .max(10)
  .regex(/^\d{4}-\d{2}-\d{2}$/);

/** One thing a country asks for, for one kind of assistance. */
const fields = {
  id: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+$/),
  assistance,
  kind: z.enum(REQUIREMENT_KINDS),
  /** A language (kind `translation`), a standard code (`requirement.value.CODE` has words), or free text. */
  value: words(300),
  /** True: nothing is sent before it is fulfilled. */
  blocking: z.boolean(),
  source: words(500),
  verifiedOn: day.nullable(),
};
export const requirement = z.strictObject({ ...fields, verifiedBy: z.string().max(80).nullable() });

export const countryProfile = z.strictObject({
  languages: z.array(z.string().min(2).max(3)).max(12),
  /** What a Red Notice is there. */
  redNotice: z.enum(RED_NOTICE_EFFECTS),
  /** Days until extradition papers are due after a provisional arrest. */
  papersDays: z.int().min(1).max(365).nullable(),
  extraditesNationals: z.enum(KNOWN),
  /** Hague Convention on child abduction: in force with us. */
  hague: z.enum(KNOWN),
  source: words(500),
  verifiedOn: day.nullable(),
});

export const sheetBody = z.strictObject({ profile: countryProfile, items: z.array(requirement).max(200) });

/** PUT /api/requirements/:country */
export const sheetInput = z.strictObject({
  version: z.int().min(1),
  profile: countryProfile,
  items: z
    .array(z.strictObject(fields))
    .max(200)
    .refine((items) => new Set(items.map((item) => item.id)).size === items.length, { error: 'repeated-id' }),
});

export const SHEET_ORIGINS = ['shipped', 'edited', 'followed'] as const;
const origin = z.enum(SHEET_ORIGINS);
export const sheetView = z.strictObject({
  country,
  origin,
  version: z.int(),
  updatedAt: utcMillis,
  updatedBy: z.string(),
  ...sheetBody.shape,
  treaty: z
    .strictObject({
      signed: z.string().nullable(),
      inForce: z.string().nullable(),
      basis: z.string(),
      note: z.string().nullable(),
    })
    .nullable(),
  /** What the country's own bureau published, when it is not what we hold. */
  theirs: z
    .strictObject({
      edition: z.int(),
      receivedAt: utcMillis,
      state: z.enum(['adopted', 'conflict', 'kept-ours']),
      body: sheetBody,
    })
    .nullable(),
  follows: z.boolean(),
});
export const sheetHistory = z.strictObject({
  entries: z.array(z.strictObject({ version: z.int(), origin, at: utcMillis, actor: z.string(), body: sheetBody })),
});
export const compareQuery = z.strictObject({
  countries: z
    .string()
    .max(60)
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/),
});
export const comparison = z.strictObject({ sheets: z.array(sheetView) });
export const countryParams = z.strictObject({ country });
export const settleFollowed = z.strictObject({ version: z.int().min(1), use: z.enum(['theirs', 'ours']) });

/** What the sender says of the checklist: `COUNTRY/ID` of what is fulfilled, or a supervisor's reason to send without. */
export const checklistInput = z.strictObject({
  confirmed: z.array(z.string().max(64)).max(600).default([]),
  override: words(1000).optional(),
});
export const checklistQuery = z.strictObject({
  countries: compareQuery.shape.countries,
  assistance: z.string().max(120),
});
export const checklistView = z.strictObject({
  items: z.array(z.strictObject({ key: z.string(), country, ...requirement.shape })),
});
export const sheetList = z.strictObject({
  sheets: z.array(
    z.strictObject({
      country,
      origin,
      items: z.int(),
      blocking: z.int(),
      /** Oldest day on which something in it was verified; null: something never was. */
      verifiedSince: z.string().nullable(),
      conflict: z.boolean(),
      follows: z.boolean(),
    }),
  ),
});

/** Message `requirements.published`: a bureau's own sheet, to those who follow it. */
export const publishedSheet = z.strictObject({ v: z.literal(1), edition: z.int().min(1), sheet: sheetBody });
/** Message `requirements.follow` */
export const followRequest = z.strictObject({ v: z.literal(1), follow: z.boolean() });
/** PUT /api/requirements/:country/follow */
export const followInput = z.strictObject({ follow: z.boolean() });
export const followView = z.strictObject({ country: bureauCode, follows: z.boolean() });

export type Assistance = z.infer<typeof assistance>;
export type Requirement = z.infer<typeof requirement>;
export type SheetBody = z.infer<typeof sheetBody>;
export type SheetInput = z.infer<typeof sheetInput>;
export type SheetView = z.infer<typeof sheetView>;
export type SheetList = z.infer<typeof sheetList>;
export type SheetHistory = z.infer<typeof sheetHistory>;
export type ChecklistInput = z.infer<typeof checklistInput>;
export type ChecklistView = z.infer<typeof checklistView>;
