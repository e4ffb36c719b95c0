import { type ZodType, z } from 'zod';
import { AppError, type ErrorCode } from '../platform/index.ts';
import {
  canonicalize,
  decrypt,
  encryptTo,
  fromUtf8,
  importVerifyKey,
  type Json,
  MAX_JWE_BYTES,
  messageHash,
  ProtocolError,
  parseCanonical,
  REQUEST_LIFE,
  responseBody,
  sha256Hex,
  sign,
  utf8,
  verify,
  wireId,
} from '../protocol/index.ts';
import type { Context } from './context.ts';
import { recipientKey } from './own-keys.ts';
import { readBounded } from './read-bounded.ts';
import { isCode } from './refusals.ts';

export const AUTH_SCHEME = 'Homeward-Request';
export const RESPONSE_HEADER = 'homeward-response';
const DEFAULT_TIMEOUT_MS = 15_000;

const problemCode = z.string().min(1).max(96).refine(isCode);
/** What a signed answer that is not 200 says. */
export const refusalAnswer = z.strictObject({
  code: z.string().max(40),
  errors: z
    .array(
      z.strictObject({
        pointer: z.string().max(1024),
        code: problemCode,
        params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
      }),
    )
    .max(64),
});

export interface Question<R> {
  /** `icse/lookup` */
  readonly path: string;
  readonly body: Json;
  readonly schema: ZodType<R>;
  readonly timeoutMs?: number;
}

/**
 * Asks another bureau with a signed request and checks its signed answer. Outside any transaction. A refusal for skew carries
 * the peer's signed time, and is retried once by that clock.
 * @throws AppError `unavailable`, or the code of the peer's own refusal
 */
export async function askPeer<R>(ctx: Context, to: string, question: Question<R>): Promise<R> {
  const first = await attempt(ctx, to, question, 0);
  const last = 'skew' in first ? await attempt(ctx, to, question, first.skew) : first;
  if ('skew' in last)
    throw new AppError('unavailable', 'clock too far from the peer', {
      errors: [{ pointer: '', code: 'request.skew' }],
    });
  if (last.status !== 200) throw asError(last.answer);
  const parsed = question.schema.safeParse(last.answer);
  if (!parsed.success) throw unavailable('peer.answer-unreadable', parsed.error);
  return parsed.data;
}

type Outcome = { skew: number } | { status: number; answer: Json };

async function attempt<R>(ctx: Context, to: string, question: Question<R>, offset: number): Promise<Outcome> {
  const { runtime } = ctx;
  const [endpoint, key] = await Promise.all([ctx.directory.endpoint(to), ctx.directory.encryptionKey(to)]);
  const base = endpoint ?? (to === 'IPSG' ? ctx.ipsg.url : null);
  if (base === null) throw unavailable('peer.not-connected');
  if (key === null) throw unavailable('peer.no-encryption-key');
  const path = `/federation/request/${question.path}`;
  const body = await encryptTo(canonicalize(question.body), recipientKey(ctx, key));
  const iat = runtime.clock.now() + offset;
  const id = wireId(runtime.bureau, 'request', runtime.newId());
  const request = await sign(
    'request',
    {
      v: 1,
      id,
      from: runtime.bureau,
      to,
      iat,
      exp: iat + REQUEST_LIFE,
      method: 'POST',
      path,
      bodyHash: sha256Hex(utf8(body)),
    },
    ctx.own.signing,
  );
  const { response, text } = await post(
    ctx,
    new URL(path, base),
    request,
    body,
    question.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  );
  const signed = response.headers.get(RESPONSE_HEADER);
  // Without the peer's signature an answer proves nothing, not even that the peer was reached.
  if (signed === null) throw unavailable(response.status >= 500 ? 'peer.unavailable' : 'peer.answer-unsigned');
  const proof = await openResponse(ctx, to, signed, {
    id,
    hash: messageHash(request),
    status: response.status,
    bodyHash: sha256Hex(utf8(text)),
  });
  if (response.headers.get('content-type')?.startsWith('application/jose')) {
    const { plaintext } = await decrypt(text, ctx.own.decryption);
    return { status: response.status, answer: parseCanonical(plaintext) };
  }
  const answer = JSON.parse(text) as Json;
  const code = refusalAnswer.safeParse(answer).data?.errors[0]?.code;
  if (code === 'request.skew' && offset === 0) return { skew: proof.iat - runtime.clock.now() || 1 };
  return { status: response.status, answer };
}

async function post(
  ctx: Context,
  url: URL,
  request: string,
  body: string,
  timeoutMs: number,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await ctx.runtime.fetch(url, {
      method: 'POST',
      headers: { authorization: `${AUTH_SCHEME} ${request}`, 'content-type': 'application/jose' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { response, text: fromUtf8(await readBounded(response, MAX_JWE_BYTES)) };
  } catch (cause) {
    throw unavailable('peer.unreachable', cause);
  }
}

async function openResponse(
  ctx: Context,
  peer: string,
  jws: string,
  expected: { id: string; hash: string; status: number; bodyHash: string },
) {
  try {
    const { body } = await verify('response', jws, (kid) => activeKey(ctx, peer, kid), {
      audience: ctx.runtime.bureau,
    });
    const parsed = responseBody.safeParse(body);
    if (!parsed.success) throw new ProtocolError('malformed', 'not a response', { cause: parsed.error });
    const { data } = parsed;
    const binds =
      data.from === peer &&
      data.request === expected.id &&
      data.requestHash === expected.hash &&
      data.status === expected.status &&
      data.bodyHash === expected.bodyHash;
    if (!binds) throw new ProtocolError('wrong-target', 'an answer to something else');
    return data;
  } catch (cause) {
    if (!(cause instanceof ProtocolError)) throw cause;
    throw unavailable('peer.answer-does-not-hold', cause);
  }
}

/** An answer is of this moment: only a key that is in use now signs one. */
async function activeKey(ctx: Context, peer: string, kid: string) {
  const found = await ctx.directory.signingKey(peer, kid, ctx.runtime.clock.now());
  return found?.state === 'active' ? ctx.verifyKeys.get(kid, () => importVerifyKey({ ...found.jwk })) : null;
}

const PASSED_ON: ReadonlySet<string> = new Set([
  'refused',
  'invalid',
  'not-found',
  'conflict',
  'gone',
  'too-large',
  'rate-limited',
  'locked',
]);

function asError(answer: Json): AppError {
  const parsed = refusalAnswer.safeParse(answer);
  if (!parsed.success) return unavailable('peer.answer-unreadable', parsed.error);
  const { code, errors } = parsed.data;
  const own = PASSED_ON.has(code) ? (code as ErrorCode) : code === 'unavailable' ? 'unavailable' : 'refused';
  return new AppError(own, 'the peer said no', { errors });
}

function unavailable(code: string, cause?: unknown): AppError {
  return new AppError('unavailable', code, { cause, errors: [{ pointer: '', code }] });
}
