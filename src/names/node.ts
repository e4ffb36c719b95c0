export { loadIndex, saveIndex } from './node/files.ts';
export { PersonIndexPool, type PoolOptions } from './node/pool.ts';
