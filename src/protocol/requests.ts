import type { EnvelopeBody } from './envelope.ts';
import { ProtocolError } from './errors.ts';
import type { BureauCode } from './ids.ts';
import { type RequestBody, requestBody } from './schema/bodies.ts';
import { MINUTE, type UtcMillis } from './time.ts';

/** A signed request is good for this long, and clocks may differ by this much. */
export const REQUEST_LIFE = 5 * MINUTE;
export const CLOCK_SKEW = 5 * MINUTE;

export interface RequestExpectation {
  audience: BureauCode;
  method: string;
  /** Path with query, as received. */
  path: string;
  /** `sha256Hex` of the HTTP body received. */
  bodyHash: string;
  now: UtcMillis;
}

/**
 * Checks that a verified request body is the request that came in, for this bureau, now. Replays are the caller's to
 * refuse: it keeps the nonces (`id`).
 * Throws `malformed`, `wrong-audience`, `wrong-target`, `expired`, `not-yet-valid`.
 */
export function checkRequest(body: EnvelopeBody, expected: RequestExpectation): RequestBody {
  const parsed = requestBody.safeParse(body);
  if (!parsed.success) throw new ProtocolError('malformed', 'not a request body', { cause: parsed.error });
  const request = parsed.data;
  if (request.to !== expected.audience) throw new ProtocolError('wrong-audience', 'for another bureau');
  if (request.method !== expected.method || request.path !== expected.path || request.bodyHash !== expected.bodyHash) {
    throw new ProtocolError('wrong-target', 'signed for another method, path or body');
  }
  if (request.exp <= request.iat || request.exp - request.iat > REQUEST_LIFE) {
    throw new ProtocolError('malformed', 'lives too long or not at all');
  }
  if (expected.now > request.exp) throw new ProtocolError('expired', 'its time is over');
  if (expected.now < request.iat - CLOCK_SKEW) throw new ProtocolError('not-yet-valid', 'signed in the future');
  return request;
}
