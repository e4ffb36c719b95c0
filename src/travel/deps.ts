import type { Access } from '../access/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Federation } from '../federation/index.ts';
import type { Notices } from '../notices/index.ts';
import type { Database, EntityRef, Handling, Jobs, Runtime, Tx, Vault } from '../platform/index.ts';
import { type BureauCode, type Json, type JsonObject, parseWireId, type WireId, wireId } from '../protocol/index.ts';
import type { Work } from '../work/index.ts';
import rules from './data/rules.json' with { type: 'json' };

/** What the room is given. */
export interface TravelDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly access: Access;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
  readonly notices: Notices;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Filed here, received here: items apart, since each is owed by another. */
export const filedRef = (id: string): EntityRef => ({ kind: 'travel', id });
export const incomingRef = (id: string): EntityRef => ({ kind: 'travel-incoming', id });
export const recipientRef = (id: string): EntityRef => ({ kind: 'travel-recipient', id });
export const answerRef = (id: string): EntityRef => ({ kind: 'travel-answer', id });
export const complaintRef = (id: string): EntityRef => ({ kind: 'travel-complaint', id });

export const travelWireId = (owner: BureauCode, id: string): WireId => wireId(owner, 'travel', id);
export const uuidOf = (wire: string): { bureau: BureauCode; uuid: string } => parseWireId(wire, 'travel');

/** As JSON travels: absent fields are left out. */
export function plain<T extends object>(value: T): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
export const asJson = (value: object): Json => plain(value);

/** The owner's terms, which travel with every notification. */
export const HANDLING: Handling = {
  purpose: 'Notification of international travel: for information, to protect children; no action is asked for',
  onward: 'no',
};

/** To whom a received notification is handed in this country. */
export function handOverOf(bureau: BureauCode): readonly string[] {
  const known = rules.handOver as Record<string, { value: string[] }>;
  return (known[bureau] ?? known['*'])?.value ?? [];
}

/** One moment before another, and never before now. */
export function dueBefore(tx: Tx, at: number | null, ms: number, atMost: number): number {
  const wanted = at === null ? tx.now + atMost : Math.min(at - ms, tx.now + atMost);
  return Math.max(wanted, tx.now + HOUR);
}
