import type { ServerResponse } from 'node:http';
import { type Database, freeRoute, type Route, type Runtime, type Scope } from '../platform/index.ts';
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

interface LiveDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly log: SealedLog;
  readonly onSealed: (listener: (entries: SealedEntry[]) => void) => () => void;
}

/** GET /api/live: what the ledger seals, as it is sealed. Ends every stream at `close`. */
export function createLive(deps: LiveDeps): { readonly route: Route; close(): void } {
  const open = new Set<() => void>();
  let closed = false;
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
      const end = follow(deps, scope, next, response, () => open.delete(end));
      open.add(end);
    },
  });
  return {
    route,
    close() {
      closed = true;
      for (const end of [...open]) end();
    },
  };
}

function lastSeen(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** Writes from the stored ledger until caught up, then as entries are sealed. Returns how to end it. */
function follow(deps: LiveDeps, scope: Scope, from: number, response: ServerResponse, ended: () => void): () => void {
  const { clock, log: logger } = deps.runtime;
  const encode = scope.agency === null ? forStaff : forOfficer;
  let next = from;
  let pumping = false;
  let behind = false;
  let done = false;

  /** False when the reader's end is full: the rest comes from the store once it has drained. */
  function write(entries: readonly SealedEntry[]): boolean {
    const last = entries.at(-1);
    if (!last) return true;
    next = last.seq + 1;
    const news = encode(entries.filter((entry) => !LOOKING.test(entry.act)));
    return news === '' || response.write(news);
  }

  async function pump(): Promise<void> {
    if (pumping || done) {
      behind = true;
      return;
    }
    pumping = true;
    try {
      for (;;) {
        behind = false;
        const entries = await deps.db.tx(scope, (tx) => readSealed(tx, next, PAGE));
        if (done) return;
        if (!write(entries)) {
          await new Promise<void>((resolve) => response.once('drain', resolve).once('close', resolve));
          behind = true;
        }
        if (done || (entries.length < PAGE && !behind)) return;
      }
    } catch (error) {
      logger.warn({ err: (error as Error).message }, 'live stream ended: the ledger could not be read');
      end();
    } finally {
      pumping = false;
    }
  }

  const forget = deps.onSealed((entries) => {
    const contiguous = entries[0]?.seq === next && !pumping && !response.writableNeedDrain;
    if (contiguous) write(entries);
    else void pump();
  });
  let cancelBeat: () => void;
  const beat = (): void => {
    cancelBeat = clock.after(BEAT_MS, () => {
      response.write(': beat\n\n');
      // Another process may have sealed: its entries come with the beat.
      void pump();
      beat();
    });
  };
  beat();
  const cancelLife = clock.after(LIFE_MS, () => end());

  function end(): void {
    if (done) return;
    done = true;
    forget();
    cancelBeat();
    cancelLife();
    response.end();
    ended();
  }
  response.on('close', end);
  void pump();
  return end;
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
