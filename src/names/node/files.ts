import { open, readFile, rename } from 'node:fs/promises';
import { type Numbers, type Packed, segmentOf } from '../index/packed.ts';
import { PersonIndex } from '../person-index.ts';

/** `HWNAMES` and the version of the layout; another version is refused, and the index built from its records. */
const MAGIC = 'HWNAMES2';

interface Header {
  magic: string;
  segments: { words: Record<string, Column>; persons: Record<string, Column>; dead: Column }[];
}
interface Column {
  type: string;
  length: number;
}

const TYPES = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array } as const;
const columnOf = (array: Numbers): Column => ({ type: array.constructor.name, length: array.length });
const bytesOf = (array: Numbers): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Writes an index to a file, whole or not at all. The file is for the kind of machine that wrote it (byte order) and this version. */
export async function saveIndex(index: PersonIndex, path: string): Promise<void> {
  const segments = index.share();
  const columns = (record: object): Record<string, Column> =>
    Object.fromEntries((Object.entries(record) as [string, Numbers][]).map(([name, array]) => [name, columnOf(array)]));
  const header: Header = {
    magic: MAGIC,
    segments: segments.map(({ words, persons, dead }) => ({
      words: columns(words),
      persons: columns(persons),
      dead: columnOf(dead),
    })),
  };
  const head = Buffer.from(`${JSON.stringify(header)}\n`);
  {
    await using file = await open(`${path}.new`, 'w');
    await file.writeFile(head);
    for (const { words, persons, dead } of segments) {
      for (const array of [...Object.values(words), ...Object.values(persons), dead] as Numbers[])
        await file.writeFile(bytesOf(array));
    }
    await file.sync();
  }
  await rename(`${path}.new`, path);
}

/**
 * Reads an index that `saveIndex` wrote.
 * @throws Error when the file is of another version or cut short
 */
export async function loadIndex(path: string): Promise<PersonIndex> {
  const bytes = await readFile(path);
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.subarray(0, Math.max(0, end)).toString() || '{}') as Partial<Header>;
  if (header.magic !== MAGIC || header.segments === undefined) throw new Error(`${path} is no index of this version`);
  let at = end + 1;
  const take = ({ type, length }: Column): Numbers => {
    const Type = TYPES[type as keyof typeof TYPES];
    const array = new Type(length);
    if (at + array.byteLength > bytes.length) throw new Error(`${path} is cut short`);
    bytesOf(array).set(bytes.subarray(at, at + array.byteLength));
    at += array.byteLength;
    return array;
  };
  const read = (columns: Record<string, Column>): Record<string, Numbers> =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, take(column)]));
  const packed = header.segments.map(
    ({ words, persons, dead }) =>
      ({ words: read(words), persons: read(persons), dead: take(dead) }) as unknown as Packed,
  );
  return PersonIndex.over(packed.map(segmentOf));
}
