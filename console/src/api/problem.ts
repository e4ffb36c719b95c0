export interface FieldError {
  /** RFC 6901 pointer into the request (`/body/persons/0/names`). */
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An answer that says no (RFC 9457), or none at all (`offline`). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly values: { readonly yours?: unknown; readonly current?: unknown } | undefined;

  constructor(status: number, code: string, errors: readonly FieldError[] = [], values?: ApiError['values']) {
    super(code);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.values = values;
  }
}

interface ProblemBody {
  readonly code?: unknown;
  readonly errors?: unknown;
  readonly values?: ApiError['values'];
}

/** Reads a problem answer; tolerates one that is none. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const code = typeof body.code === 'string' ? body.code : response.status >= 500 ? 'internal' : 'invalid';
  const errors = Array.isArray(body.errors) ? body.errors.map(readFieldError) : [];
  return new ApiError(response.status, code, errors, body.values);
}

function readFieldError(value: unknown): FieldError {
  const { pointer, code, params } = (value ?? {}) as Partial<FieldError>;
  return { pointer: String(pointer ?? ''), code: String(code ?? 'invalid'), params: params ?? {} };
}

/** The pointer within the body, as forms know it: `/body/officer/phone` and `/officer/phone` are one. */
export function bodyPointer(pointer: string): string {
  return pointer.replace(/^\/body(?=\/|$)/, '');
}
