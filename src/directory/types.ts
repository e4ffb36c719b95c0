import type { EntityRef, RoomParts, Tx } from '../platform/index.ts';
import type { BureauCode, PublicJwk } from '../protocol/index.ts';
import type { Assistance, ChecklistInput, SheetBody, SheetView } from './contract-requirements.ts';

export interface Names {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

export type BureauStatus = 'connected' | 'hosted' | 'not-connected';

/** RFC 8037 public key, as checkpoints of a bureau's logs are signed with. */
export interface LogJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

export interface BureauRecord {
  readonly code: BureauCode;
  readonly names: Names;
  readonly region: string | null;
  readonly city: string | null;
  /** Where the city was read, or that it is assumed. */
  readonly cityBasis: string | null;
  readonly status: BureauStatus;
  readonly endpoint: string | null;
  /** Ids of the keys in force; null when the bureau has none (not connected, or revoked). */
  readonly signingKid: string | null;
  readonly encryptionKid: string | null;
}

export interface SigningKeyRecord {
  readonly jwk: PublicJwk;
  readonly state: 'active' | 'expired' | 'revoked';
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly revokedAt: number | null;
}

export type AgencyLevel = 'federal' | 'state' | 'local' | 'tribal';

export type AgencyKind = 'law-enforcement' | 'child-welfare';

export interface Agency {
  readonly ori: string;
  readonly name: string;
  readonly level: AgencyLevel;
  readonly kind: AgencyKind;
  /** Two-letter state; null for a federal agency. */
  readonly state: string | null;
  readonly city: string | null;
  /** The number that is dialled to confirm an officer of this agency. */
  readonly callBack: string;
  readonly email: string | null;
  readonly basis: string;
}

export interface TaskForce {
  readonly id: string;
  readonly name: string;
  readonly states: readonly string[];
  readonly leadAgency: string;
  readonly coverage: string;
  /** `verified (…)` or `background`: shown wherever the row is used. */
  readonly basis: string;
}

/** A bureau's own signed word on its keys and address (`keyStatement` makes one), and how it is connected. */
export interface BureauEnrolment {
  readonly statement: string;
  readonly status: 'connected' | 'hosted';
}

/** The Secretariat's keys, signed by the root key whose fingerprint is in the configuration. */
export interface RootBootstrap {
  readonly root: PublicJwk;
  readonly statement: string;
}

export type Publish = (tx: Tx, entry: { kind: string; body: { [name: string]: unknown } }) => Promise<void>;

export interface Directory {
  /** Loads the shipped data when its edition changed; bureaus' keys, status and endpoints are left alone. */
  seed(tx: Tx): Promise<void>;
  bureau(tx: Tx, code: BureauCode): Promise<BureauRecord | null>;
  bureaus(tx: Tx): Promise<BureauRecord[]>;
  /**
   * A bureau's signing key and what it was at `at` (now unless said). Answered from memory; memory is dropped when the
   * feed changes the bureau, and after 15 s for the sake of a node's other processes.
   */
  signingKey(code: BureauCode, kid: string, at?: number): Promise<SigningKeyRecord | null>;
  encryptionKey(code: BureauCode): Promise<{ kid: string; jwk: PublicJwk } | null>;
  logKey(code: BureauCode): Promise<LogJwk | null>;
  endpoint(code: BureauCode): Promise<string | null>;
  agency(tx: Tx, ori: string): Promise<Agency | null>;
  searchAgencies(
    tx: Tx,
    query: {
      q?: string | undefined;
      state?: string | undefined;
      level?: AgencyLevel | undefined;
      kind?: AgencyKind | undefined;
      limit?: number | undefined;
    },
  ): Promise<Agency[]>;
  taskForces(tx: Tx, state?: string): Promise<TaskForce[]>;
  /**
   * Puts the Secretariat's keys in place before the feed can be read. A second call with the same or an older statement
   * changes nothing.
   * @throws AppError `refused` unless the root key has the configured fingerprint and signed the statement.
   */
  bootstrap(tx: Tx, bootstrap: RootBootstrap): Promise<void>;
  /** At the Secretariat: takes a bureau in (or its proven change of keys or address) and publishes it on the feed. */
  enrol(tx: Tx, enrolment: BureauEnrolment): Promise<void>;
  /** At the Secretariat: a change of keys or address, signed by the old signing key or the recovery key. */
  rotateKey(tx: Tx, change: { statement: string }): Promise<void>;
  /** At the Secretariat: the key is refused from now on, everywhere within 60 s. */
  revokeKey(tx: Tx, code: BureauCode, kid: string, reason: string): Promise<void>;
  /** `node.ts` injects the feed's append here; only the Secretariat publishes. */
  setPublisher(publish: Publish): void;
  /** What each country requires of a request. */
  readonly requirements: Requirements;
  readonly parts: RoomParts;
}

export interface Requirements {
  sheet(tx: Tx, country: string): Promise<SheetView>;
  /** The same, after waiting for whoever is changing it; nobody changes it until this transaction ends. */
  lockedSheet(tx: Tx, country: string): Promise<SheetView>;
  /** Before anything is sent. @throws AppError `refused` when what blocks is not fulfilled */
  check(
    tx: Tx,
    asked: {
      countries: readonly string[];
      assistance: readonly Assistance[];
      checklist: ChecklistInput | undefined;
      about: readonly EntityRef[];
    },
  ): Promise<void>;
  /** Takes in what a bureau published of its own country. */
  take(tx: Tx, from: string, published: { edition: number; sheet: SheetBody }): Promise<'adopted' | 'conflict' | 'old'>;
  /** Hears of each change of this bureau's own sheet, in its transaction. */
  onPublished(listener: (tx: Tx, published: { edition: number; sheet: SheetBody }) => Promise<void>): void;
}
