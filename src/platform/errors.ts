/** Every way the system says no, and the HTTP status each is told with (RFC 9457 problem details). */
export const errorStatus = {
  invalid: 400,
  unauthenticated: 401,
  'session-locked': 401,
  forbidden: 404, // deny by default: missing and forbidden look the same from outside
  'not-found': 404,
  conflict: 409,
  'in-progress': 409,
  gone: 410,
  'too-large': 413,
  'unsupported-type': 415,
  refused: 422, // a rule of the field says no: the code in `errors` names the rule
  'key-reused': 422, // an Idempotency-Key came back with another request
  locked: 423,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export type FieldProblem = {
  /** RFC 6901 pointer into the input (`/body/warrant/date`), or `` for the whole. */
  readonly pointer: string;
  /** The rule, as a stable code: clients turn it into words in the reader's language. */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
};

export interface AppErrorOptions {
  readonly cause?: unknown;
  readonly errors?: readonly FieldProblem[];
  /** For `conflict`: the value the caller based the change on, and the one now in force (already filtered for the reader). */
  readonly values?: { readonly yours?: unknown; readonly current?: unknown };
  readonly retryAfterSeconds?: number;
}

/** The one error of the application. `detail` is for logs and developers; it never carries case content. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly values: AppErrorOptions['values'];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.errors = options.errors ?? [];
    this.values = options.values;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** A refusal by a rule of the field, e.g. `refuse('notice.cancel.not-returned', { colour: 'red' })`. */
export function refuse(code: string, params?: FieldProblem['params'], pointer = ''): AppError {
  return new AppError('refused', code, { errors: [params ? { pointer, code, params } : { pointer, code }] });
}

/** Bad input: names the field and what was expected. */
export function invalid(pointer: string, code: string, params?: FieldProblem['params']): AppError {
  return new AppError('invalid', `${pointer} ${code}`, {
    errors: [params ? { pointer, code, params } : { pointer, code }],
  });
}

export function notFound(what: string): AppError {
  return new AppError('not-found', what);
}

/** A stale update: names the version it was based on and shows both values. */
export function conflict(detail: string, yours: unknown, current: unknown): AppError {
  return new AppError('conflict', detail, {
    errors: [{ pointer: '/version', code: 'version.stale' }],
    values: { yours, current },
  });
}
