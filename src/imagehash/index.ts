export { hammingDistance } from './hamming.ts';
export { HashIndex, type HashMatch, type IndexOptions } from './hash-index.ts';
export { fromHex, toHex } from './hex.ts';
export type { Picture } from './luma.ts';
export {
  type DihedralResult,
  ORIENTATIONS,
  type Orientation,
  type PdqOptions,
  type PdqResult,
  pdq,
  pdqDihedral,
} from './pdq.ts';
export { ready } from './pdq-kernel.ts';
