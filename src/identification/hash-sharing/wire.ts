/*
 * Shapes of the Hash Sharing protocol, version 2, as this room uses them. Read by `read-wire.ts`, written by `write-wire.ts`.
 */

export const NAMESPACE = 'https://hashsharing.ncmec.org/hashsharing/v2';
/** Every path of the protocol begins with it; a base URL does not have it. */
export const VERSION_PATH = '/v2';
export const PAGE_SIZE = 1000;

export interface Member {
  /** A number as text. */
  readonly id: string;
  readonly name: string;
}

export interface StatusResult {
  readonly ipAddress: string;
  readonly username: string;
  readonly member: Member;
}

export interface Feedback {
  readonly sentiment: 'affirmative' | 'negative';
  /** As written there: `Md5`. */
  readonly type: string;
  readonly at: number | null;
  readonly members: readonly Member[];
  readonly reasons: readonly { readonly reason: Reason; readonly members: readonly Member[] }[];
}

export interface Reason {
  readonly guid: string;
  readonly name: string;
  readonly type: string;
}

export interface Entry {
  readonly kind: 'image' | 'video';
  /** A tombstone: member, id and time alone. */
  readonly deleted: boolean;
  readonly member: Member;
  /** Unique within its member. */
  readonly id: string;
  /** UTC milliseconds; the protocol has whole seconds. */
  readonly at: number;
  readonly classification: string | null;
  /** By type, `MD5`; a type that is not known stands as it was written. */
  readonly fingerprints: Readonly<Record<string, string>>;
  /** Fingerprints that are not inline: path to the bytes, by type. Good for as long as the page is. */
  readonly large: Readonly<Record<string, string>>;
  readonly feedback: readonly Feedback[];
  /** Names of the categorizations set on it. */
  readonly categorizations: readonly string[];
}

export interface EntryPage {
  readonly entries: readonly Entry[];
  /** Elements under images and videos that are no entry one could keep. */
  readonly unreadable: number;
  /** Latest change among what the page holds; null on an empty page. */
  readonly maxAt: number | null;
  /** Path of the next page, relative to the base URL; null on the last. */
  readonly next: string | null;
}

export interface CategorizationGroup {
  readonly name: string;
  readonly allowMultiple: boolean;
  readonly categorizations: readonly { readonly guid: string; readonly name: string }[];
}

export type FeedbackSubmission =
  | { readonly sentiment: 'affirmative' }
  | { readonly sentiment: 'negative'; readonly reasonIds: readonly string[] };

/** An entry's key: ids are not unique beyond their member. */
export const keyOf = (memberId: string, entryId: string): string => `${memberId}-${entryId}`;

/** What `next` tells of a range: how many entries it may still hold. Null when it does not say. */
export function readNext(next: string): { start: number; size: number; max: number } | null {
  const query = new URLSearchParams(next.slice(next.indexOf('?') + 1));
  const [start, size, max] = ['start', 'size', 'max'].map((name) => Number(query.get(name) ?? Number.NaN));
  if (![start, size, max].every((n) => n !== undefined && Number.isSafeInteger(n) && n >= 0)) return null;
  return { start: start ?? 0, size: size ?? 0, max: max ?? 0 };
}

/** `2017-10-24T15:00:00Z`: whole seconds, UTC. */
export const toSeconds = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** A moment as the protocol writes it, with or without fractions. Null when it is none. */
export function readMoment(text: string | undefined): number | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
