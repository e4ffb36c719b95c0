import type { PersonRecord } from '../../names/index.ts';
import type { EntityRef, Tx } from '../../platform/index.ts';
import type { RecordFact, SourceKind } from '../contract.ts';

/** A record as the index holds it. */
export interface SourceRecord {
  readonly person: PersonRecord;
  /** What a reader must hold, all of it, to know that it exists. One or two. */
  readonly compartments: readonly string[];
}

/** What may be said of a record before anybody opens it. */
export interface RecordHead {
  readonly id: string;
  readonly number: string | null;
  /** Colour, role, kind of notification. */
  readonly kind: string;
  readonly owner: string | null;
  /** Counts up when the record changes. */
  readonly version: number;
  /** A match leads to a request for arrest. */
  readonly needsTwo: boolean;
  readonly caseId: string | null;
  readonly compartments: readonly string[];
  /** Another bureau is told of a confirmed match, by the hit on its notice. */
  readonly isForeign: boolean;
}

export interface OpenedRecord {
  readonly facts: readonly RecordFact[];
  /** `data:` addresses. */
  readonly photos: readonly string[];
  /** Where the record itself is read. */
  readonly ref: EntityRef;
}

/** Persons that somebody looks for: one kind of record that a traveller is compared with. */
export interface ScreeningSource {
  readonly kind: Exclude<SourceKind, 'document'>;
  /** Kinds of the ledger's references by which it shows that a record changed. */
  readonly touchedBy: readonly string[];
  /** Records that a ledger reference is about. */
  idsOf(tx: Tx, refs: readonly EntityRef[]): Promise<string[]>;
  /** In the system's scope, by id, those after `after`. */
  page(tx: Tx, after: string | null, limit: number): Promise<SourceRecord[]>;
  /** In the system's scope: those of the ids that are in force. */
  find(tx: Tx, ids: readonly string[]): Promise<SourceRecord[]>;
  /** In the reader's scope: those of the ids that are in force at this moment, whatever the index holds. */
  heads(tx: Tx, ids: readonly string[]): Promise<RecordHead[]>;
  /** In the reader's scope: all of it that helps to tell whether it is the person. */
  open(tx: Tx, id: string): Promise<OpenedRecord | null>;
}
