import type { ServerResponse } from 'node:http';
import { type Database, freeRoute, type Route, type Runtime, type Scope, systemScope } from '../platform/index.ts';
import { liveQuery } from './contract.ts';
import type { SealedEntry } from './entry.ts';
import { readSealed } from './list-entries.ts';
import type { SealedLog } from './sealed-log.ts';

const BEAT_MS = 15_000;
/** A stream ends after this, and the browser's EventSource comes back: so its session is looked at again. */
const LIFE_MS = 300_000;
const PAGE = 500;
/** Looking is on the record but is no news: a console that refetches on it would make itself refetch for ever. */
const LOOKING = /[.-](?:viewed|searched|listed|exported)$/;
const BEAT = ': beat\n\n';

interface LiveDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly log: SealedLog;
  readonly onSealed: (listener: (entries: SealedEntry[]) => void) => () => void;
}

/** One console that listens. */
interface Stream {
  /** Number of the first entry it has not had. */
  next: number;
  readonly scope: Scope;
  readonly response: ServerResponse;
  /** Reads from the store until it has caught up. */
  pump(): void;
  readonly isPumping: boolean;
  end(): void;
}

/**
 * GET /api/live: what the ledger seals, as it is sealed. What goes to many is encoded once, and one clock and one look at the
 * store serve all of them. Ends every stream at `close`.
 */
export function createLive(deps: LiveDeps): { readonly route: Route; close(): void } {
  const { clock } = deps.runtime;
  const streams = new Set<Stream>();
  let closed = false;
  let forget: (() => void) | undefined;
  let cancelBeat: (() => void) | undefined;

  /** Those who have had everything before it get it from memory; the others read it. */
  function spread(entries: SealedEntry[]): void {
    const [first] = entries;
    if (!first) return;
    const news = createNews(entries);
    for (const stream of streams) {
      const follows = stream.next === first.seq && !stream.isPumping && !stream.response.writableNeedDrain;
      if (!follows) {
        stream.pump();
        continue;
      }
      stream.next = news.next;
      const bytes = news.for(stream.scope);
      if (bytes) stream.response.write(bytes);
    }
  }

  function beat(): void {
    cancelBeat = clock.after(BEAT_MS, () => {
      for (const { response } of streams) response.write(BEAT);
      void catchOthers();
      beat();
    });
  }

  /** Another process may have sealed: its entries come with the beat. */
  async function catchOthers(): Promise<void> {
    try {
      const { size } = await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => deps.log.state(tx));
      for (const stream of streams) if (stream.next < size) stream.pump();
    } catch (error) {
      deps.runtime.log.warn({ err: (error as Error).message }, 'live streams: the ledger could not be looked at');
    }
  }

  function add(stream: Stream): void {
    streams.add(stream);
    if (streams.size > 1) return;
    forget = deps.onSealed(spread);
    beat();
  }

  function remove(stream: Stream): void {
    if (!streams.delete(stream) || streams.size > 0) return;
    forget?.();
    cancelBeat?.();
  }

  const route = freeRoute({
    method: 'GET',
    path: '/api/live',
    action: 'live.follow',
    summary: 'Server-sent events: ledger numbers as they are sealed, resumed by Last-Event-ID',
    query: liveQuery,
    handle: async ({ scope, query, raw, reply }) => {
      const seen = lastSeen(raw.headers['last-event-id']) ?? query.after;
      const next =
        seen === undefined ? await deps.db.tx(scope, async (tx) => (await deps.log.state(tx)).size) : seen + 1;
      reply.hijack();
      const response = reply.raw;
      // An event is small and must not wait for the answer to the one before.
      response.socket?.setNoDelay(true);
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 1000\n\n');
      if (closed) {
        response.end();
        return;
      }
      const stream = openStream(deps, { scope, next, response, ended: remove });
      add(stream);
      stream.pump();
    },
  });
  return {
    route,
    close() {
      closed = true;
      for (const stream of [...streams]) stream.end();
    },
  };
}

function lastSeen(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

interface Opening {
  readonly scope: Scope;
  readonly next: number;
  readonly response: ServerResponse;
  ended(stream: Stream): void;
}

/** A stream that catches up from the stored ledger whenever it is told to, and ends with its reader or its time. */
function openStream(deps: LiveDeps, { scope, next, response, ended }: Opening): Stream {
  let pumping = false;
  let behind = false;
  let done = false;
  const cancelLife = deps.runtime.clock.after(LIFE_MS, () => stream.end());

  async function pump(): Promise<void> {
    if (pumping || done) {
      behind = true;
      return;
    }
    pumping = true;
    try {
      for (;;) {
        behind = false;
        const entries = await deps.db.tx(scope, (tx) => readSealed(tx, stream.next, PAGE));
        if (done) return;
        const news = createNews(entries);
        const bytes = news.for(scope);
        if (entries.length > 0) stream.next = news.next;
        // The reader's end is full: the rest comes from the store once it has drained.
        if (bytes && !response.write(bytes)) {
          await new Promise<void>((resolve) => response.once('drain', resolve).once('close', resolve));
          behind = true;
        }
        if (done || (entries.length < PAGE && !behind)) return;
      }
    } catch (error) {
      deps.runtime.log.warn({ err: (error as Error).message }, 'live stream ended: the ledger could not be read');
      stream.end();
    } finally {
      pumping = false;
    }
  }

  const stream: Stream = {
    next,
    scope,
    response,
    get isPumping() {
      return pumping;
    },
    pump: () => void pump(),
    end() {
      if (done) return;
      done = true;
      cancelLife();
      response.end();
      ended(stream);
    },
  };
  response.on('close', () => stream.end());
  return stream;
}

/** Entries as they are sent, encoded when the first reader of a kind needs them. */
function createNews(entries: readonly SealedEntry[]): { readonly next: number; for(scope: Scope): Buffer | null } {
  const last = entries.at(-1);
  const telling = entries.filter((entry) => !LOOKING.test(entry.act));
  const made = new Map<boolean, Buffer | null>();
  return {
    next: last ? last.seq + 1 : 0,
    for({ agency }) {
      const isStaff = agency === null;
      let bytes = made.get(isStaff);
      if (bytes === undefined) {
        const text = isStaff ? forStaff(telling) : forOfficer(telling);
        bytes = text === '' ? null : Buffer.from(text, 'utf8');
        made.set(isStaff, bytes);
      }
      return bytes;
    },
  };
}

function forStaff(entries: readonly SealedEntry[]): string {
  return entries
    .map(({ seq, act, entity }) => `id: ${seq}\ndata: ${JSON.stringify({ seq, act, entity })}\n\n`)
    .join('');
}

/** An agency's officer learns that something was added, not what: their own request may have moved. */
function forOfficer(entries: readonly SealedEntry[]): string {
  const last = entries.at(-1);
  return last ? `id: ${last.seq}\ndata: {}\n\n` : '';
}
