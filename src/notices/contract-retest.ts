import * as z from 'zod';
import { bureauCode, utcMillis, uuid } from '../protocol/schema/index.ts';
import { ruleFinding } from './contract-report.ts';
import { colour, custodyOrder, HAGUE, type NoticeForm } from './form.ts';

const reason = z.string().trim().min(3).max(2000);

export const retestRun = z.strictObject({
  id: uuid,
  cause: z.enum(['rules', 'ruling']),
  /** Version of the rule set. */
  rules: z.string(),
  state: z.enum(['running', 'done']),
  total: z.int(),
  tested: z.int(),
  failing: z.int(),
  startedAt: utcMillis,
  endedAt: utcMillis.nullable(),
});
export type RetestRun = z.infer<typeof retestRun>;

export const retestStanding = z.enum(['open', 'kept', 'mended', 'ended', 'superseded']);

/** A notice in force that no longer passes. */
export const retestResult = z.strictObject({
  run: uuid,
  notice: uuid,
  number: z.string().nullable(),
  reference: z.string().nullable(),
  owner: bureauCode,
  colour,
  contentVersion: z.int(),
  failing: z.array(z.string()),
  /** Of these, what did not fail when the version was issued. */
  newly: z.array(z.string()),
  findings: z.array(ruleFinding),
  standing: retestStanding,
  reason: z.string().nullable(),
  settledAt: utcMillis.nullable(),
  at: utcMillis,
});
export type RetestResult = z.infer<typeof retestResult>;

export const retestList = z.strictObject({
  /** The rule set in use. */
  rules: z.string(),
  inForce: z.int(),
  /** In force, and last tested by an older rule set. */
  outdated: z.int(),
  runs: z.array(retestRun),
});
export type RetestList = z.infer<typeof retestList>;

export const retestDetail = retestRun.extend({ results: z.array(retestResult) });
export type RetestDetail = z.infer<typeof retestDetail>;

/** The notice stays as it is, although a rule says no: who decides that says why. */
export const keepInput = z.strictObject({ version: z.int().min(1), reason });

/** A court's order on custody, or a change in the Hague proceedings, or both. */
export const ruling = z
  .strictObject({ order: custodyOrder.optional(), hague: z.enum(HAGUE).optional() })
  .refine((r) => r.order !== undefined || r.hague !== undefined, { error: 'ruling-empty' });
export type Ruling = z.infer<typeof ruling>;
export const rulingInput = z.strictObject({ version: z.int().min(1), ruling });
export const rulingOutcome = z.strictObject({
  passes: z.boolean(),
  /** What does not pass, or is for the reviewer to judge again. */
  findings: z.array(ruleFinding),
});

/** The form as it stands once courts have ruled: what the notice is tested by, and what an amendment begins with. */
export function withRulings<F extends NoticeForm>(form: F, rulings: readonly Ruling[]): F {
  if ((form.colour !== 'red' && form.colour !== 'yellow') || rulings.length === 0) return form;
  const before = form.parental ?? { custody: 'no-order', hagueProceedings: false, centralAuthorityConsulted: false };
  const added = rulings.flatMap((r) => (r.order ? [r.order] : []));
  const hague = rulings.findLast((r) => r.hague)?.hague ?? before.hague;
  const orders = [...(before.orders ?? []), ...added].slice(-20);
  const isRunning = hague === 'applied' || hague === 'running';
  return {
    ...form,
    parental: {
      ...before,
      ...(before.custody === 'no-order' && added.length > 0 ? { custody: 'one-order' as const } : {}),
      ...(orders.length > 0 ? { orders } : {}),
      ...(hague ? { hague, hagueProceedings: isRunning } : {}),
    },
  };
}
