import { loadOffences } from '../directory/index.ts';
import { invalid } from '../platform/index.ts';

/** @throws AppError `invalid` for an offence that is not in the bureau's list */
export async function checkOffence(offence: string): Promise<void> {
  const known = await loadOffences();
  if (!known.some((one) => one.code === offence)) throw invalid('/body/offence', 'offence.unknown', { offence });
}
