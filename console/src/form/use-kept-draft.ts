import { useEffect, useRef, useState } from 'react';
import type { DraftView } from '../../../src/cases/contract.ts';
import { call } from '../api/client.ts';
import { ApiError } from '../api/problem.ts';
import type { Draft } from './use-draft.ts';

const DELAY_MS = 3_000;

export interface KeptDraft {
  /** When the bureau last kept it; null when it has none. */
  readonly keptAt: number | null;
  /** A draft of this person from another window, newer than this one: to be taken or written over. */
  readonly other: DraftView | null;
  take(): void;
  writeOver(): void;
  forget(): void;
}

/** Keeps a draft at the bureau too, sealed, so that it is there on another computer. Without a connection it waits. */
export function useKeptDraft<T>(form: 'intake', draft: Draft<T>): KeptDraft {
  const path = `/api/my/drafts/${form}`;
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const [other, setOther] = useState<DraftView | null>(null);
  const version = useRef<number | null>(null);
  const touched = useRef(draft.value);

  useEffect(() => {
    let gone = false;
    call<DraftView>('GET', path)
      .then((kept) => {
        if (gone) return;
        version.current = kept.version;
        setKeptAt(kept.updatedAt);
        if (kept.body !== null) setOther(kept);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [path]);

  // What the bureau holds is the same as what stands here: nothing to choose.
  const same = other !== null && JSON.stringify(other.body) === JSON.stringify(draft.value);

  useEffect(() => {
    if (draft.value === touched.current || (other && !same)) return;
    const timer = window.setTimeout(() => {
      if (version.current === null) return;
      call<DraftView>('PUT', path, { body: { version: version.current, body: draft.value } })
        .then((kept) => {
          version.current = kept.version;
          setKeptAt(kept.updatedAt);
        })
        .catch((error: unknown) => {
          if (!(error instanceof ApiError) || error.code !== 'conflict') return;
          const current = error.values?.current as { version: number; body: DraftView['body'] } | undefined;
          if (current) setOther({ version: current.version, updatedAt: Date.now(), body: current.body });
        });
    }, DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [draft.value, other, same, path]);

  return {
    keptAt,
    other: same ? null : other,
    take() {
      if (!other?.body) return;
      version.current = other.version;
      const body = other.body as T;
      draft.set(() => body);
      setOther(null);
    },
    writeOver() {
      if (other) version.current = other.version;
      setOther(null);
      touched.current = {} as T;
    },
    forget() {
      setKeptAt(null);
      setOther(null);
      version.current = 0;
      touched.current = draft.value;
      call('DELETE', path).catch(() => undefined);
    },
  };
}
