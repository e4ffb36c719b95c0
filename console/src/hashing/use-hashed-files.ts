import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileHashes, HashFailure } from './hash-file.ts';
import { HashPool } from './hash-pool.ts';

export interface HashedFile {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly state: 'waiting' | 'hashing' | 'hashed' | 'failed';
  readonly hashes: FileHashes | null;
  readonly failed: HashFailure | null;
}

export interface HashedFiles {
  readonly files: readonly HashedFile[];
  /** How many are hashed or have failed. */
  readonly done: number;
  add(files: readonly File[]): void;
  remove(key: number): void;
  clear(): void;
}

/** Files chosen here, hashed one after the other beside the page. None of their bytes go anywhere. */
export function useHashedFiles(): HashedFiles {
  const [files, setFiles] = useState<readonly HashedFile[]>([]);
  const pool = useRef<HashPool | null>(null);
  const next = useRef(0);

  const drop = useCallback(() => {
    pool.current?.[Symbol.dispose]();
    pool.current = null;
  }, []);
  useEffect(() => drop, [drop]);

  const add = useCallback((chosen: readonly File[]) => {
    pool.current ??= new HashPool();
    const { current } = pool;
    const change = (key: number, what: Partial<HashedFile>) =>
      setFiles((before) => before.map((file) => (file.key === key ? { ...file, ...what } : file)));
    const listed = chosen.map((file) => ({ file, key: next.current++ }));
    setFiles((before) => [
      ...before,
      ...listed.map(({ file: { name, size }, key }): HashedFile => {
        return { key, name, size, state: 'waiting', hashes: null, failed: null };
      }),
    ]);
    for (const { file, key } of listed) {
      void current
        .hash(file, () => change(key, { state: 'hashing' }))
        .then((answer) =>
          change(
            key,
            'hashes' in answer
              ? { state: 'hashed', hashes: answer.hashes }
              : { state: 'failed', failed: answer.failed },
          ),
        );
    }
  }, []);

  return {
    files,
    done: files.filter(({ state }) => state === 'hashed' || state === 'failed').length,
    add,
    remove: useCallback((key) => setFiles((before) => before.filter((file) => file.key !== key)), []),
    clear: useCallback(() => {
      drop();
      setFiles([]);
    }, [drop]),
  };
}
