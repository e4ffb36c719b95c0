import pino, { type Logger } from 'pino';

/** JSON lines on stderr. Callers pass ids, codes, counts and durations, never case content; bodies and headers are redacted anyway. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, redact: { paths: ['*.body', '*.headers', '*.password', '*.secret', '*.key'], remove: true } },
    pino.destination({ dest: 2, sync: true }),
  );
}
