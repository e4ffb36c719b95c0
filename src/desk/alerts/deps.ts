import type { Access } from '../../access/index.ts';
import type { Audit } from '../../audit/index.ts';
import type { Database, Jobs, ReferenceResolver, Runtime, Vault } from '../../platform/index.ts';
import type { Work } from '../../work/index.ts';

/** What telling people of work is given. */
export interface AlertDeps {
  readonly db: Database;
  readonly audit: Audit;
  readonly access: Access;
  readonly runtime: Runtime;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly work: Work;
  readonly resolvers: ReadonlyMap<string, ReferenceResolver>;
}

/** How long before its deadline an item is due soon. */
export const SOON_MS = 3_600_000;
export const TELL_JOB = 'desk.tell';
export const DELIVER_JOB = 'desk.deliver';

const RANK = { routine: 0, urgent: 1, 'life-at-risk': 2 } as const;
type Urgency = keyof typeof RANK;

/** Whether someone who set these bounds wants to hear of it. `rooms`: how tasks begin; null: all. */
export function isWanted(
  bounds: { readonly rooms: readonly string[] | null; readonly urgency: Urgency },
  item: { readonly task: string; readonly urgency: Urgency },
): boolean {
  const room = item.task.split('.')[0] ?? '';
  return RANK[item.urgency] >= RANK[bounds.urgency] && (bounds.rooms === null || bounds.rooms.includes(room));
}
