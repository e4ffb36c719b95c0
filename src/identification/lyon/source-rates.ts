import type { Audit } from '../../audit/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Wait } from '../wire.ts';

export type SourceKind = 'lookup' | 'contribute';

/** What a bureau may ask and contribute in a minute unless Lyon has set its own rates. */
export const USUAL_RATES: Readonly<Record<SourceKind, number>> = { lookup: 300_000, contribute: 12_000 };

/** What Lyon has set for a bureau, and a hold that another process put on it, are read again after so long. */
const KNOWN_MS = 1_000;
const MINUTE = 60_000;
/** How long a source that went beyond its rate waits. */
const HOLD_MS = MINUTE;

interface SourceRow {
  readonly hashes_a_minute: number | null;
  readonly contributions_a_minute: number | null;
  readonly held_until: number | null;
  readonly held_kind: SourceKind | null;
}

/**
 * Holds back a source that floods, so that others are answered: beyond its rate a bureau is told to wait, which is on the
 * record, and seen by all processes. Counted in each process by itself, by the minute: what is held back is a flood, not a few
 * too many.
 */
export class SourceRates {
  readonly #audit: Audit;
  readonly #known = new Map<string, { row: SourceRow | undefined; at: number }>();
  readonly #counts = new Map<string, { minute: number; amount: number }>();

  constructor(audit: Audit) {
    this.#audit = audit;
  }

  /**
   * Counts what a bureau sends. Before any lock is taken.
   * @param amount hashes asked about, or pictures contributed
   * @returns what to answer instead, or null to go on
   */
  async admit(tx: Tx, given: { bureau: BureauCode; kind: SourceKind; amount: number }): Promise<Wait | null> {
    const source = await this.#read(tx, given.bureau);
    if (source?.held_until && source.held_kind === given.kind && source.held_until > tx.now) {
      return waitUntil(source.held_until, tx.now);
    }
    const own = given.kind === 'lookup' ? source?.hashes_a_minute : source?.contributions_a_minute;
    const rate = own ?? USUAL_RATES[given.kind];
    const sent = this.#count(given, tx.now);
    if (sent <= rate) return null;
    // What came in before the hold does not count against the time after it.
    this.#counts.delete(`${given.kind} ${given.bureau}`);
    this.forget(given.bureau);
    const until = tx.now + HOLD_MS;
    await tx.query(
      `INSERT INTO icse_source (bureau, held_until, held_kind, held_times, updated_at) VALUES ($1, $2, $3, 1, $4)
       ON CONFLICT (bureau) DO UPDATE SET held_until = $2, held_kind = $3, held_times = icse_source.held_times + 1,
         updated_at = $4, version = icse_source.version + 1`,
      [given.bureau, until, given.kind, tx.now],
    );
    this.#audit.record(tx, {
      act: 'icse.source-held',
      entity: { kind: 'icse-source', id: given.bureau },
      body: { bureau: given.bureau, kind: given.kind, sent, rate },
    });
    return waitUntil(until, tx.now);
  }

  /** After a change of its row: what is known of it is read again. */
  forget(bureau: BureauCode): void {
    this.#known.delete(bureau);
  }

  async #read(tx: Tx, bureau: BureauCode): Promise<SourceRow | undefined> {
    const known = this.#known.get(bureau);
    if (known && tx.now >= known.at && tx.now < known.at + KNOWN_MS) return known.row;
    const [row] = await tx.query<SourceRow>(
      'SELECT hashes_a_minute, contributions_a_minute, held_until, held_kind FROM icse_source WHERE bureau = $1',
      [bureau],
      'icse.source',
    );
    this.#known.set(bureau, { row, at: tx.now });
    return row;
  }

  #count({ bureau, kind, amount }: { bureau: string; kind: string; amount: number }, now: number): number {
    const minute = Math.floor(now / MINUTE);
    const key = `${kind} ${bureau}`;
    const before = this.#counts.get(key);
    const sent = (before?.minute === minute ? before.amount : 0) + amount;
    this.#counts.set(key, { minute, amount: sent });
    return sent;
  }
}

function waitUntil(until: number, now: number): Wait {
  return { code: 'icse.source-waits', seconds: Math.max(1, Math.ceil((until - now) / 1000)) };
}
