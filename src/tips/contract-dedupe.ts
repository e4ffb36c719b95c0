import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { page, tipState } from './contract-tips.ts';

/**
 * By what reports are related. `same-report`: the same to the byte under two numbers. `named-report`: one names the other as an
 * earlier one. `account`: an account at one service. `file`: a file's hash. `ip`: an address on the net within a day.
 */
export const JOINT_KINDS = [
  'same-report',
  'named-report',
  'account',
  'email',
  'phone',
  'screen-name',
  'person',
  'file',
  'ip',
] as const;
export const jointKind = z.enum(JOINT_KINDS);
/** `certain` and `accepted` make groups; `common`: so many share it that it says nothing of who they are. */
export const STANDINGS = ['certain', 'proposed', 'accepted', 'rejected', 'common'] as const;
export const standing = z.enum(STANDINGS);

/** A report as it stands in a group or beside another. */
export const relatedTip = z.strictObject({
  id: uuid,
  reportNumber: z.int(),
  provider: z.string(),
  state: tipState,
  incidentType: z.string(),
  escalated: z.boolean(),
  receivedAt: utcMillis,
  score: z.int().nullable(),
  version: z.int(),
});

export const joint = z.strictObject({
  id: uuid,
  kind: jointKind,
  /** The detail that they share, as it was given. */
  shown: z.string(),
  standing,
  /** Reports that share it; of a common one more than are listed anywhere. */
  count: z.int(),
  /** Shared by more than so many, it is common. */
  most: z.int(),
  updatedAt: utcMillis,
  decidedBy: z.string().nullable(),
  decidedAt: utcMillis.nullable(),
  reason: z.string().nullable(),
  version: z.int(),
});
/** `tips`: ids of the reports listed beside it. */
export const jointAmong = joint.extend({ tips: z.array(uuid) });

export const merge = z.strictObject({
  tip: uuid,
  into: uuid,
  by: z.string(),
  at: utcMillis,
  reason: z.string(),
});

/** GET /api/tips/:id/related. */
export const relatedView = z.strictObject({
  /** False: it came a moment ago and is not compared yet. */
  compared: z.boolean(),
  group: z.strictObject({ id: uuid, tips: z.int() }).nullable(),
  joints: z.array(jointAmong),
  tips: z.array(relatedTip),
  /** More are related than are listed. */
  more: z.boolean(),
  /** Where this one was merged to, and what was merged into it. */
  merges: z.array(merge),
});

export const tipGroup = z.strictObject({
  id: uuid,
  tips: z.int(),
  open: z.int(),
  merged: z.int(),
  kinds: z.array(jointKind),
  /** A few of the details that they share. */
  shown: z.array(z.string()),
  numbers: z.array(z.int()),
  updatedAt: utcMillis,
});
export const tipGroupsQuery = z.strictObject({ open: z.enum(['true', 'false']).optional(), ...page });
export const tipGroups = z.strictObject({ items: z.array(tipGroup), next: z.string().nullable() });
export const tipGroupView = z.strictObject({
  id: uuid,
  updatedAt: utcMillis,
  tips: z.array(relatedTip),
  joints: z.array(jointAmong),
  merges: z.array(merge),
});

export const jointsQuery = z.strictObject({ standing: standing.default('proposed'), ...page });
export const jointRow = joint.extend({ tips: z.array(relatedTip) });
export const joints = z.strictObject({ items: z.array(jointRow), next: z.string().nullable() });

const reason = z.string().trim().min(3).max(1_000);
/** POST /api/tip-joints/:id/decide: it joins, or it does not; either can be taken back by the other. */
export const decideJoint = z.strictObject({ version: z.int().min(1), joins: z.boolean(), reason });
/** POST /api/tips/:id/merge: these reports are finished with this one, which stands for them. */
export const mergeTips = z.strictObject({
  tips: z
    .array(z.strictObject({ id: uuid, version: z.int().min(1) }))
    .min(1)
    .max(300),
  reason,
});
export const mergedTips = z.strictObject({ merged: z.int() });
export const dedupeRules = z.strictObject({
  spanHours: z.int(),
  groupMost: z.int(),
  kinds: z.array(z.strictObject({ kind: jointKind, standing: z.enum(['certain', 'proposed']), most: z.int() })),
});

export type JointKind = z.output<typeof jointKind>;
export type Standing = z.output<typeof standing>;
export type RelatedTip = z.output<typeof relatedTip>;
export type RelatedView = z.output<typeof relatedView>;
export type Joint = z.output<typeof joint>;
export type JointAmong = z.output<typeof jointAmong>;
export type JointRow = z.output<typeof jointRow>;
export type Merge = z.output<typeof merge>;
export type TipGroup = z.output<typeof tipGroup>;
export type TipGroupView = z.output<typeof tipGroupView>;
export type DecideJoint = z.output<typeof decideJoint>;
export type MergeTips = z.output<typeof mergeTips>;
export type DedupeRules = z.output<typeof dedupeRules>;
