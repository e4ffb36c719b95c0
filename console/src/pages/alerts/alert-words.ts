import type { AlertView } from '../../../../src/desk/contract.ts';
import type { Text } from '../../i18n/text.ts';
import { taskWords } from '../desk/item-words.ts';

/** One alert in a line: what, which number. */
export function alertWords(text: Text, alert: Pick<AlertView, 'task' | 'number'>): string {
  return [taskWords(text, { task: alert.task, params: {} }), alert.number].filter(Boolean).join(' · ');
}
