export { loadIndex, saveIndex } from './node/files.ts';
export { HashIndexPool, type PoolOptions } from './node/pool.ts';
