import { fromHex } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import { NearIndex } from '../lyon/near-index.ts';

const PAGE = 50_000;

/** Hashes of video frames at Lyon, in this process: of videos held, and of videos asked about. */
export class FrameIndexes {
  readonly held = new NearIndex();
  readonly asked = new NearIndex();
  #lastHeld = 0;
  #lastAsked = 0;

  /** How far the frames of videos held were read. */
  get lastHeld(): number {
    return this.#lastHeld;
  }

  /**
   * Reads the frames of contributions committed since. Contributions take turns (`lyon/turns.ts`), so the numbers of their
   * frames ascend in the order of commits, as those of their pictures do.
   */
  async followHeld(tx: Tx): Promise<void> {
    const sql = 'SELECT seq, pdq FROM icse_media_frame WHERE seq > $1 ORDER BY seq LIMIT $2';
    this.#lastHeld = await follow(tx, this.held, this.#lastHeld, sql, 'icse.frames-since');
  }

  /** Reads the frames of questions committed since. After `meetAsContribution`: no question is then under way. */
  async followAsked(tx: Tx): Promise<void> {
    const sql = 'SELECT seq, pdq FROM icse_lookup_frame WHERE seq > $1 ORDER BY seq LIMIT $2';
    this.#lastAsked = await follow(tx, this.asked, this.#lastAsked, sql, 'icse.asked-frames-since');
  }

  async close(): Promise<void> {
    await Promise.all([this.held.close(), this.asked.close()]);
  }
}

/** @returns the last number read; reading a row twice at the same time puts the same hash under the same number */
async function follow(tx: Tx, into: NearIndex, since: number, sql: string, name: string): Promise<number> {
  let last = since;
  for (;;) {
    const rows = await tx.query<{ seq: number; pdq: string }>(sql, [last, PAGE], name);
    into.add(
      Float64Array.from(rows, (row) => row.seq),
      Buffer.concat(rows.map((row) => fromHex(row.pdq))),
    );
    last = rows.at(-1)?.seq ?? last;
    if (rows.length < PAGE) return last;
  }
}
