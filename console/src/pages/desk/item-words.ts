import type { DeskItem } from '../../../../src/desk/contract.ts';
import type { Text } from '../../i18n/text.ts';

/** What is to be done, as a code that has words, and its parameters. */
export function taskPhrase(text: Text, { task, params }: Pick<DeskItem, 'task' | 'params'>) {
  const known = (code: unknown): unknown =>
    typeof code === 'string' && !text.knows(code) && text.knows(`task.${code}`) ? `task.${code}` : code;
  return { code: String(known(task)), params: { ...params, ...(params.task ? { task: known(params.task) } : {}) } };
}

export function taskWords(text: Text, item: Pick<DeskItem, 'task' | 'params'>): string {
  const { code, params } = taskPhrase(text, item);
  return text.phrase(code, params);
}

/** The kind of thing that is counted or owed, in the plural. */
export function kindWords(text: Text, kind: string): string {
  return text.word(kind, 'item');
}
