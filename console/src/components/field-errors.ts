import { ApiError, bodyPointer, type FieldError } from '../api/problem.ts';
import type { Text } from '../i18n/text.ts';

/** The DOM id of the field that holds what the pointer names. */
export function fieldId(pointer: string): string {
  return `field${pointer.replace(/[^\w-]/g, '-')}`;
}

export interface FieldErrors {
  /** Words for what is wrong at the pointer; null when nothing is. */
  at(pointer: string): string | null;
  /** True when something is wrong at the pointer or under it. */
  under(pointer: string): boolean;
}

/** Lays a problem's errors at the fields they point to. */
export function fieldErrors(error: unknown, text: Text): FieldErrors {
  const list: readonly FieldError[] = error instanceof ApiError ? error.errors : [];
  const placed = list.map((item) => ({ ...item, pointer: bodyPointer(item.pointer) }));
  return {
    at(pointer) {
      const own = placed.filter((item) => item.pointer === pointer);
      return own.length === 0 ? null : own.map((item) => text.phrase(item.code, item.params)).join(' · ');
    },
    under: (pointer) => placed.some((item) => item.pointer === pointer || item.pointer.startsWith(`${pointer}/`)),
  };
}
