import type { FeedHandler, MessageHandler, RequestHandler } from '../platform/index.ts';
import type { EncryptionKey, SigningKey, VerifyKey } from '../protocol/index.ts';
import type { UnprovenRefusal } from './record-unproven.ts';
import type { DeliveryListener, FederationDeps } from './types.ts';

/** Name of the circulation feed, in its checkpoints and as the name of its key. */
export const FEED_ORIGIN = 'homeward.example.org/IPSG/feed';
export const SECRETARIAT = 'IPSG';

/** This bureau's own keys, imported once. */
export interface OwnKeys {
  readonly signing: SigningKey;
  /** Current and previous decryption keys by kid; previous ones while their 90 days last. */
  readonly decryption: { get(kid: string): EncryptionKey | undefined };
}

/** What every use case of this room is given. */
export interface Context extends FederationDeps {
  readonly own: OwnKeys;
  readonly verifyKeys: KeyCache<VerifyKey>;
  readonly encryptionKeys: KeyCache<EncryptionKey>;
  readonly messages: Map<string, MessageHandler>;
  readonly feed: Map<string, FeedHandler>;
  readonly requests: Map<string, RequestHandler>;
  readonly listeners: DeliveryListener[];
  /** A peer has just proved that it is there: what waits for it because it did not answer may go now. */
  readonly heard: (peer: string) => void;
  /** For bytes that prove nothing about who sent them. */
  readonly recordUnproven: (refusals: readonly UnprovenRefusal[]) => Promise<void>;
  /** What the feed side tells the rest of the room. */
  readonly feedView: FeedView;
}

export interface FeedView {
  /** Newest signed checkpoint, checked (a follower) or made here (the Secretariat). */
  checkpoint(): string | null;
  /** True when the newest signed time is more than a minute old: revocations may be unknown here. */
  isStale(): boolean;
  /** A peer showed a checkpoint: look whether there is more to fetch, or two views of one log. */
  shown(peer: string, note: string): void;
  /** Fetches and handles what is new on the feed now; returns the size reached. */
  catchUp(): Promise<number>;
}

/** Imported public keys by kid: a kid is the key's thumbprint, so an entry can never go stale. Its state is the directory's to say. */
export class KeyCache<K> {
  readonly #keys = new Map<string, K>();

  get(kid: string, load: () => K): K {
    const found = this.#keys.get(kid);
    if (found !== undefined) return found;
    const key = load();
    if (this.#keys.size > 2_000) this.#keys.clear();
    this.#keys.set(kid, key);
    return key;
  }
}
