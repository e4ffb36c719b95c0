import { fromHex, HashIndex, ORIENTATIONS, type Orientation } from '../../imagehash/index.ts';
import { type Classification, MIN_QUALITY } from '../contract-media.ts';
import type { FileHashes } from '../decode/hash-file.ts';
import { ExactTable } from './exact-table.ts';
import { type ListItem, type ListRead, readItems } from './read-list.ts';
import { ScanProblem } from './scan-problem.ts';

export interface ReadListReport extends ListRead {
  /** As it was named on the command line. */
  readonly file: string;
  readonly entries: number;
  readonly refused: number;
}

export interface ListProblem {
  readonly list: string;
  readonly line: number;
  readonly reason: string;
}

/** What a list says of a match. */
export interface ListedAs {
  /** Its place among the lists. */
  readonly list: number;
  /** Line of a text list, number of the record of a VICS list; from 1. */
  readonly line: number;
  readonly name: string;
  readonly classification: Classification | null;
}

export interface NearEntry {
  readonly entry: number;
  readonly distance: number;
  readonly orientation: Orientation;
}

/** Of a list's refused lines so many are told one by one. */
const TOLD = 1_000;

/** All lists of a scan, ready to be compared with: some 250 bytes an entry. */
export class KnownHashes {
  readonly lists: ReadListReport[] = [];
  readonly problems: ListProblem[] = [];
  readonly hashes = { md5: 0, sha1: 0, sha256: 0, pdq: 0 };
  readonly #exact = { md5: new ExactTable(16), sha1: new ExactTable(20), sha256: new ExactTable(32) };
  #near = new HashIndex();
  readonly #names: string[] = [];
  readonly #lines: number[] = [];
  readonly #listOf: number[] = [];
  readonly #classifications: (Classification | null)[] = [];
  readonly #interned = new Map<string, Classification>();

  /**
   * Reads the lists.
   * @throws when one cannot be read; ScanProblem `list.no-hash` when one holds none: nothing found against nothing would
   *   read as a clean bill
   */
  static async read(files: readonly string[]): Promise<KnownHashes> {
    const known = new KnownHashes();
    const near: { ids: number[]; hashes: Uint8Array[] } = { ids: [], hashes: [] };
    for (const file of files) await known.#readOne(file, near);
    const all = new Uint8Array(near.hashes.length * 32);
    for (const [n, hash] of near.hashes.entries()) all.set(hash, n * 32);
    known.#near = HashIndex.build(Float64Array.from(near.ids), all);
    return known;
  }

  get size(): number {
    return this.#names.length;
  }

  describe(entry: number): ListedAs {
    return {
      list: this.#listOf[entry] ?? 0,
      line: this.#lines[entry] ?? 0,
      name: this.#names[entry] ?? '',
      classification: this.#classifications[entry] ?? null,
    };
  }

  /** Entries that are this very file, by any of its hashes. */
  exact(file: FileHashes): Set<number> {
    return new Set([
      ...this.#exact.md5.find(file.md5),
      ...this.#exact.sha1.find(file.sha1),
      ...this.#exact.sha256.find(file.sha256),
    ]);
  }

  /** Entries within the radius of the picture or of a turned form of it, each once at its nearest. */
  near(dihedral: readonly string[], radius: number): NearEntry[] {
    const best = new Map<number, NearEntry>();
    for (const [turn, hex] of dihedral.entries()) {
      const orientation = ORIENTATIONS[turn] ?? 'original';
      for (const { id, distance } of this.#near.query(fromHex(hex), radius)) {
        if (distance < (best.get(id)?.distance ?? 257)) best.set(id, { entry: id, distance, orientation });
      }
    }
    return [...best.values()].sort((a, b) => a.distance - b.distance || a.entry - b.entry);
  }

  async #readOne(file: string, near: { ids: number[]; hashes: Uint8Array[] }): Promise<void> {
    const list = this.lists.length;
    let entries = 0;
    let refused = 0;
    const reading = readItems(file);
    for (;;) {
      const { done, value } = await reading.next();
      if (done) {
        if (entries === 0) throw new ScanProblem('list.no-hash', file);
        this.lists.push({ file, ...value, entries, refused });
        return;
      }
      if ('reason' in value) {
        if (refused++ < TOLD) this.problems.push({ list: file, ...value });
      } else {
        entries++;
        this.#add(list, value, near);
      }
    }
  }

  #add(list: number, item: ListItem, near: { ids: number[]; hashes: Uint8Array[] }): void {
    const entry = this.#names.length;
    this.#names.push(item.name);
    this.#lines.push(item.line);
    this.#listOf.push(list);
    this.#classifications.push(this.#intern(item.classification));
    for (const kind of ['md5', 'sha1', 'sha256'] as const) {
      const hash = item[kind];
      if (hash === undefined) continue;
      this.#exact[kind].add(hash, entry);
      this.hashes[kind]++;
    }
    if (item.pdq === undefined || (item.quality ?? MIN_QUALITY) < MIN_QUALITY) return;
    near.ids.push(entry);
    near.hashes.push(fromHex(item.pdq));
    this.hashes.pdq++;
  }

  /** A list of a million has a handful of them. */
  #intern(given: Classification | undefined): Classification | null {
    if (!given) return null;
    const key = `${given.scheme}\0${given.code}\0${given.label}`;
    const held = this.#interned.get(key);
    if (held) return held;
    this.#interned.set(key, given);
    return given;
  }
}
