import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileHashes } from './hash-file.ts';
import { HashPool } from './hash-pool.ts';

export interface HashedPicture {
  readonly name: string;
  readonly state: 'hashing' | 'ready' | 'failed';
  readonly hashes: FileHashes | null;
}

/** One picture of this computer by its hashes; its bytes go nowhere. */
export function useHashedPicture(): {
  readonly picture: HashedPicture | null;
  take(file: File): void;
  forget(): void;
} {
  const [picture, setPicture] = useState<HashedPicture | null>(null);
  const turn = useRef(0);
  useEffect(() => {
    const { current } = turn;
    return () => {
      turn.current = current + 1;
    };
  }, []);

  const take = useCallback((file: File) => {
    const mine = ++turn.current;
    const { name } = file;
    setPicture({ name, state: 'hashing', hashes: null });
    const pool = new HashPool();
    void pool
      .hash(file, () => undefined)
      .then((answer) => {
        pool[Symbol.dispose]();
        if (turn.current !== mine) return;
        const hashes = 'hashes' in answer ? answer.hashes : null;
        setPicture({ name, hashes, state: hashes?.picture ? 'ready' : 'failed' });
      });
  }, []);
  const forget = useCallback(() => {
    turn.current++;
    setPicture(null);
  }, []);
  return { picture, take, forget };
}
