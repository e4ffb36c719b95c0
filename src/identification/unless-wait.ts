import { AppError } from '../platform/index.ts';
import type { Wait } from './wire.ts';

/**
 * Lyon's answer, unless it says to come again later.
 * @throws AppError `rate-limited` with the code and after how long; the ask stays owed
 */
export function unlessWait<A extends object>(answer: A | { wait: Wait }): A {
  if (!('wait' in answer)) return answer;
  const { code, seconds } = answer.wait as Wait;
  throw new AppError('rate-limited', code, {
    errors: [{ pointer: '', code, params: { seconds } }],
    retryAfterSeconds: seconds,
  });
}
