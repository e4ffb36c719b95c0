import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { HashEntry } from '../formats/entry.ts';
import { type ListHeader, readList } from '../formats/read-list.ts';
import { ScanProblem } from './scan-problem.ts';

export interface ListItem extends HashEntry {
  /** Of a text list the line, of a VICS list the record's number; from 1. */
  readonly line: number;
  /** What the list calls it: series and number, or the words after the hash. */
  readonly name: string;
}

export interface ListRead {
  readonly format: ListHeader['format'];
  readonly sha256: string;
}

/**
 * Reads a list of any kind, entry by entry, with what cannot be used.
 * @throws ScanProblem with the reader's code when the rest of the file cannot be read: half a list would pass for a whole
 */
export async function* readItems(
  file: string,
): AsyncGenerator<ListItem | { readonly line: number; readonly reason: string }, ListRead> {
  const digest = createHash('sha256');
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      digest.update(chunk);
      yield chunk;
    }
  }
  let format: ListHeader['format'] = 'hash-lines';
  for await (const { items, header } of readList(chunks())) {
    format = header.format;
    for (const item of items) {
      if (item.kind === 'case') continue;
      const line = format.startsWith('vics') ? item.record : item.line;
      if (item.kind === 'broken') throw new ScanProblem(item.code, `${file}, record ${item.record}`);
      if (item.kind === 'refused') yield { line, reason: item.code };
      else yield { ...item.entry, line, name: nameOf(item.entry, line) };
    }
  }
  return { format, sha256: digest.digest('hex') };
}

function nameOf({ series, raw }: HashEntry, line: number): string {
  const said = [raw?.lines?.name, raw?.icse?.['Image ID'], raw?.vics?.MediaID, raw?.csv?.name];
  const own = said.find((value) => typeof value === 'string' || typeof value === 'number');
  const words = [series, own].filter((part) => part !== undefined && part !== '');
  return words.length > 0 ? words.join(' ').slice(0, 200) : `no. ${line}`;
}
