import * as z from 'zod';
import { code, entityRef, utcMillis, uuid } from '../protocol/schema/index.ts';
import { person } from './contract-people.ts';
import { caseState, text, version } from './contract-words.ts';

/** POST /api/cases/:id/merge: this case is taken into another. */
export const mergeInto = z.strictObject({ into: uuid, reason: text(1000) });
/** POST /api/cases/:id/take-apart: the merge of this case is undone. */
export const takeApart = z.strictObject({ reason: text(1000) });
/** A case that was merged, or what was merged into one. */
export const mergedCase = z.strictObject({
  id: uuid,
  number: z.string(),
  title: z.string(),
  at: utcMillis,
  reason: z.string(),
});

/** Why two people may be one: `code` has its words as `reason.<code>`. */
export const pairReason = z.strictObject({
  code,
  score: z.number(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const pairView = z.strictObject({
  id: uuid,
  /** The subject of this case, and the other with its case. */
  here: uuid,
  there: z.strictObject({ subject: uuid, caseId: uuid, number: z.string(), title: z.string(), state: caseState }),
  score: z.number(),
  reasons: z.array(pairReason),
  state: z.enum(['open', 'linked', 'merged', 'different', 'no-longer']),
  note: z.string().nullable(),
  at: utcMillis,
});
export const pairList = z.strictObject({ items: z.array(pairView) });
/** POST /api/pairs/:id/settle. Merged: into this case, or into the one named. */
export const settlePair = z.strictObject({
  result: z.enum(['linked', 'merged', 'different']),
  note: text(1000),
  into: uuid.optional(),
});

/** POST /api/cases/:id/unlink */
export const removeLink = z.strictObject({ ref: entityRef });

/** POST /api/cases/:id/restrict, by a supervisor: who is let in beside them and the lead. */
export const restrictCase = z.strictObject({ version, people: z.array(person).max(100).default([]) });
export const versionOnly = z.strictObject({ version });
/** POST /api/cases/:id/let-in */
export const letIn = z.strictObject({ person, isIn: z.boolean() });
export const caseAccess = z.strictObject({
  restricted: z.boolean(),
  people: z.array(z.strictObject({ id: person, name: z.string(), roles: z.array(z.string()) })),
});

/** GET /api/cases/:id/graph: who and what is linked to whom and what. `label` is a code or a name; null: not for this reader. */
export const graphNode = z.strictObject({
  key: z.string(),
  ref: entityRef.nullable(),
  kind: z.string(),
  number: z.string().nullable(),
  label: z.string().nullable(),
  state: z.string().nullable(),
});
export const graphEdge = z.strictObject({ from: z.string(), to: z.string(), kind: z.string() });
export const caseGraph = z.strictObject({
  nodes: z.array(graphNode),
  edges: z.array(graphEdge),
  /** Things left out because there are too many to draw. */
  left: z.int(),
});

export type PairReason = z.infer<typeof pairReason>;
export type PairView = z.infer<typeof pairView>;
export type MergedCase = z.infer<typeof mergedCase>;
export type CaseAccess = z.infer<typeof caseAccess>;
export type CaseGraph = z.infer<typeof caseGraph>;
export type GraphNode = z.infer<typeof graphNode>;
