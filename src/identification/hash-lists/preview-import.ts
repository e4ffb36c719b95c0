import { refuse } from '../../platform/index.ts';
import type { Classification, ImportPreview, ImportProblem } from '../contract.ts';
import { labelSource } from '../formats/categories.ts';
import type { HashEntry } from '../formats/entry.ts';
import { type ReadItem, readList } from '../formats/read-list.ts';

/** Records looked at before anything is taken, problems and rows shown of them. */
const LOOKED = 2_000;
const PROBLEMS = 50;
const SAMPLE = 20;

/**
 * What a file says of itself and what its first records hold; nothing is kept. Names and paths of files are left out.
 * @throws AppError `refused` `import.not-a-list` when none of what was looked at is a record
 */
export async function previewList(
  source: AsyncIterable<Uint8Array>,
  options: { as?: string } = {},
): Promise<ImportPreview> {
  const tally = new Tally();
  let whole = true;
  let last: Pick<ImportPreview, 'format' | 'region' | 'shape' | 'scheme' | 'encoding'> | undefined;
  for await (const { items, header, encoding } of readList(source, options)) {
    const { format, region, shape, scheme } = header;
    last = { format, region, shape, scheme, encoding };
    for (const item of items) if (tally.looked < LOOKED) tally.add(item);
    if (tally.looked < LOOKED) continue;
    whole = false;
    break;
  }
  if (!last || tally.readable === 0) throw refuse('import.not-a-list', tally.firstProblem());
  return { ...last, labels: labelSource(last.scheme), whole, ...tally.result() };
}

class Tally {
  looked = 0;
  readable = 0;
  #refused = 0;
  #uncategorised = 0;
  #pictures = 0;
  readonly #cases = new Set<number>();
  readonly #hashes = { md5: 0, sha1: 0, sha256: 0, pdq: 0, photodna: 0 };
  readonly #categories = new Map<string, { classification: Classification; count: number }>();
  readonly #problems: ImportProblem[] = [];
  readonly #sample: ImportPreview['sample'] = [];

  add(item: ReadItem): void {
    if (item.kind === 'case') {
      this.#cases.add(item.index);
      return;
    }
    if (item.kind === 'broken') {
      this.#problem({ ...item, record: 0, params: {}, refused: false });
      return;
    }
    this.looked++;
    if (item.kind === 'refused') {
      this.#refused++;
      this.#problem({ ...item, refused: true });
      return;
    }
    this.readable++;
    this.#pictures += item.pictures;
    if (item.caseIndex !== null) this.#cases.add(item.caseIndex);
    for (const warning of item.warnings) this.#problem({ ...item, ...warning, refused: false });
    this.#entry(item.record, item.entry);
  }

  #entry(record: number, entry: HashEntry): void {
    for (const kind of ['md5', 'sha1', 'sha256', 'pdq', 'photodna'] as const)
      if (entry[kind] !== undefined) this.#hashes[kind]++;
    const { classification } = entry;
    if (classification) {
      const key = `${classification.scheme} ${classification.code}`;
      const count = (this.#categories.get(key)?.count ?? 0) + 1;
      this.#categories.set(key, { classification, count });
    } else this.#uncategorised++;
    if (this.#sample.length >= SAMPLE) return;
    this.#sample.push({
      record,
      md5: entry.md5 ?? null,
      sha1: entry.sha1 ?? null,
      sha256: entry.sha256 ?? null,
      pdq: entry.pdq ?? null,
      photodna: entry.photodna !== undefined,
      classification: classification ?? null,
      series: entry.series ?? null,
      flags: entry.flags ?? {},
    });
  }

  #problem({ record, line, pointer, refused, code, params }: Omit<ImportProblem, 'seq'>): void {
    if (this.#problems.length >= PROBLEMS) return;
    this.#problems.push({ seq: this.#problems.length + 1, record, line, pointer, refused, code, params });
  }

  firstProblem(): Record<string, string | number> {
    const [first] = this.#problems;
    return first ? { line: first.line, problem: first.code } : { line: 1, problem: 'import.empty' };
  }

  result() {
    const { looked, readable } = this;
    return {
      looked,
      readable,
      refused: this.#refused,
      uncategorised: this.#uncategorised,
      hashes: this.#hashes,
      categories: [...this.#categories.values()].slice(0, 50),
      cases: this.#cases.size,
      pictures: this.#pictures,
      problems: this.#problems,
      sample: this.#sample,
    };
  }
}
