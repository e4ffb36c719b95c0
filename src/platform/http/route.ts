import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodType, z } from 'zod';
import type { Database, Tx } from '../db/database.ts';
import type { Scope } from '../scope.ts';

/** What the policy may ask about a record: who owns it, who wrote it, in which compartment it lies, its state. */
export interface Resource {
  readonly agency?: string | null;
  readonly author?: string | null;
  readonly owner?: string | null;
  readonly compartment?: string;
  readonly state?: string;
  readonly bureau?: string | null;
}

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

export interface RouteContext<P, Q, B, Prepared> extends RouteInput<P, Q, B> {
  readonly scope: Scope;
  readonly tx: Tx;
  readonly prepared: Prepared;
  readonly request: { readonly ip: string; readonly headers: IncomingHttpHeaders; readonly id: string };
  /** Cookies to set with the answer (sign-in only). */
  setCookie(name: string, value: string, options: { maxAgeSeconds: number } | 'clear'): void;
}

export interface FreeContext<P, Q, B> extends RouteInput<P, Q, B> {
  readonly scope: Scope;
  readonly db: Database;
  readonly raw: FastifyRequest;
  readonly reply: FastifyReply;
}

interface RouteBase {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify path, `/api/notices/:id`. */
  readonly path: string;
  /** The policy's word for it. A route whose action has no policy row is refused, and fails the matrix test. */
  readonly action: string;
  readonly summary: string;
  readonly params?: ZodType;
  readonly query?: ZodType;
  readonly body?: ZodType;
  readonly response?: ZodType;
  /** Bytes accepted for the body; 1 MiB unless said. */
  readonly bodyLimit?: number;
  /** Takes the body as bytes, whatever media type it comes under, or none: for protocols of others that are not JSON. */
  readonly rawBody?: boolean;
  /**
   * Hands the body over unread, as `raw.body` (a Readable), so that a handler can say no before a byte of it is taken in and bound
   * what it takes. `bodyLimit` bounds only what the request announces.
   */
  readonly streamBody?: boolean;
  readonly successStatus?: 200 | 201 | 202;
}

/** The common route: one transaction with the access check, the effect, the ledger and the stored answer. */
export interface TxRoute extends RouteBase {
  readonly mode: 'tx';
  prepare?(input: RouteInput<never, never, never>, scope: Scope): Promise<unknown>;
  /** Loads what the policy asks about; null means missing. Absent: the action is decided by role alone. */
  resource?(tx: Tx, input: RouteInput<never, never, never>): Promise<Resource | null>;
  handle(ctx: RouteContext<never, never, never, never>): Promise<unknown>;
}

/**
 * A route that manages its own transactions (live streams, sessions). The role check is done before it.
 * `node`: between machines; the caller is nobody until the room has checked what the request itself carries: the signature
 * inside the bytes, or a partner's credentials.
 */
export interface FreeRoute extends RouteBase {
  readonly mode: 'free' | 'node';
  handle(ctx: FreeContext<never, never, never>): Promise<unknown>;
}

export type Route = TxRoute | FreeRoute;

type Out<S> = S extends ZodType ? z.output<S> : undefined;

/** A route with its input typed by its schemas. Unsafe methods need an `Idempotency-Key` header. */
export function route<
  P extends ZodType | undefined = undefined,
  Q extends ZodType | undefined = undefined,
  B extends ZodType | undefined = undefined,
  R extends ZodType = ZodType,
  Prepared = undefined,
>(
  spec: Omit<RouteBase, 'params' | 'query' | 'body' | 'response'> & {
    params?: P;
    query?: Q;
    body?: B;
    response?: R;
    /** Heavy work before the transaction (hashing, vault writes). Must be harmless when the transaction then fails. */
    prepare?: (input: RouteInput<Out<P>, Out<Q>, Out<B>>, scope: Scope) => Promise<Prepared>;
    resource?: (tx: Tx, input: RouteInput<Out<P>, Out<Q>, Out<B>>) => Promise<Resource | null>;
    handle: (ctx: RouteContext<Out<P>, Out<Q>, Out<B>, Prepared>) => Promise<z.input<R>>;
  },
): Route {
  return { mode: 'tx', ...spec } as unknown as Route;
}

type FreeSpec<P, Q, B> = Omit<RouteBase, 'params' | 'query' | 'body'> & {
  params?: P;
  query?: Q;
  body?: B;
  handle: (ctx: FreeContext<Out<P>, Out<Q>, Out<B>>) => Promise<unknown>;
};

export function freeRoute<
  P extends ZodType | undefined = undefined,
  Q extends ZodType | undefined = undefined,
  B extends ZodType | undefined = undefined,
>(spec: FreeSpec<P, Q, B>): Route {
  return { mode: 'free', ...spec } as unknown as Route;
}

/** A route for other nodes and partners' software. Nobody is signed in to it, whatever cookie or key comes along. */
export function nodeRoute<
  P extends ZodType | undefined = undefined,
  Q extends ZodType | undefined = undefined,
  B extends ZodType | undefined = undefined,
>(spec: FreeSpec<P, Q, B>): Route {
  return { mode: 'node', ...spec } as unknown as Route;
}

/** What the HTTP edge needs to know of access; `access` provides it, so that the platform imports no room. */
export interface Guard {
  /** The caller's scope, from a session cookie or a partner's bearer key; `anyone` when there is neither. */
  authenticate(request: FastifyRequest): Promise<Scope>;
  /** True when some policy row could allow the action to this scope, before the record is known. */
  mayTry(scope: Scope, action: string): boolean;
  may(scope: Scope, action: string, resource: Resource): boolean;
  /** Writes the refusal to the ledger in a transaction of its own. */
  refused(scope: Scope, action: string, path: string): Promise<void>;
}
