import type { ZodType } from 'zod';
import type {
  BureauKeys,
  Database,
  EntityRef,
  Handling,
  Jobs,
  RoomParts,
  Runtime,
  Scope,
  Tx,
  Vault,
} from '../platform/index.ts';
import type { BureauCode, Json, JsonObject } from '../protocol/index.ts';
import type { FederationStatus } from './contract.ts';

/** What federation needs of the ledger. */
export interface LedgerPort {
  record(tx: Tx, entry: LedgerEntry): void;
  recordAlone(scope: Scope, entry: LedgerEntry): Promise<void>;
}

export interface LedgerEntry {
  readonly act: string;
  readonly entity: EntityRef;
  readonly about?: readonly EntityRef[];
  readonly body?: Json;
}

/** What federation needs of the directory: whose key is whose, and where they live. */
export interface DirectoryPort {
  signingKey(
    code: BureauCode,
    kid: string,
    at?: number,
  ): Promise<{
    readonly jwk: object;
    readonly state: 'active' | 'expired' | 'revoked';
    readonly revokedAt?: number | null;
    readonly validTo?: number | null;
  } | null>;
  encryptionKey(code: BureauCode): Promise<{ readonly kid: string; readonly jwk: object } | null>;
  /** Ed25519 public JWK of the bureau's own logs. */
  logKey(code: BureauCode): Promise<object | null>;
  /** Base address, `https://host:port`, or null when the bureau is not connected. */
  endpoint(code: BureauCode): Promise<string | null>;
}

export interface FederationDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly audit: LedgerPort;
  readonly directory: DirectoryPort;
  readonly vault: Vault;
  readonly keys: BureauKeys;
  readonly jobs: Jobs;
  /** Where the Secretariat answers; its keys come from the directory, pinned by the root fingerprint. */
  readonly ipsg: { readonly url: string; readonly rootFingerprint: string };
  readonly role: 'ipsg' | 'national';
}

export interface OutgoingMessage {
  readonly to: readonly BureauCode[];
  /** Dotted code, `case.request`. */
  readonly kind: string;
  readonly body: JsonObject;
  /** Wire id `US:thread:<uuid>` (a bare uuid is taken as this bureau's own). Messages of one thread arrive in order. */
  readonly thread?: string | null;
  /** Wire id of the message answered. */
  readonly replyTo?: string | null;
  readonly urgency?: 'routine' | 'urgent' | 'life-at-risk';
  readonly handling?: Handling | null;
  /** What the message is about: a purge of it destroys the copy here. */
  readonly entity?: EntityRef;
  /** Bare uuid or this bureau's wire id, when the caller needs to know it beforehand. */
  readonly id?: string;
}

export type DeliveryState = 'queued' | 'delivered' | 'refused' | 'failing';

export interface Delivery {
  readonly to: BureauCode;
  readonly state: DeliveryState;
  /** When the state was reached: the recipient's receipt time, or the last attempt; UTC ms. */
  readonly at: number;
  readonly attempts: number;
  /** Code: why it was refused, or why the last attempt failed. */
  readonly reason: string | null;
}

export interface DeliveryEvent {
  /** Wire id. */
  readonly messageId: string;
  readonly to: BureauCode;
  readonly state: 'delivered' | 'refused';
  readonly reason: string | null;
  /** The recipient's signed time, UTC ms. */
  readonly at: number;
}

export type DeliveryListener = (tx: Tx, event: DeliveryEvent) => Promise<void>;

export interface FeedAppend {
  readonly kind: string;
  readonly body: JsonObject;
  /** Who may fetch the body. */
  readonly audience: 'all' | readonly BureauCode[];
  /** Bureaus that get a signed `withheld` although the audience names them. */
  readonly withhold?: readonly BureauCode[];
  /** What the entry is about: a purge of it destroys the body. */
  readonly entity?: EntityRef;
}

/** Sent and received ids of one peer on one UTC day (`2026-01-31`), as counted by receipt time at both ends. */
export interface DayDigest {
  readonly peer: BureauCode;
  readonly day: string;
  readonly direction: 'sent' | 'received';
  readonly count: number;
  /** SHA-256 over the sorted ids, joined by newlines; hex. */
  readonly digest: string;
}

export interface DigestComparison {
  readonly peer: BureauCode;
  readonly day: string;
  readonly same: boolean;
  readonly mine: { readonly sent: DayDigest; readonly received: DayDigest };
  readonly theirs: { readonly sent: DayDigest; readonly received: DayDigest };
}

export interface Federation {
  /**
   * In the use case's transaction: signs once and writes one outbox row a recipient; delivered after commit.
   * @throws AppError `invalid` when a field does not fit the wire
   */
  send(tx: Tx, message: OutgoingMessage): Promise<{ id: string; hash: string }>;
  deliveries(tx: Tx, messageId: string): Promise<Delivery[]>;
  /** Runs in the transaction that records the receipt. */
  onDelivery(listener: DeliveryListener): void;
  /** At the Secretariat only. Sealed and visible to followers within about 50 ms of the commit. */
  append(tx: Tx, entry: FeedAppend): Promise<{ entryId: string }>;
  /** Destroys the bodies of feed entries and the kept JWS of inbox and outbox that are about this entity; tombstones stay. */
  purgeCopies(tx: Tx, entity: EntityRef): Promise<{ removed: number }>;
  /** Notes that a message is about an entity, so that a purge of it reaches the copy. */
  tag(tx: Tx, messageId: string, entity: EntityRef): Promise<void>;
  /**
   * A signed request, outside any transaction. A skew refusal is retried once with the peer's signed time.
   * @throws AppError `unavailable` (cannot be reached), or the peer's own refusal (`refused`, `invalid`, `not-found` …)
   */
  request<R>(to: BureauCode, request: { path: string; body: Json; schema: ZodType<R>; timeoutMs?: number }): Promise<R>;
  /** Handlers of the rooms above; before `start`. */
  register(parts: RoomParts): void;
  status(tx: Tx): Promise<FederationStatus>;
  digests(tx: Tx, day: string): Promise<DayDigest[]>;
  /** Asks the peer for its own digests of the day and compares; a difference raises an alarm and is recorded. */
  compareDigests(peer: BureauCode, day: string): Promise<DigestComparison>;
  /** The newest feed checkpoint held and checked here (a signed note), or null before the first. */
  feedCheckpoint(): string | null;
  /** Follows the feed up to the Secretariat's newest entry now. Returns the size reached. */
  catchUp(): Promise<number>;
  /**
   * Sets a halted follower going again, on the record. A log that is still another one stops it anew.
   * @throws AppError `refused` `feed.not-halted`
   */
  resumeFeed(tx: Tx, input: { reason: string }): Promise<{ was: string }>;
  start(): void;
  stop(): Promise<void>;
  readonly parts: RoomParts;
}
