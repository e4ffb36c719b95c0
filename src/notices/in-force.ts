import type { Tx } from '../platform/index.ts';
import type { Colour, NoticeForm } from './contract.ts';

/** What a list of persons needs of a notice that is in force: the person, and how the notice is called. */
export interface InForce {
  readonly id: string;
  readonly owner: string;
  readonly colour: Colour;
  readonly number: string | null;
  /** The version in force. */
  readonly contentVersion: number;
  readonly caseId: string | null;
  readonly isOwn: boolean;
  readonly compartment: string;
  readonly subject: NoticeForm['subject'];
}

interface Row {
  id: string;
  owner: string;
  colour: Colour;
  number: string | null;
  reference: string | null;
  content_version: number;
  case_id: string | null;
  relation: string;
  compartment: string;
  subject: NoticeForm['subject'];
}

// A dead person and a method are not looked for at a border; nor are assets.
const SELECT = `SELECT n.id, n.owner, n.colour, n.number, n.reference, n.content_version, n.case_id, n.relation, n.compartment,
    v.form->'subject' AS subject
  FROM notice n JOIN notice_version v ON v.notice_id = n.id AND v.n = n.content_version
  WHERE n.state = 'issued' AND n.colour IN ('red', 'blue', 'green', 'yellow', 'orange', 'un')`;

/** Notices and diffusions in force about persons, by id: those after `after`. */
export async function listInForce(tx: Tx, after: string | null, limit: number): Promise<InForce[]> {
  // The planner expects few rows behind the compartments, and would sort all notices for every page instead of walking the key.
  await tx.query('SET LOCAL enable_sort = off');
  const rows = await tx.query<Row>(`${SELECT} AND ($1::uuid IS NULL OR n.id > $1) ORDER BY n.id LIMIT $2`, [
    after,
    limit,
  ]);
  return rows.map(toInForce);
}

/** Those of the ids that are in force now, for this scope. One that is suspended, ended or withheld is not among them. */
export async function findInForce(tx: Tx, ids: readonly string[]): Promise<InForce[]> {
  if (ids.length === 0) return [];
  return (await tx.query<Row>(`${SELECT} AND n.id = ANY($1::uuid[])`, [ids])).map(toInForce);
}

/** The form in force of one notice; null when it is not in force, or not for this scope. */
export async function formInForce(tx: Tx, id: string): Promise<NoticeForm | null> {
  const [row] = await tx.query<{ form: NoticeForm }>(
    `SELECT v.form FROM notice n JOIN notice_version v ON v.notice_id = n.id AND v.n = n.content_version
     WHERE n.id = $1 AND n.state = 'issued'`,
    [id],
  );
  return row?.form ?? null;
}

function toInForce(row: Row): InForce {
  return {
    id: row.id,
    owner: row.owner,
    colour: row.colour,
    number: row.number ?? row.reference,
    contentVersion: row.content_version,
    caseId: row.case_id,
    isOwn: row.relation === 'owner',
    compartment: row.compartment,
    subject: row.subject,
  };
}
