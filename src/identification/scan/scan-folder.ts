import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { MIN_QUALITY, NEAR_RADIUS } from '../contract-media.ts';
import { DecodePool } from '../decode/pool.ts';
import { DecodeProblem } from '../decode/problem.ts';
import type { ScannedFile } from '../decode/scan-file.ts';
import { KnownHashes, type ListedAs, type ListProblem, type ReadListReport } from './known-hashes.ts';
import { type FileMatch, matchFile } from './match-file.ts';
import { StateFile } from './state-file.ts';
import { stampOf, type Walked, walkFolder } from './walk-folder.ts';

export interface ScanMatch extends Omit<FileMatch, 'entry'> {
  /** Path within the folder; `\xNN` stands for a byte that is no text. */
  readonly file: string;
  readonly size: number;
  readonly md5: string;
  readonly sha256: string;
  readonly entry: ListedAs;
}

export interface ScanReport {
  readonly folder: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly seconds: number;
  readonly versions: Readonly<Record<string, string | null>>;
  readonly radius: number;
  readonly lists: readonly ReadListReport[];
  readonly listProblems: readonly ListProblem[];
  readonly counts: {
    /** Everything found in the folder: matched + unmatched + notDecoded + notRead. */
    readonly files: number;
    readonly matched: number;
    /** Read and compared in every way that its type allows, and not known to the lists. */
    readonly unmatched: number;
    /** A picture or video of which the file hashes alone were compared, without a match. */
    readonly notDecoded: number;
    readonly notRead: number;
    /** Hashed earlier, by the state file, and unchanged since. */
    readonly resumed: number;
    readonly bytes: number;
    readonly pictures: number;
    readonly videos: number;
    /** Pictures with too little to see for a near match, the same file aside. */
    readonly lowQuality: number;
    readonly matches: Readonly<Record<FileMatch['kind'], number>>;
    /** Matches beyond the 50 nearest of a file. */
    readonly leftOut: number;
  };
  readonly matches: readonly ScanMatch[];
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
}

export interface ScanProgress {
  readonly done: number;
  /** Null while the folder is still being counted. */
  readonly total: number | null;
  readonly matched: number;
  readonly problems: number;
}

export interface ScanOptions {
  readonly folder: string;
  readonly lists: readonly string[];
  /** Greatest Hamming distance of a near match, 0 to 31. */
  readonly radius?: number | undefined;
  /** Where what is done is kept, so that a scan that was ended goes on. */
  readonly stateFile?: string | undefined;
  /** Decoder processes; as many as there are cores. */
  readonly processes?: number | undefined;
  /** UTC milliseconds. */
  readonly now: () => number;
  onProgress?(progress: ScanProgress): void;
}

/**
 * Hashes everything under a folder and lists what the hash lists know of it: the same file (MD5, SHA-1, SHA-256), near copies by
 * PDQ, turned and mirrored ones too, and frames of videos. Offline; nothing is written but the state file, no picture is shown,
 * links are not followed. A file that cannot be read or decoded is told with a code, and ends nothing.
 * @throws when a list or the folder cannot be read; ScanProblem `list.no-hash`, `scan.state-…`, or the list reader's code
 */
export async function scanFolder(options: ScanOptions): Promise<ScanReport> {
  const { radius = NEAR_RADIUS, processes = availableParallelism() } = options;
  const startedAt = options.now();
  const folder = await realpath(resolve(options.folder));
  const known = await KnownHashes.read(options.lists);
  const state = options.stateFile === undefined ? null : new StateFile(options.stateFile, folder, options.now);
  const pool = new DecodePool(processes);
  const tally = new Tally(known);
  try {
    const versions = await pool.run('versions', {});
    let total: number | null = null;
    const root = Buffer.from(folder);
    void countUnder(root).then((count) => {
      total = count;
    });
    await atOnce(walkFolder(root), processes * 3, async (found) => {
      await scanOne(found, { pool, state, tally, radius });
      options.onProgress?.({ done: tally.files, total, matched: tally.matched, problems: tally.problems.length });
    });
    return { folder, radius, versions, ...tally.report(startedAt, options.now()) };
  } finally {
    pool.close();
    state?.close();
  }
}

async function countUnder(root: Buffer): Promise<number> {
  let count = 0;
  for await (const _ of walkFolder(root)) count++;
  return count;
}

/** Runs over what comes, at most so many at once. */
async function atOnce<T>(items: AsyncIterable<T>, most: number, run: (item: T) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  for await (const item of items) {
    const one = run(item).finally(() => running.delete(one));
    running.add(one);
    if (running.size >= most) await Promise.race(running);
  }
  await Promise.all(running);
}

interface Context {
  readonly pool: DecodePool;
  readonly state: StateFile | null;
  readonly tally: Tally;
  readonly radius: number;
}

async function scanOne(found: Walked, { pool, state, tally, radius }: Context): Promise<void> {
  if (found.problem !== null) {
    tally.notRead(found.name, found.problem);
    return;
  }
  const stamp = state && (await stampOf(found.path));
  const held = stamp && state.find(found.name, stamp);
  if (held) {
    tally.add(found.name, held, radius, true);
    return;
  }
  try {
    const scanned = await hashFile(pool, found.path);
    if (stamp && isLasting(scanned)) state.add(found.name, stamp, scanned);
    tally.add(found.name, scanned, radius, false);
  } catch (error) {
    if (!(error instanceof DecodeProblem)) throw error;
    tally.notRead(found.name, error.code);
  }
}

/** A file that takes its decoder down is read once more, for its file hashes alone. */
async function hashFile(pool: DecodePool, path: Buffer): Promise<ScannedFile> {
  try {
    return await pool.run('scan', { path, decodes: true });
  } catch (error) {
    const code = error instanceof DecodeProblem ? error.code : '';
    if (code !== 'media.decoder-died' && code !== 'media.decode-timeout') throw error;
    return { ...(await pool.run('scan', { path, decodes: false })), problem: code };
  }
}

/** What may go better the next time is not kept. */
function isLasting({ problem }: ScannedFile): boolean {
  return !['video.ffmpeg-missing', 'media.decoder-died', 'media.decode-timeout', 'video.cut-short'].includes(
    problem ?? '',
  );
}

class Tally {
  readonly problems: { file: string; reason: string }[] = [];
  files = 0;
  matched = 0;
  readonly #known: KnownHashes;
  readonly #matches: (ScanMatch & { entryNumber: number })[] = [];
  readonly #counts = {
    unmatched: 0,
    notDecoded: 0,
    notRead: 0,
    resumed: 0,
    bytes: 0,
    pictures: 0,
    videos: 0,
    lowQuality: 0,
    leftOut: 0,
  };
  readonly #kinds = { exact: 0, near: 0, turned: 0, frame: 0 };

  constructor(known: KnownHashes) {
    this.#known = known;
  }

  notRead(file: string, reason: string): void {
    this.files++;
    this.#counts.notRead++;
    this.problems.push({ file, reason });
  }

  add(file: string, scanned: ScannedFile, radius: number, isResumed: boolean): void {
    const counts = this.#counts;
    const { matches, leftOut } = matchFile(scanned, this.#known, radius);
    this.files++;
    counts.bytes += scanned.size;
    counts.leftOut += leftOut;
    if (isResumed) counts.resumed++;
    if (scanned.picture) counts.pictures++;
    if (scanned.video) counts.videos++;
    if (scanned.picture && scanned.picture.quality < MIN_QUALITY) counts.lowQuality++;
    if (scanned.problem !== null) this.problems.push({ file, reason: scanned.problem });
    if (matches.length > 0) this.matched++;
    else if (scanned.problem !== null) counts.notDecoded++;
    else counts.unmatched++;
    const { size, md5, sha256 } = scanned;
    for (const { entry, ...match } of matches) {
      this.#kinds[match.kind]++;
      this.#matches.push({ file, size, md5, sha256, ...match, entry: this.#known.describe(entry), entryNumber: entry });
    }
  }

  report(startedAt: number, endedAt: number): Omit<ScanReport, 'folder' | 'radius' | 'versions'> {
    const byName = (a: { file: string }, b: { file: string }): number =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
    return {
      startedAt: new Date(startedAt).toISOString(),
      endedAt: new Date(endedAt).toISOString(),
      seconds: Math.round((endedAt - startedAt) / 100) / 10,
      lists: this.#known.lists,
      listProblems: this.#known.problems,
      counts: { files: this.files, matched: this.matched, ...this.#counts, matches: this.#kinds },
      matches: this.#matches.sort(byName).map(({ entryNumber: _, ...match }) => match),
      problems: this.problems.sort(byName),
    };
  }
}
