import type { ZodType } from 'zod';
import { ApiError, type FieldError } from '../api/problem.ts';

/** Holds a value against the contract before it is sent; tells what is wrong as the bureau would. */
export function checkAgainst(schema: ZodType, value: unknown): ApiError | null {
  const result = schema.safeParse(value);
  if (result.success) return null;
  const errors: FieldError[] = result.error.issues.map((issue) => ({
    pointer: ['', ...issue.path.map(String)].join('/'),
    code: `input.${issue.code}`,
    params: { ...issue, expected: issue.message },
  }));
  return new ApiError(400, 'invalid', errors);
}
