export { HashIndexPool, type PoolOptions } from './node/pool.ts';
