import type * as z from 'zod';
import { loadOffences } from '../../../directory/index.ts';
import type { publicForm } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { holderScope } from '../secrets.ts';

/** What a form without an account offers: codes, which the reader's language has words for. */
export async function readForm(deps: CasesDeps): Promise<z.infer<typeof publicForm>> {
  const offences = (await loadOffences()).map(({ code, names }) => ({ code, names }));
  const bureaus = await deps.db.tx(holderScope(deps.runtime), (tx) => deps.directory.bureaus(tx));
  const countries = bureaus.map((bureau) => bureau.code).filter((code) => code !== 'IPSG');
  return { bureau: deps.runtime.bureau, offences, countries };
}
