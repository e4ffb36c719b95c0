import { refuse, type Tx } from '../platform/index.ts';
import type { DirectoryDeps } from './deps.ts';
import { peekStatement } from './key-statement.ts';
import { judgeStatement, lockBureau, putInForce } from './take-statement.ts';
import type { BureauEnrolment } from './types.ts';

/** The circulation feed is the Secretariat's alone. @throws AppError `refused` */
export function onlySecretariat({ runtime }: DirectoryDeps): void {
  if (runtime.bureau !== 'IPSG') throw refuse('directory.only-secretariat');
}

/**
 * Takes a bureau in, or its change of keys or address, and publishes the bureau's own signed word: being in the feed is
 * the Secretariat's countersignature. Enrolling the same statement again changes and publishes nothing.
 * @throws AppError `refused` with the reason why the statement does not prove itself; `not-found`.
 */
export async function publishBureau(deps: DirectoryDeps, tx: Tx, enrolment: BureauEnrolment): Promise<void> {
  onlySecretariat(deps);
  const code = peekStatement(enrolment.statement).from;
  const pinned = await lockBureau(tx, code);
  const verdict = await judgeStatement(pinned, code, enrolment.statement);
  if (verdict.kind === 'not-proven') throw refuse(verdict.code, { bureau: code });
  if (verdict.kind === 'same' && pinned.status === enrolment.status) return;
  const body = verdict.kind === 'proven' ? verdict.body : peekStatement(enrolment.statement);
  await putInForce(deps, tx, { code, text: enrolment.statement, body, status: enrolment.status, from: tx.now });
  await deps.publish(tx, {
    kind: 'directory.bureau',
    body: { v: 1, bureau: code, status: enrolment.status, statement: enrolment.statement },
  });
}

/**
 * A change by the bureau itself, which keeps its status. A bureau that never enrolled cannot begin with this.
 * @throws AppError `refused`, `not-found`.
 */
export async function rotateKey(deps: DirectoryDeps, tx: Tx, change: { statement: string }): Promise<void> {
  onlySecretariat(deps);
  const code = peekStatement(change.statement).from;
  const { status } = await lockBureau(tx, code);
  if (status === 'not-connected') throw refuse('key.not-enrolled', { bureau: code });
  await publishBureau(deps, tx, { statement: change.statement, status });
}
