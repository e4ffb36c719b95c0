import type { NoticeForm, RuleFinding } from '../contract.ts';

const MOST = 120;

/** What stands in the form at the pointers, in order, shortened; what is absent is left out. */
export function evidenceAt(form: NoticeForm, pointers: readonly string[]): RuleFinding['evidence'] {
  return pointers.flatMap((at) => {
    const says = short(valueAt(form, at));
    return says === null ? [] : [{ at, says }];
  });
}

function valueAt(form: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      form,
    );
}

/** A photograph is no text: of objects only the short words are shown, of lists of them the number. */
function short(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    if (value.some((v) => typeof v === 'object')) return `${value.length}`;
    return cut(value.join(', '));
  }
  if (typeof value === 'object') {
    const words = Object.values(value).filter((v) => typeof v === 'string' || typeof v === 'number');
    return words.length === 0 ? null : cut(words.join(', '));
  }
  return cut(String(value));
}

const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text);
