import type { Tx } from '../platform/index.ts';

/** Those of these sealed files that are a photograph of a subject or a copy of a case. */
export async function knownCaseFiles(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ ref: string }>(
    `SELECT sealed_ref AS ref FROM case_photo WHERE sealed_ref = ANY($1)
     UNION SELECT sealed_ref FROM case_export WHERE sealed_ref = ANY($1)`,
    [refs],
  );
  return new Set(rows.map(({ ref }) => ref));
}
