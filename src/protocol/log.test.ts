import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendLeaves,
  consistencyProof,
  decodeEntries,
  emptyRoot,
  encodeEntries,
  fromHex,
  inclusionProof,
  leafHash,
  nodeHash,
  parseTilePath,
  rootOf,
  splitPoint,
  type TileReader,
  tilePath,
  toHex,
  utf8,
  verifyConsistency,
  verifyInclusion,
} from './index.ts';

/** RFC 6962 section 2.1, word for word: what everything else must agree with. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return emptyRoot;
  if (leaves.length === 1) return first;
  const k = splitPoint(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

function naivePath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = splitPoint(leaves.length);
  if (m < k) return [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))];
  return [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

function naiveSubproof(m: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = splitPoint(leaves.length);
  if (m <= k) return [...naiveSubproof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))];
  return [...naiveSubproof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

/** Keeps each tile by its C2SP path, every width of it apart, as a file server would. */
function createLog() {
  const files = new Map<string, Uint8Array>();
  const leaves: Uint8Array[] = [];
  let reads = 0;
  const reader: TileReader = {
    async readTile(level, index, width) {
      reads += 1;
      const exact = files.get(tilePath(level, index, width));
      const wider = Array.from({ length: 257 - width }, (_, i) => files.get(tilePath(level, index, width + i)));
      const found = exact ?? wider.find((bytes) => bytes !== undefined);
      if (!found) throw new Error(`no tile ${tilePath(level, index, width)}`);
      return found;
    },
  };
  async function append(count: number) {
    const added = Array.from({ length: count }, (_, i) => leafHash(utf8(`leaf ${leaves.length + i}`)));
    reads = 0;
    const done = await appendLeaves(leaves.length, added, reader);
    leaves.push(...added);
    for (const tile of done.tiles) files.set(tilePath(tile.level, tile.index, tile.width), tile.bytes);
    return { ...done, reads };
  }
  return { append, leaves, reader, files };
}

const hex = (list: readonly Uint8Array[]) => list.map(toHex);

describe('the log in tiles', () => {
  test('agrees with RFC 6962 for any batches, any leaf, any earlier size', async () => {
    const batch = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 400 }), fc.constantFrom(0, 1, 255, 256, 257));
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), async (batches, a, b) => {
        const log = createLog();
        for (const count of batches) {
          const { newSize, root } = await log.append(count);
          expect(newSize).toBe(log.leaves.length);
          expect(toHex(root)).toBe(toHex(naiveRoot(log.leaves)));
        }
        const size = log.leaves.length;
        fc.pre(size > 0);
        const root = naiveRoot(log.leaves);
        const index = a % size;
        const inclusion = await inclusionProof(index, size, log.reader);
        expect(hex(inclusion)).toEqual(hex(naivePath(index, log.leaves)));
        verifyInclusion(log.leaves[index] ?? emptyRoot, index, size, inclusion, root);
        const old = 1 + (b % size);
        const oldRoot = naiveRoot(log.leaves.slice(0, old));
        expect(toHex(await rootOf(old, log.reader))).toBe(toHex(oldRoot));
        const consistency = await consistencyProof(old, size, log.reader);
        expect(hex(consistency)).toEqual(hex(naiveSubproof(old, log.leaves, true)));
        verifyConsistency(old, oldRoot, size, root, consistency);
      }),
      { numRuns: 60 },
    );
  });

  test('every leaf and every earlier size of every small tree; no proof serves another place or root', async () => {
    const log = createLog();
    for (let size = 1; size <= 20; size++) {
      const { root } = await log.append(1);
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, log.reader);
        for (let place = 0; place < size; place++) {
          const check = () => verifyInclusion(log.leaves[index] ?? emptyRoot, place, size, proof, root);
          if (place === index) check();
          else expect(check).toThrow(expect.objectContaining({ code: 'bad-proof' }));
        }
        const oldRoot = naiveRoot(log.leaves.slice(0, index));
        const growth = await consistencyProof(index, size, log.reader);
        verifyConsistency(index, oldRoot, size, root, growth);
        expect(() => verifyConsistency(index, leafHash(oldRoot), size, root, growth)).toThrow();
        if (index > 0) expect(() => verifyConsistency(index, oldRoot, size, leafHash(root), growth)).toThrow();
      }
    }
  });

  test('crosses into a third level of tiles, reading a few tiles an append', async () => {
    const log = createLog();
    await log.append(65_535);
    for (const count of [1, 1, 300]) {
      const { root, tiles, reads } = await log.append(count);
      expect(toHex(root)).toBe(toHex(naiveRoot(log.leaves)));
      expect(tiles.length).toBeLessThanOrEqual(5);
      expect(reads).toBeLessThanOrEqual(6);
    }
    expect(log.files.has(tilePath(2, 0, 1))).toBe(true);
    const proof = await consistencyProof(65_535, 65_837, log.reader);
    expect(hex(proof)).toEqual(hex(naiveSubproof(65_535, log.leaves, true)));
  });

  test('a tile too short is refused, not taken for a smaller tree', async () => {
    const reader = { readTile: async () => new Uint8Array(32) };
    await expect(rootOf(2, reader)).rejects.toMatchObject({ code: 'bad-tile' });
    await expect(appendLeaves(2, [emptyRoot], reader)).rejects.toMatchObject({ code: 'bad-tile' });
  });

  test('the tree that Certificate Transparency is tested with', async () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const { root } = await appendLeaves(0, inputs.map(fromHex).map(leafHash), createLog().reader);
    expect(toHex(root)).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
    expect(toHex(leafHash(fromHex('')))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });
});

describe('tile paths', () => {
  test.each([
    [tilePath(0, 0), 'tile/0/000'],
    [tilePath(0, 0, 1), 'tile/0/000.p/1'],
    [tilePath(3, 1_234_067, 17), 'tile/3/x001/x234/067.p/17'],
    [tilePath('entries', 1000), 'tile/entries/x001/000'],
  ])('%s', (actual, expected) => {
    expect(actual).toBe(expected);
  });

  test('are read back as written', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.nat({ max: 63 }));
    fc.assert(
      fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (l, index, width) => {
        expect(parseTilePath(tilePath(l, index, width))).toEqual({ level: l, index, width });
      }),
    );
  });

  test.each([
    '/tile/0/000',
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/001/234',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000/',
    'tile/-1/000',
    'tile/0/../000',
  ])('refuses %s', (path) => {
    expect(() => parseTilePath(path)).toThrow(expect.objectContaining({ code: 'bad-tile' }));
  });
});

describe('entry bundles', () => {
  test('come apart as they were put together, and never when cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 20 }), (entries) => {
        const bundle = encodeEntries(entries);
        expect(hex(decodeEntries(bundle))).toEqual(hex(entries));
        const last = entries.at(-1) ?? emptyRoot;
        expect(() => decodeEntries(bundle.subarray(0, bundle.length - Math.max(1, last.length)))).toThrow();
      }),
    );
    expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow(expect.objectContaining({ code: 'bad-tile' }));
  });
});
