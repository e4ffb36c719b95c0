import type { Resource, Tx } from '../platform/index.ts';
import { findCase } from './store-cases.ts';

type ById = { params: { id: string } };

/** What the policy asks about a case. */
export async function caseResource(tx: Tx, { params }: ById): Promise<Resource | null> {
  const row = await findCase(tx, params.id);
  return row && { agency: row.agency, owner: row.lead, compartment: row.compartment, state: row.state };
}

type Belonging =
  | 'case_subject'
  | 'case_ask'
  | 'case_task'
  | 'case_duty'
  | 'case_hand_over'
  | 'case_relation'
  | 'case_photo'
  | 'case_export';

/** The same for a thing that belongs to a case. */
export function within(table: Belonging) {
  return async (tx: Tx, { params }: ById): Promise<Resource | null> => {
    const [row] = await tx.query<{ case_id: string }>(`SELECT case_id FROM ${table} WHERE id = $1`, [params.id]);
    return row ? caseResource(tx, { params: { id: row.case_id } }) : null;
  };
}
