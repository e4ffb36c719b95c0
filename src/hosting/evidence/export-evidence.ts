import { AppError, notFound, type Tx } from '../../platform/index.ts';
import { PressError, printRecord } from '../../press/index.ts';
import { type HostingDeps, urlRef } from '../deps.ts';
import { findUrl, type StoredCheck } from '../store.ts';
import { evidenceRecord, type PaperLang } from './evidence-record.ts';

/** Signed evidence on an address, the newest or the one named; on the record. @throws AppError `not-found` */
export async function exportEvidence(
  deps: Pick<HostingDeps, 'audit'>,
  tx: Tx,
  input: { id: string; check?: string | undefined; format: 'json' | 'pdf' },
): Promise<StoredCheck> {
  const { check_id } = await findUrl(tx, input.id);
  const [check] = await tx.query<StoredCheck>('SELECT * FROM hosting_check WHERE id = $1 AND url_id = $2', [
    input.check ?? check_id,
    input.id,
  ]);
  if (!check) throw notFound('hosting-check');
  const body = { check: check.id, format: input.format };
  deps.audit.record(tx, { act: 'hosting.evidence-exported', entity: urlRef(input.id), body });
  return check;
}

/**
 * Evidence as an accessible PDF with the signed bytes attached. Outside any transaction: a process of its own prints it.
 * @throws AppError `unavailable` when too many documents wait
 */
export async function printEvidence(check: StoredCheck, bureau: string, lang: PaperLang): Promise<Buffer> {
  try {
    return Buffer.from((await printRecord(evidenceRecord(check, bureau, lang))).pdf);
  } catch (error) {
    if (!(error instanceof PressError)) throw error;
    throw new AppError(error.kind === 'busy' ? 'unavailable' : 'internal', error.message);
  }
}
