import { AppError } from '../platform/index.ts';
import { decodeEntries, fromUtf8, ProtocolError, TILE_WIDTH, type TileReader, tilePath } from '../protocol/index.ts';
import { askPeer } from './ask-peer.ts';
import { type Context, SECRETARIAT } from './context.ts';
import { FEED_BODIES, type FetchedBody, feedBodies } from './feed-bodies.ts';
import { readBounded } from './read-bounded.ts';

const WAIT_TIMEOUT_MS = 40_000;
const TIMEOUT_MS = 15_000;
/** A full entry bundle: 256 leaves, each with its length in two bytes. */
const MAX_BYTES = 256 * 65_537;

/** Reads the Secretariat's feed over HTTP. Nothing here is believed: the follower checks it all. */
export function createFeedClient(ctx: Context, signal: AbortSignal) {
  // Asked of the directory again only after a failure: an idle follower asks the database nothing.
  let base: string | null = null;

  async function get(path: string, timeoutMs: number): Promise<Uint8Array> {
    base ??= (await ctx.directory.endpoint(SECRETARIAT)) ?? ctx.ipsg.url;
    try {
      const response = await ctx.runtime.fetch(new URL(`/federation/feed/${path}`, base), {
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      const bytes = await readBounded(response, MAX_BYTES);
      if (response.status !== 200) throw new AppError('unavailable', `feed ${path}: status ${response.status}`);
      return bytes;
    } catch (error) {
      base = null;
      throw error;
    }
  }

  async function entriesTile(index: number, size: number): Promise<Uint8Array[]> {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const entries = decodeEntries(await get(tilePath('entries', index, width), TIMEOUT_MS));
    if (entries.length < width) throw new ProtocolError('bad-tile', 'a bundle shorter than asked for');
    return entries;
  }

  return {
    checkpoint: async (): Promise<string> => fromUtf8(await get('checkpoint', TIMEOUT_MS)),
    /** Answers when the log is larger than `size`, or after 20 s. */
    wait: async (size: number): Promise<string> => fromUtf8(await get(`wait?size=${size}`, WAIT_TIMEOUT_MS)),
    /** Leaves [from, to) of the log of `size` leaves. */
    async leaves(from: number, to: number, size: number): Promise<Uint8Array[]> {
      const leaves: Uint8Array[] = [];
      for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index++) {
        const first = index * TILE_WIDTH;
        const tile = await entriesTile(index, size);
        leaves.push(...tile.slice(Math.max(0, from - first), Math.min(TILE_WIDTH, to - first)));
      }
      return leaves;
    },
    /** Hash tiles, for consistency proofs. */
    reader: { readTile: (level, index, width) => get(tilePath(level, index, width), TIMEOUT_MS) } satisfies TileReader,
    /** Bodies in one signed request; more only when they are too large for one answer. */
    async bodies(seqs: readonly number[]): Promise<Map<number, FetchedBody>> {
      const found = new Map<number, FetchedBody>();
      for (let rest = [...seqs]; rest.length > 0; ) {
        const answer = await askPeer(ctx, SECRETARIAT, { path: FEED_BODIES, body: { seqs: rest }, schema: feedBodies });
        for (const entry of answer.entries) found.set(entry.seq, entry as FetchedBody);
        const left = rest.filter((seq) => !found.has(seq));
        if (left.length === rest.length)
          throw new AppError('unavailable', 'the feed answers no body for an entry it lists');
        rest = left;
      }
      return found;
    },
  };
}

export type FeedClient = ReturnType<typeof createFeedClient>;
