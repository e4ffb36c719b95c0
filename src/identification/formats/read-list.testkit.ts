import { type ReadItem, type ReadOptions, readList } from './read-list.ts';

/** Reads in chunks of a size, which must make no difference. */
export async function readAll(bytes: Uint8Array | string, options: ReadOptions = {}, size = 1 << 20) {
  const all = Buffer.from(bytes as string);
  const chunks = function* () {
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
  };
  const items: ReadItem[] = [];
  let last: { header: unknown; encoding: string; bytes: number } | undefined;
  for await (const batch of readList(chunks(), options)) {
    items.push(...batch.items);
    last = batch;
  }
  const of = <K extends ReadItem['kind']>(kind: K) =>
    items.filter((item): item is Extract<ReadItem, { kind: K }> => item.kind === kind);
  return { ...last, items, entries: of('entry'), refused: of('refused'), cases: of('case'), broken: of('broken') };
}
