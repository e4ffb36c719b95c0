import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProtocolError } from '../../protocol/index.ts';
import { AppError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';

/** The one place where an error becomes an answer: RFC 9457 problem details, codes and parameters, no sentences. */
export function sendProblem(
  runtime: Runtime,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = asAppError(error);
  if (known.code === 'internal') {
    runtime.log.error(
      { request: request.id, method: request.method, route: request.routeOptions.url, err: known.cause ?? known },
      'request failed',
    );
  }
  // Missing and forbidden are told alike.
  const code = known.code === 'forbidden' ? 'not-found' : known.code;
  if (known.retryAfterSeconds !== undefined) reply.header('retry-after', String(known.retryAfterSeconds));
  return reply
    .status(known.status)
    .type('application/problem+json')
    .send({
      type: `urn:homeward:problem:${code}`,
      status: known.status,
      code,
      errors: known.errors,
      ...(known.values ? { values: known.values } : {}),
      instance: `urn:uuid:${request.id}`,
    });
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ProtocolError) {
    return new AppError('invalid', error.message, {
      cause: error,
      errors: [{ pointer: '/body', code: `protocol.${error.code}` }],
    });
  }
  const status = (error as { statusCode?: number } | null)?.statusCode;
  const code = (error as { code?: string } | null)?.code ?? '';
  if (status === 413) return new AppError('too-large', 'body too large', { cause: error });
  if (status === 415) return new AppError('unsupported-type', 'content type not accepted here', { cause: error });
  if (status !== undefined && status >= 400 && status < 500) {
    return new AppError('invalid', code, {
      cause: error,
      errors: [{ pointer: '/body', code: 'input.unreadable', params: { expected: 'well-formed JSON' } }],
    });
  }
  return new AppError('internal', 'unexpected', { cause: error });
}
