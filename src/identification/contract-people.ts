import * as z from 'zod';
import { bureauCode, hexHash, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';
import { handlingTerms, page, text, version } from './contract-media.ts';

/*
 * Victims and offenders of a series, by number, never by name; who claims them; and files that one bureau asks another for.
 * What says who somebody is stays at the bureau, with the subject of its case.
 */

/* ---------- victims and offenders ---------- */

export const VICTIM_STATES = ['unidentified', 'lead', 'identified', 'protected'] as const;
export const OFFENDER_STATES = ['unidentified', 'lead', 'identified', 'arrested', 'charged', 'convicted'] as const;
export const victimState = z.enum(VICTIM_STATES);
export const offenderState = z.enum(OFFENDER_STATES);

/** What may be said of somebody nobody knows: nothing that says who. */
export const apparent = {
  sex: z.enum(['female', 'male', 'unknown']).default('unknown'),
  ageFrom: z.int().min(0).max(99).nullable().default(null),
  ageTo: z.int().min(0).max(99).nullable().default(null),
};
const person = {
  id: uuid,
  /** `V1`, `O2`: its number in the series. */
  label: z.string().max(8),
  ...apparent,
  /** The bureau that leads, or that identified. */
  by: bureauCode.nullable(),
  since: utcMillis.nullable(),
  /** The newest sign of work by the bureau that leads. */
  activeAt: utcMillis.nullable(),
  version,
};
export const victimView = z.strictObject({ ...person, state: victimState });
export const offenderView = z.strictObject({ ...person, state: offenderState });

/** Who wanted what, and why not: two bureaus with one victim see each other. */
export const claimView = z.strictObject({
  id: uuid,
  /** The victim or offender; null: the series as a whole. */
  of: uuid.nullable(),
  bureau: bureauCode,
  wanted: z.string().max(20),
  code: z.string().max(96).nullable(),
  at: utcMillis,
});

/** POST /api/series/:id/victims and /api/series/:id/offenders */
export const registerPerson = z.strictObject(apparent);
export const VICTIM_CHANGES = ['lead', 'released', 'identified', 'protected'] as const;
export const OFFENDER_CHANGES = ['lead', 'released', 'identified', 'arrested', 'charged', 'convicted'] as const;
/** POST /api/victims/:id/state. `lead` again says that work goes on. */
export const changeVictim = z.strictObject({ version, to: z.enum(VICTIM_CHANGES) });
/** POST /api/offenders/:id/state */
export const changeOffender = z.strictObject({ version, to: z.enum(OFFENDER_CHANGES) });

/** POST /api/victims/:id/identity: which subject of which case it is; in the compartment `victim-identity`, here alone. */
export const linkIdentity = z.strictObject({ caseId: uuid, subjectId: uuid });
/** GET /api/victims/:id/identity. The name itself: GET /api/subjects/:subjectId/identity. */
export const identityView = z.strictObject({ caseId: uuid, subjectId: uuid, by: z.string(), at: utcMillis });

/** GET and POST /api/icse-settings, at Lyon. */
export const icseSettings = z.strictObject({ leadStaleDays: z.int().min(1).max(3650), version: z.int() });
export const changeIcseSettings = z.strictObject({ version: z.int(), leadStaleDays: z.int().min(1).max(3650) });

/* ---------- a file asked for by message ---------- */

export const FILE_REQUEST_STATES = ['open', 'granted', 'received', 'refused', 'expired', 'lapsed'] as const;
export const fileRequestState = z.enum(FILE_REQUEST_STATES);
/** POST /api/file-requests: the owner says yes or no. */
export const askFile = z.strictObject({
  lyonMediaId: uuid,
  to: bureauCode,
  purpose: text(300),
  urgency: urgency.default('routine'),
  caseId: uuid.optional(),
});
export const fileRequestView = z.strictObject({
  id: uuid,
  /** `asked` by this bureau, or `owed` by it as the owner. */
  direction: z.enum(['asked', 'owed']),
  /** The other bureau. */
  bureau: bureauCode,
  lyonMediaId: uuid,
  /** This bureau's own row of it: the owner's, or the asker's once it came. */
  mediaId: uuid.nullable(),
  purpose: z.string(),
  urgency,
  state: fileRequestState,
  /** The owner's reason; or why it came to nothing. */
  reason: z.string().nullable(),
  code: z.string().nullable(),
  handling: z.lazy(() => fileTerms).nullable(),
  sha256: hexHash.nullable(),
  caseId: uuid.nullable(),
  askedBy: z.string(),
  at: utcMillis,
  dueAt: utcMillis,
  decidedAt: utcMillis.nullable(),
  /** At the owner: until when the asker may fetch it. */
  fetchUntil: utcMillis.nullable(),
  /** The file came, or went. */
  movedAt: utcMillis.nullable(),
  version,
});
/** Under which terms it may be kept; it is never forwarded. */
export const fileTerms = z.strictObject({ purpose: handlingTerms.shape.purpose, until: utcMillis.nullable() });
export const fileRequestFilter = z.strictObject({
  direction: z.enum(['asked', 'owed']).optional(),
  state: fileRequestState.optional(),
  ...page,
});
export const fileRequestPage = z.strictObject({ items: z.array(fileRequestView), next: z.string().nullable() });
/** POST /api/file-requests/:id/decision, by the owner. */
export const decideFile = z.strictObject({
  version,
  answer: z.enum(['yes', 'no']),
  reason: text(500),
  /** With yes: how long the asker may keep it. */
  until: utcMillis.optional(),
  /** With yes: how many days it is kept ready to be fetched; then the yes lapses. */
  fetchDays: z.int().min(1).max(90).default(14),
});

export type VictimView = z.output<typeof victimView>;
export type OffenderView = z.output<typeof offenderView>;
export type ClaimView = z.output<typeof claimView>;
export type RegisterPerson = z.output<typeof registerPerson>;
export type LinkIdentity = z.output<typeof linkIdentity>;
export type IcseSettings = z.output<typeof icseSettings>;
export type AskFile = z.output<typeof askFile>;
export type DecideFile = z.output<typeof decideFile>;
export type FileRequestView = z.output<typeof fileRequestView>;
