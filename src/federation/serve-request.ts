import { AppError, bureauScope, type FieldProblem, type RequestHandler, type Tx } from '../platform/index.ts';
import {
  canonicalize,
  checkRequest,
  decrypt,
  encryptTo,
  fromBase64Url,
  fromUtf8,
  importVerifyKey,
  type Json,
  MINUTE,
  messageHash,
  ProtocolError,
  parseCanonical,
  type RequestBody,
  sha256Hex,
  sign,
  utf8,
  verify,
  wireId,
} from '../protocol/index.ts';
import { AUTH_SCHEME } from './ask-peer.ts';
import type { Context } from './context.ts';
import { recipientKey } from './own-keys.ts';
import { isCode, refusalCode } from './refusals.ts';

const NONCE_LIFE = 15 * MINUTE;
const SKEW = 'request.skew';

export interface Answer {
  readonly status: number;
  readonly contentType: 'application/jose' | 'application/json';
  readonly body: string;
  /** The signed response; absent when the asker could not be told from anyone. */
  readonly signature: string | null;
}

interface Asker {
  readonly request: RequestBody;
  readonly hash: string;
}

/**
 * Answers a signed request: nonce, effect and ledger commit together, and the answer is signed and encrypted to the asker.
 * Refusals are recorded by code. Never throws on hostile input.
 */
export async function serveRequest(
  ctx: Context,
  http: { path: string; authorization: string | undefined; body: Uint8Array },
): Promise<Answer> {
  let asker: Asker | null = null;
  try {
    const jws = http.authorization?.startsWith(`${AUTH_SCHEME} `)
      ? http.authorization.slice(AUTH_SCHEME.length + 1)
      : null;
    if (jws === null) throw new Refusal('request.unsigned');
    const opened = await openRequest(ctx, jws, http);
    asker = opened.asker;
    if (opened.refused !== null) throw new Refusal(opened.refused);
    return await answer(ctx, asker, http);
  } catch (error) {
    const code =
      error instanceof Refusal ? error.code : error instanceof ProtocolError ? `protocol.${error.code}` : null;
    if (code === null) throw error;
    return refuseRequest(ctx, asker, code, http.path);
  }
}

/** A "no" by this edge itself, before any handler. */
class Refusal extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

async function openRequest(
  ctx: Context,
  jws: string,
  http: { path: string; body: Uint8Array },
): Promise<{ asker: Asker; refused: string | null }> {
  const now = ctx.runtime.clock.now();
  const claimed = claimedAsker(jws);
  let refused: string | null = null;
  const checked = await verify(
    'request',
    jws,
    async (kid) => {
      const found = await ctx.directory.signingKey(claimed, kid, now);
      if (!found) return null;
      if (found.state !== 'active') refused = `key-${found.state}`;
      return ctx.verifyKeys.get(kid, () => importVerifyKey({ ...found.jwk }));
    },
    { audience: ctx.runtime.bureau },
  );
  const asker = { request: checked.body as unknown as RequestBody, hash: messageHash(jws) };
  try {
    checkRequest(checked.body, {
      audience: ctx.runtime.bureau,
      method: 'POST',
      path: http.path,
      bodyHash: sha256Hex(http.body),
      now,
    });
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    refused ??= error.code === 'expired' || error.code === 'not-yet-valid' ? SKEW : `protocol.${error.code}`;
  }
  return { asker, refused };
}

function claimedAsker(jws: string): string {
  try {
    const { from } = JSON.parse(fromUtf8(fromBase64Url(jws.split('.', 3)[1] ?? ''))) as { from?: unknown };
    if (typeof from === 'string') return from;
  } catch {
    // Told below.
  }
  throw new ProtocolError('malformed', 'request names no asker');
}

async function answer(ctx: Context, asker: Asker, http: { path: string; body: Uint8Array }): Promise<Answer> {
  const { request } = asker;
  const { plaintext } = await decrypt(fromUtf8(http.body), ctx.own.decryption);
  const name = http.path.slice('/federation/request/'.length);
  const handler = ctx.requests.get(name);
  if (!handler) throw new Refusal('request.unknown-path');
  const body = handler.schema.safeParse(parseCanonical(plaintext));
  if (!body.success) throw new Refusal('request.body-does-not-fit');
  try {
    const result = await ctx.db.tx(bureauScope(ctx.runtime.bureau, request.from), async (tx) => {
      const value = await withNonce(tx, request.id, () =>
        (handler as RequestHandler<unknown>).handle(tx, { from: request.from, body: body.data }),
      );
      ctx.audit.record(tx, {
        act: 'federation.request-served',
        entity: { kind: 'request', id: request.id },
        body: { from: request.from, path: name, hash: asker.hash },
      });
      return value;
    });
    ctx.heard(request.from);
    return await sealed(ctx, asker, 200, toJson(result));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = refusalCode(error);
    if (code === null || !(error instanceof AppError)) throw error;
    // The effect is undone, the nonce is not: the same bytes must not be tried again.
    await ctx.db.tx(bureauScope(ctx.runtime.bureau, request.from), async (tx) => {
      await takeNonce(tx, request.id);
      ctx.audit.record(tx, {
        act: 'federation.request-refused',
        entity: { kind: 'request', id: request.id },
        body: { from: request.from, path: name, hash: asker.hash, code },
      });
    });
    const told = error.code === 'forbidden' ? 'not-found' : error.code;
    return sealed(ctx, asker, error.status, { code: told, errors: error.errors.map(wireProblem) });
  }
}

/** True when it was not there yet. */
async function keepNonce(tx: Pick<Tx, 'query'>, id: string, at: number): Promise<boolean> {
  const fresh = await tx.query(
    'INSERT INTO federation_nonce (id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
    [id, at],
    'federation.nonce',
  );
  return fresh.length > 0;
}

async function takeNonce(tx: Pick<Tx, 'now' | 'query'>, id: string): Promise<void> {
  if (!(await keepNonce(tx, id, tx.now))) throw new Refusal('request.replayed');
  // One in 256 sweeps what is past its time.
  if (id.endsWith('00')) {
    await tx.query(
      'DELETE FROM federation_nonce WHERE id IN (SELECT id FROM federation_nonce WHERE at < $1 LIMIT 1000 FOR UPDATE SKIP LOCKED)',
      [tx.now - NONCE_LIFE],
    );
  }
}

/**
 * The nonce goes to the database beside the handler's first statement, for a round trip less: what a replay did is undone with
 * it. Both have ended when this does, as nothing may use a transaction that is over.
 */
async function withNonce<T>(tx: Tx, id: string, handle: () => Promise<T>): Promise<T> {
  const used = takeNonce(tx, id);
  used.catch(() => undefined);
  try {
    return await handle();
  } finally {
    // A replay is told as one, whatever the handler made of it.
    await used;
  }
}

function wireProblem(problem: FieldProblem): {
  pointer: string;
  code: string;
  params?: Record<string, string | number | boolean>;
} {
  const code = isCode(problem.code) ? problem.code : 'refused';
  return problem.params
    ? { pointer: problem.pointer, code, params: { ...problem.params } }
    : { pointer: problem.pointer, code };
}

/** A handler's result as JSON: dates, maps and the like have no place in an answer. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}

async function sealed(ctx: Context, asker: Asker, status: number, answer: Json): Promise<Answer> {
  const key = await ctx.directory.encryptionKey(asker.request.from);
  if (key === null) throw new AppError('unavailable', 'the asker has no encryption key');
  const body = await encryptTo(canonicalize(answer), recipientKey(ctx, key));
  return { status, contentType: 'application/jose', body, signature: await signResponse(ctx, asker, status, body) };
}

function signResponse(ctx: Context, { request, hash }: Asker, status: number, body: string): Promise<string> {
  return sign(
    'response',
    {
      v: 1,
      id: wireId(ctx.runtime.bureau, 'response', ctx.runtime.newId()),
      from: ctx.runtime.bureau,
      to: request.from,
      iat: ctx.runtime.clock.now(),
      request: request.id,
      requestHash: hash,
      status,
      bodyHash: sha256Hex(utf8(body)),
    },
    ctx.own.signing,
  );
}

/** On the record by code; signed when the asker proved who it is, so that a skewed clock learns the time from our signature. */
async function refuseRequest(ctx: Context, asker: Asker | null, code: string, path: string): Promise<Answer> {
  const { runtime } = ctx;
  const act = 'federation.request-refused';
  const said = { code, path: path.slice(0, 200) };
  if (asker) {
    const { request, hash } = asker;
    await ctx.db.tx(bureauScope(runtime.bureau, request.from), async (tx) => {
      // Its asker asks anew by our time: the same bytes must have no effect either when their own time comes.
      if (code === SKEW) await keepNonce(tx, request.id, Math.max(tx.now, request.iat));
      const body = { ...said, from: request.from, hash };
      ctx.audit.record(tx, { act, entity: { kind: 'request', id: request.id }, body });
    });
  } else await ctx.recordUnproven([{ act, entity: { kind: 'request', id: runtime.newId() }, body: said }]);
  const status = code === 'request.unknown-path' ? 404 : code === 'request.body-does-not-fit' ? 400 : 401;
  const kind = status === 404 ? 'not-found' : status === 400 ? 'invalid' : 'refused';
  const body = JSON.stringify({ code: kind, errors: [{ pointer: '', code: isCode(code) ? code : 'refused' }] });
  return {
    status,
    contentType: 'application/json',
    body,
    signature: asker ? await signResponse(ctx, asker, status, body) : null,
  };
}
