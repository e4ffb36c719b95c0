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
  /** What people may see now, by their ids; who is no longer let in is left out. */
  scopesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Scope>>;
  /** The bureau's own people with one of the roles: `person:<uuid>` and name. */
  peopleWith(tx: Tx, roles: readonly Role[]): Promise<{ id: string; name: string }[]>;
  /**
   * The signed-in person gives their password once more; outside any transaction.
   * @throws AppError `refused` `session.password-wrong`.
   */
  confirm(scope: Scope, password: string): Promise<void>;
  /** People of the bureau, let in, who hold a compartment and one of the roles, by name. */
  holders(
    tx: Tx,
    query: { compartment: string; roles: readonly string[]; q?: string | undefined; limit: number },
  ): Promise<Person[]>;
  /** Lets a person into one compartment, or out of it, at once. @throws AppError `not-found` */
  setCompartment(tx: Tx, input: { person: string; compartment: string; isIn: boolean }): Promise<{ changed: boolean }>;
  /** True when the person has the role for it and a certificate that has not run out at `tx.now`. */
  hasCertificate(tx: Tx, personId: string, kind: 'victim-identification'): Promise<boolean>;
  /** The same with why not: it has run out, or there is none. */
  certificateState(tx: Tx, personId: string, kind: 'victim-identification'): Promise<'valid' | 'expired' | 'missing'>;
  readonly parts: RoomParts;
}
