import { Press, type Pressed } from './press.ts';
import type { RecordModel } from './record-model.ts';

/** Of all bureaus in this process; the process behind it starts with the first document and ends after half a minute. */
const press = new Press<RecordModel>(new URL('./record-worker.ts', import.meta.url));

/**
 * A record as PDF/A-3a, tagged, in any of the four languages.
 * @throws PressError
 */
export function printRecord(model: RecordModel): Promise<Pressed> {
  return press.print(model);
}
