import type { ChangeEvent } from 'react';
import { fieldErrors, fieldId } from '../components/field-errors.ts';
import { useText } from '../i18n/use-text.ts';
import { getAt, setAt } from './pointer.ts';

type TextEvent = ChangeEvent<HTMLInputElement | HTMLTextAreaElement>;

/** Binds inputs to places of one value by pointer; what the bureau says of a pointer shows at its field. */
export interface Form {
  get(pointer: string): unknown;
  set(pointer: string, value: unknown): void;
  text(pointer: string): { id: string; value: string; error: string | null; onChange(event: TextEvent): void };
  choice(pointer: string): {
    id: string;
    value: string | null;
    error: string | null;
    onChange(value: string | null): void;
  };
  many(pointer: string): { id: string; value: string[]; error: string | null; onChange(value: string[]): void };
  number(pointer: string): {
    id: string;
    value: number | '';
    error: string | null;
    onChange(value: number | string): void;
  };
  flag(pointer: string): {
    id: string;
    checked: boolean;
    error: string | null;
    onChange(event: ChangeEvent<HTMLInputElement>): void;
  };
  list(pointer: string): { items: readonly unknown[]; add(item: unknown): void; remove(index: number): void };
  error(pointer: string): string | null;
  wrongUnder(pointer: string): boolean;
}

export function useForm<T>(value: T, setValue: (change: (before: T) => T) => void, problem: unknown): Form {
  const text = useText();
  const errors = fieldErrors(problem, text);
  const set = (pointer: string, next: unknown) => setValue((before) => setAt(before, pointer, next));
  const get = (pointer: string) => getAt(value, pointer);
  const list = (pointer: string): readonly unknown[] => {
    const found = get(pointer);
    return Array.isArray(found) ? found : [];
  };
  const base = (pointer: string) => ({ id: fieldId(pointer), error: errors.at(pointer) });
  return {
    get,
    set,
    text: (pointer) => ({
      ...base(pointer),
      value: String(get(pointer) ?? ''),
      onChange: (event) => set(pointer, event.currentTarget.value),
    }),
    choice: (pointer) => ({
      ...base(pointer),
      value: (get(pointer) as string | undefined) ?? null,
      onChange: (next) => set(pointer, next ?? undefined),
    }),
    many: (pointer) => ({
      id: fieldId(pointer),
      error: errors.at(pointer) ?? firstUnder(errors, pointer, list(pointer).length),
      value: list(pointer).map(String),
      onChange: (next) => set(pointer, next),
    }),
    number: (pointer) => {
      const found = get(pointer);
      return {
        ...base(pointer),
        value: typeof found === 'number' ? found : '',
        onChange: (next) => set(pointer, typeof next === 'number' ? next : undefined),
      };
    },
    flag: (pointer) => ({
      ...base(pointer),
      checked: get(pointer) === true,
      onChange: (event) => set(pointer, event.currentTarget.checked),
    }),
    list: (pointer) => ({
      items: list(pointer),
      add: (item) => set(pointer, [...list(pointer), item]),
      remove: (index) =>
        set(
          pointer,
          list(pointer).filter((_, at) => at !== index),
        ),
    }),
    error: (pointer) => errors.at(pointer),
    wrongUnder: (pointer) => errors.under(pointer),
  };
}

function firstUnder(errors: ReturnType<typeof fieldErrors>, pointer: string, count: number): string | null {
  for (let n = 0; n < count; n++) {
    const found = errors.at(`${pointer}/${n}`);
    if (found) return found;
  }
  return null;
}
