import type { ZodType } from 'zod';
import type { BureauCode } from '../protocol/index.ts';
import type { Tx } from './db/database.ts';
import type { Route } from './http/route.ts';
import type { JobHandler } from './jobs/jobs.ts';
import type { EntityRef } from './scope.ts';

/**
 * What a room hands to `node.ts`: rooms on low floors are reached from above through these registries, so that
 * none of them imports a room above it.
 */
export interface RoomParts {
  readonly routes?: readonly Route[];
  readonly acts?: ActCatalogue;
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  readonly messages?: readonly MessageHandler[];
  readonly feed?: readonly FeedHandler[];
  readonly requests?: readonly RequestHandler[];
  readonly references?: readonly ReferenceResolver[];
  readonly conservation?: readonly ConservationSource[];
}

/**
 * The acts a room writes to the ledger. `flow` says what the act does to the count of an item of `item`'s kind
 * (conservation: received = finished + refused + open). An item may be received again after it finished.
 */
export type ActCatalogue = Readonly<
  Record<string, { readonly item?: string; readonly flow?: 'received' | 'finished' | 'refused' }>
>;

/** A message from another bureau, after its signature, addressee, freshness and shape have been checked. */
export interface InboundMessage<B = unknown> {
  readonly id: string;
  /** SHA-256 of the JWS bytes, hex: what both ledgers and the receipt carry. */
  readonly hash: string;
  readonly kind: string;
  readonly from: BureauCode;
  readonly iat: number;
  readonly thread: string | null;
  readonly replyTo: string | null;
  readonly urgency: 'routine' | 'urgent' | 'life-at-risk';
  readonly handling: Handling | null;
  readonly body: B;
}

/** The owner's terms for what a message carries. */
export interface Handling {
  readonly purpose: string;
  readonly onward: 'no' | 'with-consent' | 'yes';
  readonly expires?: number;
}

export interface MessageHandler<B = never> {
  readonly kind: string;
  readonly schema: ZodType;
  /** In the inbox's transaction: message, effect, ledger and receipt commit together. Throw AppError to refuse it (a signed refusal receipt). */
  handle(tx: Tx, message: InboundMessage<B>): Promise<void>;
}

/** An entry of the circulation feed, in order, verified against the signed checkpoint. */
export interface FeedEntry<B = unknown> {
  readonly seq: number;
  readonly kind: string;
  readonly time: number;
  readonly state: 'body' | 'withheld' | 'purged';
  /** Present when state is `body`. */
  readonly body: B | null;
}

export interface FeedHandler<B = never> {
  readonly kind: string;
  readonly schema: ZodType;
  handle(tx: Tx, entry: FeedEntry<B>): Promise<void>;
  /**
   * The same effect as `handle` for each, in order, in fewer statements: for a bureau that catches up. What it throws has no
   * effect, and the entries are then given one by one.
   */
  handleMany?(tx: Tx, entries: readonly FeedEntry<B>[]): Promise<void>;
}

/** A question one bureau asks another and needs answered now. The nonce and the effect commit together. */
export interface RequestHandler<B = never, R = unknown> {
  /** e.g. `icse/lookup`; served at POST /federation/request/icse/lookup. */
  readonly path: string;
  readonly schema: ZodType;
  handle(tx: Tx, request: { from: BureauCode; body: B }): Promise<R>;
}

/** Turns an opaque reference into what a queue or a link list may show. Null: gone, or not for this scope. */
export interface ReferenceResolver {
  readonly kind: string;
  resolve(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Reference>>;
}

export interface Reference {
  readonly ref: EntityRef;
  /** Human number, `US-2026-000123`. */
  readonly number: string | null;
  /** Short, without case content for those who may not see it. */
  readonly title: string;
  readonly state: string;
}

/** One room's own account of its items, compared with the ledger's and with `work`'s. */
export interface ConservationSource {
  readonly item: string;
  /** Ids that are open / finished / refused by the room's own tables. */
  states(tx: Tx): Promise<{ open: string[]; finished: string[]; refused: string[] }>;
  /** True when every open item must have at least one open work item (an owner and a deadline). */
  readonly owed: boolean;
}

/** Lets a room write its handlers with their own body type; the schema has checked it by then. */
export function messageHandler<B>(handler: MessageHandler<B>): MessageHandler {
  return handler as unknown as MessageHandler;
}
export function feedHandler<B>(handler: FeedHandler<B>): FeedHandler {
  return handler as unknown as FeedHandler;
}
export function requestHandler<B, R>(handler: RequestHandler<B, R>): RequestHandler {
  return handler as unknown as RequestHandler;
}
