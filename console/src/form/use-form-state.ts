import { useState } from 'react';
import { prune } from './pointer.ts';
import { type Form, useForm } from './use-form.ts';

export interface FormState {
  readonly form: Form;
  /** What is to be sent: without the fields left empty. */
  body(extra?: object): object;
}

/** The value of a small form, kept while it is open. */
export function useFormState(initial: object, problem: unknown): FormState {
  const [value, setValue] = useState<object>(initial);
  const form = useForm(value, (change) => setValue(change), problem);
  return { form, body: (extra = {}) => ({ ...((prune(value) as object | undefined) ?? {}), ...extra }) };
}
