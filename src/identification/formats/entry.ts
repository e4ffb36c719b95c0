import type { Classification } from '../contract.ts';

/** Three-valued by absence: what a source does not say is not false. */
export interface EntryFlags {
  readonly victimIdentified?: boolean;
  readonly offenderIdentified?: boolean;
  readonly distributed?: boolean;
  readonly suspected?: boolean;
  readonly selfGenerated?: boolean;
  readonly precategorized?: boolean;
}

export type RawObject = { readonly [name: string]: unknown };

/** Everything else that a source said, by the name of its format, kept for an export in the same format. */
export type EntryRaw = { readonly [format: string]: RawObject };

/** What any list says of one file. Hashes are lower-case hex; what is absent the list does not say. */
export interface HashEntry {
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  /** 256 bits, bit 255 first. */
  readonly pdq?: string;
  /** 0 to 100; of the PDQ hash. */
  readonly quality?: number;
  /** 144 bytes in base64 (192 characters). Opaque: compared for equality, never computed. */
  readonly photodna?: string;
  readonly classification?: Classification;
  readonly series?: string;
  readonly flags?: EntryFlags;
  readonly raw?: EntryRaw;
}

/** What makes an entry the same one when it comes again: its first hash, MD5 before the others. */
export function entryKey(entry: HashEntry): string | null {
  for (const kind of ['md5', 'sha1', 'sha256', 'pdq', 'photodna'] as const) {
    const value = entry[kind];
    if (value !== undefined) return `${kind}:${value}`;
  }
  return null;
}
