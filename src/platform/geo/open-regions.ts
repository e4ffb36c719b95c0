import { countryOf, type OwnSource, openSources, type SourceInfo } from './open-places.ts';

/** What one source says of where an address is; of most sources the country alone. */
export interface RegionWord {
  readonly source: string;
  /** Day of the data. */
  readonly snapshot: string;
  /** ISO 3166-1 alpha-2; null where the source has nothing. */
  readonly country: string | null;
  /** The first part of the country: the second half of ISO 3166-2, or a name, as the source has it. */
  readonly region: string | null;
  readonly city: string | null;
}

/** Where addresses are, as near as each source knows. Nothing is asked of the network. */
export interface Regions {
  readonly sources: readonly SourceInfo[];
  /** @param address in the form that `readAddress` gives */
  words(address: string): readonly RegionWord[];
}

const KEPT = 20_000;

/**
 * Opens the same sources as `openPlaces`, without networks: 13 MB instead of over a hundred. What was found of an address is kept
 * for the next report that names it.
 * @throws Error naming the file that cannot be read
 */
export function openRegions(own: readonly OwnSource[] = []): Regions {
  const sources = openSources(own);
  const kept = new Map<string, readonly RegionWord[]>();
  return {
    sources: sources.map(({ name, basis, snapshot, licence }) => ({ name, basis, snapshot, licence })),
    words(address) {
      const known = kept.get(address);
      if (known) return known;
      const words = sources.map(({ name, snapshot, reader }): RegionWord => {
        const found: unknown = reader.get(address);
        return { source: name, snapshot, country: countryOf(found), ...partsOf(found) };
      });
      if (kept.size >= KEPT) kept.clear();
      kept.set(address, words);
      return words;
    },
  };
}

/** As MaxMind's files have it (`subdivisions`, `city`), or flat (`state1`, `city`). */
function partsOf(found: unknown): { region: string | null; city: string | null } {
  const record = (found ?? {}) as {
    subdivisions?: readonly { iso_code?: unknown }[];
    city?: unknown;
    state1?: unknown;
  };
  const region = record.subdivisions?.[0]?.iso_code ?? record.state1;
  const { city } = record;
  const name = typeof city === 'object' && city !== null ? (city as { names?: { en?: unknown } }).names?.en : city;
  return { region: wordsOf(region), city: wordsOf(name) };
}

function wordsOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
