import { IMPORT_PART_BYTES, type ImportView } from '../../../../src/identification/contract.ts';
import { call, newKey } from '../../api/client.ts';

const BYTES = 'application/octet-stream';

/** Announces a file; its parts follow. */
export function announce(file: File): Promise<{ readonly id: string }> {
  return call('POST', '/api/imports', { body: { fileName: file.name, size: file.size }, key: newKey() });
}

/** Sends the parts that are not there yet, one after the other; `onSent` is told the bytes that are. */
export async function sendParts(
  id: string,
  file: File,
  there: readonly number[],
  onSent: (bytes: number) => void,
): Promise<void> {
  const have = new Set(there);
  const count = Math.max(1, Math.ceil(file.size / IMPORT_PART_BYTES));
  for (let number = 0; number < count; number++) {
    const end = Math.min((number + 1) * IMPORT_PART_BYTES, file.size);
    if (!have.has(number)) {
      const part = file.slice(number * IMPORT_PART_BYTES, end, BYTES);
      await call('PUT', `/api/imports/${id}/parts/${number}`, { body: part, key: newKey() });
    }
    onSent(end);
  }
}

export function isSameFile(file: File, { fileName, size }: Pick<ImportView, 'fileName' | 'size'>): boolean {
  return file.name === fileName && file.size === size;
}
