import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { IdentificationDeps } from '../deps.ts';
import { owedMarking } from '../hash-lists/mark-listed.ts';
import { callSource, SourceFailure } from './call-source.ts';
import { keepEntries } from './keep-page.ts';
import { askAbout } from './read-about.ts';
import { readEntries, UnexpectedAnswer } from './read-wire.ts';
import { addressOf, allowedOrigins } from './source-address.ts';
import { findSource, lockSource, type SourceRow, updateSource } from './source-store.ts';
import { closeTrouble, openTrouble } from './source-trouble.ts';
import { type EntryPage, PAGE_SIZE, readNext, toSeconds, VERSION_PATH } from './wire.ts';
import { XmlRefused } from './xml-document.ts';

export const PULL_JOB = 'identification.hash-pull';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
/** The last minute is left for the next pull: what the source is still writing has its time already. */
const SETTLE_MS = 60 * SECOND;
const NEAR_MS = 300 * SECOND;
/** Each range begins this much before the last one ended, for clocks that differ. */
const OVERLAP_MS = 600 * SECOND;
const PATH_LIFE_MS = 12 * HOUR;
const ABOUT_LIFE_MS = DAY;
/** A range that holds more is cut in half: a pull that is interrupted in it loses less. */
const MANY_ENTRIES = 50 * PAGE_SIZE;
const FEW_PAGES = 5;
export const FIRST_WINDOW_MS = 30 * DAY;
const LEAST_WINDOW_MS = HOUR;
const MOST_WINDOW_MS = 366 * DAY;
const MAX_PAGES = 200_000;
/** Failures in a row before a person is told. */
const TELL_AFTER = 8;

/**
 * Reads a source up to the present, range by range, a page and a transaction at a time. It goes on where it was after any
 * interruption; a failure makes it wait, the longer the more there were.
 */
export function pullJob(deps: IdentificationDeps): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    const end = await runPull(deps, id, job.signal);
    return end.againAfterMs === null ? undefined : { againAfterMs: end.againAfterMs };
  };
}

/** The same once, in whatever process: two that pull at one time share the pages. Returns why it did not come to its end, or null. */
export async function pullUpToNow(deps: IdentificationDeps, id: string, signal: AbortSignal): Promise<string | null> {
  return (await runPull(deps, id, signal)).code;
}

/** `code`: why it did not come up to the present. `againAfterMs` null: not by itself. */
interface PullEnd {
  readonly againAfterMs: number | null;
  readonly code: string | null;
}

async function runPull(deps: IdentificationDeps, id: string, signal: AbortSignal): Promise<PullEnd> {
  const scope = systemScope(deps.runtime.bureau);
  try {
    for (;;) {
      const step = await deps.db.tx(scope, (tx) => planStep(deps, tx, id));
      if (step === null) return { againAfterMs: null, code: null };
      if (step.kind === 'done') return { againAfterMs: step.againAfterMs, code: null };
      if (step.kind === 'about') {
        const about = await askAbout(deps, step.source, step.origins, signal);
        await deps.db.tx(scope, (tx) => updateSource(tx, id, { about, about_at: tx.now }));
      } else await readPage(deps, signal, step);
      if (signal.aborted) return { againAfterMs: 0, code: null };
    }
  } catch (error) {
    if (signal.aborted) throw error;
    const failure = asFailure(error);
    return deps.db.tx(scope, (tx) => noteFailure(deps, tx, id, failure));
  }
}

interface PageStep {
  readonly kind: 'page';
  readonly source: SourceRow;
  readonly origins: readonly string[];
  readonly range: { readonly from: number; readonly to: number };
  readonly path: string;
  readonly isFirst: boolean;
}
type Step =
  | PageStep
  | { readonly kind: 'about'; readonly source: SourceRow; readonly origins: readonly string[] }
  | { readonly kind: 'done'; readonly againAfterMs: number };

/** What is to be asked next. Null: the source is paused, or waits for a person. */
async function planStep(deps: IdentificationDeps, tx: Tx, id: string): Promise<Step | null> {
  const source = await lockSource(tx, id);
  if (!source || source.state === 'paused' || source.pull_state === 'stopped') return null;
  const origins = await allowedOrigins(tx);
  if (source.about_at === null || source.about_at + ABOUT_LIFE_MS <= tx.now) return { kind: 'about', source, origins };
  const reach = Math.floor((tx.now - SETTLE_MS) / SECOND) * SECOND;
  let { range_from: from, range_to: to } = source;
  if (from === null || to === null) {
    const isUnderWay = source.pull_state === 'pulling' || source.pull_state === 'backing-off';
    // A pull ends near the present: what came while it ran is the next one's.
    if (source.complete_to >= reach - (isUnderWay ? NEAR_MS : 0)) return finish(deps, tx, source);
    from = Math.max(source.from_at, source.complete_to - OVERLAP_MS);
    to = Math.min(Math.max(from, source.complete_to) + source.window_ms, reach);
    const start = isUnderWay ? {} : { started_at: tx.now, pages: 0, entries: 0, unreadable: 0 };
    await updateSource(tx, id, { range_from: from, range_to: to, pull_state: 'pulling', estimated: null, ...start });
  }
  const isFresh = source.next_path_at !== null && source.next_path_at + PATH_LIFE_MS > tx.now;
  const next = isFresh ? source.next_path : null;
  const path = next ?? `${VERSION_PATH}/entries?from=${toSeconds(from)}&to=${toSeconds(to)}`;
  return { kind: 'page', source, origins, range: { from, to }, path, isFirst: next === null };
}

/** Up to the present: written down once, and looked at again when it is time. */
async function finish(deps: IdentificationDeps, tx: Tx, source: SourceRow): Promise<Step> {
  await updateSource(tx, source.id, {
    pull_state: 'waiting',
    finished_at: tx.now,
    next_at: tx.now + source.every_ms,
    failures: 0,
    code: source.unreadable > 0 ? 'hash-source.entries-unreadable' : null,
  });
  await closeTrouble(deps, tx, source.id, 'pulled');
  const { pages, entries, unreadable } = source;
  deps.audit.record(tx, {
    act: 'hash-source.pulled',
    entity: { kind: 'hash-source', id: source.id },
    body: { pages, entries, unreadable, completeTo: source.complete_to },
  });
  return { kind: 'done', againAfterMs: source.every_ms };
}

async function readPage(deps: IdentificationDeps, signal: AbortSignal, step: PageStep): Promise<void> {
  const { source } = step;
  const bytes = await callSource(deps, source, step.origins, { path: step.path, signal });
  const page = readEntries(bytes);
  if (page.next === step.path || source.pages >= MAX_PAGES) throw new SourceFailure('hash-source.endless', 'stop');
  if (page.next !== null && !addressOf(source.base_url, page.next))
    throw new SourceFailure('hash-source.path-elsewhere', 'stop');
  await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
    // Another may have come in between: a person who paused it, or a process that took this job over.
    const held = await lockSource(tx, source.id);
    if (held?.state !== 'active' || !isAt(held, step)) return;
    const left = leftIn(page);
    if (step.isFirst && left !== null && left > MANY_ENTRIES && step.range.to - step.range.from > LEAST_WINDOW_MS) {
      const window = Math.max(LEAST_WINDOW_MS, Math.floor((step.range.to - step.range.from) / 2 / SECOND) * SECOND);
      await updateSource(tx, source.id, { range_to: step.range.from + window, window_ms: window });
      return;
    }
    await keepEntries(tx, source, page.entries);
    if (page.next === null && held.entries + page.entries.length > 0) await owedMarking(deps, tx, source.list_id);
    const pages = held.pages + 1;
    const entries = held.entries + page.entries.length;
    await updateSource(tx, source.id, {
      pages,
      entries,
      unreadable: held.unreadable + page.unreadable,
      pull_state: 'pulling',
      // A range that must be begun anew again and again is no success.
      ...(step.isFirst && page.next !== null ? {} : { failures: 0, code: null }),
      ...(page.next === null ? endOfRange(step, left) : { next_path: page.next, next_path_at: tx.now }),
      ...(step.isFirst ? { estimated: left } : {}),
    });
  });
}

const isAt = (held: SourceRow, step: PageStep): boolean =>
  held.range_from === step.range.from &&
  held.range_to === step.range.to &&
  (step.isFirst || held.next_path === step.path);

/** How many entries the range holds from this page on, by its own account. */
function leftIn(page: EntryPage): number | null {
  if (page.next === null) return page.entries.length;
  const next = readNext(page.next);
  return next && Math.max(0, next.max - next.start + 1) + page.entries.length;
}

/** The whole range is here: only now may the mark move. */
function endOfRange({ source, range, isFirst }: PageStep, left: number | null): Parameters<typeof updateSource>[2] {
  const isSmall = isFirst && left !== null && left < FEW_PAGES * PAGE_SIZE;
  return {
    range_from: null,
    range_to: null,
    next_path: null,
    next_path_at: null,
    complete_to: Math.max(source.complete_to, range.to),
    ...(isSmall ? { window_ms: Math.min(MOST_WINDOW_MS, source.window_ms * 2) } : {}),
  };
}

function asFailure(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error;
  if (error instanceof XmlRefused || error instanceof UnexpectedAnswer)
    return new SourceFailure('hash-source.answer-unreadable', 'again', { cause: error });
  throw error;
}

/** Half a minute, doubled with each failure, an hour at most; or what the source asked for. */
function backOffMs(failures: number): number {
  return Math.min(HOUR, 30 * SECOND * 2 ** Math.min(failures - 1, 10));
}

async function noteFailure(deps: IdentificationDeps, tx: Tx, id: string, failure: SourceFailure): Promise<PullEnd> {
  const source = await findSource(tx, id);
  if (!source) return { againAfterMs: null, code: failure.code };
  const failures = source.failures + 1;
  const { code } = failure;
  // A path that is no longer good is left, once; a range that is refused from its beginning is refused.
  const canRestart = failure.next === 'restart' && source.next_path !== null;
  const stops = failure.next === 'stop' || (failure.next === 'restart' && !canRestart);
  const wait = failure.retryAfterMs ?? backOffMs(failures);
  await updateSource(tx, id, {
    failures,
    code,
    pull_state: stops ? 'stopped' : 'backing-off',
    next_at: stops ? null : tx.now + wait,
    ...(canRestart ? { next_path: null, next_path_at: null } : {}),
  });
  if (stops || failures === TELL_AFTER) await openTrouble(deps, tx, source, code);
  if (stops)
    deps.audit.record(tx, {
      act: 'hash-source.stopped',
      entity: { kind: 'hash-source', id },
      body: { code, status: failure.status },
    });
  return { againAfterMs: stops ? null : wait, code };
}
