import type { RawBuilder, SqlBool } from 'kysely';
import type { Guard, Resource, RoomParts, Scope, Tx } from '../platform/index.ts';
import type { FilterColumns, SqlText } from './compile-policy.ts';
import type { CertificateInput } from './contract.ts';
import type { Role } from './policy.ts';

export interface Person {
  /** Plain UUID; the actor in the ledger is `person:<uuid>`. */
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly agency: string | null;
}

export interface NewPerson {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Empty for an officer of an agency; the bureau's own people hold `general` and what they are granted beside it. */
  readonly compartments: readonly string[];
  readonly agency: string | null;
  readonly password: string;
  /** Base32; made when absent. */
  readonly totpSecret?: string;
  readonly certificate?: CertificateInput;
}

export interface Access {
  /** What the HTTP edge asks. */
  readonly guard: Guard;
  /** True when a policy row allows it. Compartments of the record are part of the question. */
  may(scope: Scope, action: string, resource?: Resource): boolean;
  /** @throws AppError `forbidden`; the refusal is recorded in a transaction of its own, for this one rolls back. */
  require(tx: Tx, action: string, resource?: Resource): void;
  /** The same policy as a condition for `tx.query`; parameters start at `$firstParameter` (1 unless said). */
  filter(scope: Scope, action: string, columns: FilterColumns, firstParameter?: number): SqlText;
  /** The same policy as a Kysely condition. */
  where(scope: Scope, action: string, columns: FilterColumns): RawBuilder<SqlBool>;
  createPerson(tx: Tx, person: NewPerson): Promise<{ id: string; totpSecret: string }>;
  /** By UUID or `person:<uuid>`; null when there is none. */
  person(tx: Tx, id: string): Promise<Person | null>;
  /** By the ids as given (UUID or `person:<uuid>`); unknown ones are left out. */
  people(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  /** True when the person has the role for it and a certificate that has not run out at `tx.now`. */
  hasCertificate(tx: Tx, personId: string, kind: 'victim-identification'): Promise<boolean>;
  /** The same with why not: it has run out, or there is none. */
  certificateState(tx: Tx, personId: string, kind: 'victim-identification'): Promise<'valid' | 'expired' | 'missing'>;
  readonly parts: RoomParts;
}
