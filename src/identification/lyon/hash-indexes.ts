import type { Tx } from '../../platform/index.ts';
import { FrameIndexes } from '../video/frame-indexes.ts';
import { NearIndex } from './near-index.ts';

/** Rows read at once: more are read in further turns. */
const PAGE = 50_000;
/** Hashes put into an index that is in use before others get their turn: fewer at once take longer altogether, and whoever asked waits for all. */
const CHUNK = 20_000;
/** No more numbers than this can be under way at once, so none further back is looked for again. */
const UNDER_WAY = 20_000;
/** A number in the database and 32 bytes of hash, as the database packs them. */
const RECORD_BYTES = 40;

export interface MediaMark {
  readonly last: number;
  readonly lastGone: number;
}

interface MediaPage {
  readonly rows: number;
  readonly last: number | null;
  readonly packed: Uint8Array;
  readonly gone: string[] | null;
  readonly last_gone: number | null;
}

const MEDIA_SINCE = `
SELECT m.rows, m.last, m.packed, g.gone, g.last_gone FROM
  (SELECT count(*)::int AS rows, max(seq) AS last,
     coalesce(string_agg(int8send(seq) || decode(pdq, 'hex'), ''::bytea ORDER BY seq) FILTER (WHERE quality >= 50), ''::bytea) AS packed
   FROM (SELECT seq, pdq, quality FROM icse_media WHERE seq > $1 ORDER BY seq LIMIT $3) AS page) AS m,
  (SELECT array_agg(seq ORDER BY gone) AS gone, max(gone) AS last_gone
   FROM (SELECT gone, seq FROM icse_media_gone WHERE gone > $2 ORDER BY gone LIMIT $3) AS page) AS g`;

async function readMedia(tx: Tx, last: number, lastGone: number): Promise<MediaPage> {
  const [page] = await tx.query<MediaPage>(MEDIA_SINCE, [last, lastGone, PAGE], 'icse.media-since');
  if (!page) throw new Error('a page of hashes is always answered');
  return page;
}

/** All hashes of pictures held, in this process. Numbers ascend in the order of commits (`turns.ts`), so reading on misses nothing. */
export class MediaIndex {
  near = new NearIndex();
  #last = 0;
  #lastGone = 0;
  /** Additions and removals since the index was made or last saved. */
  changed = 0;

  /** How far it has read. */
  get mark(): MediaMark {
    return { last: this.#last, lastGone: this.#lastGone };
  }

  /** Takes up an index that had read so far, in place of an empty one. */
  resume(near: NearIndex, mark: MediaMark): void {
    this.near = near;
    this.#last = mark.last;
    this.#lastGone = mark.lastGone;
    this.changed = 0;
  }

  /** Reads what was committed since. To be complete for a question, after `icse_ask` in its transaction. */
  async follow(tx: Tx): Promise<void> {
    if (this.#last === 0) await this.#fill(tx);
    for (;;) {
      const page = await readMedia(tx, this.#last, this.#lastGone);
      await this.#take(page);
      if (page.rows < PAGE && (page.gone?.length ?? 0) < PAGE) return;
    }
  }

  /** From nothing, everything is put in at once: the quickest way to make an index. */
  async #fill(tx: Tx): Promise<void> {
    const packed: Uint8Array[] = [];
    let last = 0;
    for (;;) {
      const page = await readMedia(tx, last, 0);
      packed.push(page.packed);
      last = page.last ?? last;
      if (page.rows < PAGE) break;
    }
    if (this.#last > 0) return;
    const { seqs, hashes } = unpack(Buffer.concat(packed), 0);
    this.near.add(seqs, hashes);
    this.changed += seqs.length;
    this.#last = last;
  }

  /**
   * Others may have read the same rows meanwhile, or later ones: what is behind the mark is known already. Many are put in by and
   * by, so that questions are answered in between.
   */
  async #take(page: MediaPage): Promise<void> {
    for (let from = 0; from < page.packed.byteLength; from += CHUNK * RECORD_BYTES) {
      if (from > 0) await new Promise<void>((resolve) => setImmediate(resolve));
      const { seqs, hashes } = unpack(page.packed.subarray(from, from + CHUNK * RECORD_BYTES), this.#last);
      this.near.add(seqs, hashes);
      this.changed += seqs.length;
      this.#last = Math.max(this.#last, seqs.at(-1) ?? 0);
    }
    this.#last = Math.max(this.#last, page.last ?? 0);
    // Only now: what another has put in since cannot be older than these removals.
    if (page.last_gone === null || page.last_gone <= this.#lastGone) return;
    const gone = (page.gone ?? []).map(Number);
    this.near.remove(gone);
    this.changed += gone.length;
    this.#lastGone = page.last_gone;
  }
}

const QUESTIONS_SINCE = `
SELECT seq, CASE WHEN quality >= 50 THEN decode(pdq, 'hex') END AS hash FROM icse_lookup_item
WHERE seq > $1 ORDER BY seq LIMIT $2`;
const QUESTIONS_BETWEEN = `
SELECT seq, CASE WHEN quality >= 50 THEN decode(pdq, 'hex') END AS hash FROM icse_lookup_item WHERE seq = ANY($1::bigint[])`;

export interface QuestionMark {
  readonly last: number;
  readonly missing: readonly number[];
}

interface QuestionRow {
  readonly seq: number;
  readonly hash: Uint8Array | null;
}

/**
 * The hashes of all questions ever asked, in this process. Questions are answered side by side, so a lower number may be
 * committed after a higher one: numbers passed over are kept and looked for again.
 */
export class QuestionIndex {
  near = new NearIndex();
  #last = 0;
  #missing = new Set<number>();
  changed = 0;

  get mark(): QuestionMark {
    return { last: this.#last, missing: [...this.#missing] };
  }

  resume(near: NearIndex, mark: QuestionMark): void {
    this.near = near;
    this.#last = mark.last;
    this.#missing = new Set(mark.missing);
    this.changed = 0;
  }

  /**
   * Reads what was committed since.
   * @param alone after `meetAsContribution`: no question is under way, so the answer is complete, and a number that is still
   * missing belongs to a transaction that was rolled back.
   */
  async follow(tx: Tx, alone: boolean): Promise<void> {
    if (this.#missing.size > 0) {
      const missing = [...this.#missing];
      this.#take(await tx.query<QuestionRow>(QUESTIONS_BETWEEN, [missing], 'icse.questions-missing'));
    }
    for (;;) {
      const rows = await tx.query<QuestionRow>(QUESTIONS_SINCE, [this.#last, PAGE], 'icse.questions-since');
      this.#take(rows);
      if (rows.length < PAGE) break;
    }
    if (alone) this.#missing.clear();
  }

  #take(rows: readonly QuestionRow[]): void {
    const fresh = rows.filter(({ seq }) => {
      if (seq <= this.#last) return this.#missing.delete(seq);
      for (let passed = Math.max(this.#last + 1, seq - UNDER_WAY); passed < seq; passed++) this.#missing.add(passed);
      this.#last = seq;
      return true;
    });
    const searchable = fresh.filter((row): row is { seq: number; hash: Uint8Array } => row.hash !== null);
    if (searchable.length === 0) return;
    this.near.add(
      Float64Array.from(searchable, (row) => row.seq),
      Buffer.concat(searchable.map((row) => row.hash)),
    );
    this.changed += searchable.length;
  }
}

/** What this process of Lyon compares with: pictures held, and questions asked. */
export class HashIndexes {
  readonly media = new MediaIndex();
  readonly questions = new QuestionIndex();
  /** Of videos. */
  readonly frames = new FrameIndexes();
  /** When this process last answered a question or took a contribution; UTC ms. */
  lastUsed = 0;

  /** Ends what the indexes run beside this thread. */
  async close(): Promise<void> {
    await Promise.all([this.media.near.close(), this.questions.near.close(), this.frames.close()]);
  }
}

/** What lies beyond a number already known, in order. */
function unpack(packed: Uint8Array, known: number): { seqs: Float64Array; hashes: Uint8Array } {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = packed.byteLength / RECORD_BYTES;
  let first = 0;
  while (first < count && Number(view.getBigInt64(first * RECORD_BYTES)) <= known) first++;
  const seqs = new Float64Array(count - first);
  const hashes = new Uint8Array(seqs.length * 32);
  for (let n = 0; n < seqs.length; n++) {
    const at = (first + n) * RECORD_BYTES;
    seqs[n] = Number(view.getBigInt64(at));
    hashes.set(packed.subarray(at + 8, at + RECORD_BYTES), n * 32);
  }
  return { seqs, hashes };
}
