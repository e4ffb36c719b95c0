import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LiveEvent } from '../../../src/audit/contract.ts';
import { useGate } from './gate.ts';
import { isLooking } from './looking.ts';
import { refreshAll } from './query-client.ts';

export type LiveState = 'live' | 'connecting' | 'off';

/** Which paths an act's room is read from; the queue and every timeline move with any act. */
const READ_FROM: Readonly<Record<string, readonly string[]>> = {
  request: ['/api/requests', '/api/my', '/api/cases', '/api/request-imports'],
  evidence: ['/api/requests', '/api/transfers'],
  deconfliction: ['/api/requests', '/api/deconfliction'],
  case: ['/api/cases', '/api/requests', '/api/my', '/api/subjects'],
  subject: ['/api/cases'],
  work: [],
  desk: ['/api/desk'],
  watch: ['/api/watch', '/api/board'],
  alert: ['/api/alerts'],
  conservation: ['/api/conservation', '/api/board'],
  thread: ['/api/threads'],
  message: ['/api/threads'],
  correspondence: ['/api/threads'],
  notice: ['/api/notices', '/api/hits', '/api/reviews'],
  review: ['/api/reviews', '/api/notices'],
  hit: ['/api/hits', '/api/notices'],
  federation: ['/api/federation', '/api/threads', '/api/notices'],
  feed: ['/api/federation', '/api/notices'],
  directory: ['/api/federation'],
  media: ['/api/media', '/api/my/exposure'],
  view: ['/api/media', '/api/my/exposure'],
  lookup: ['/api/lookups', '/api/series-alerts', '/api/series'],
  withdrawal: ['/api/withdrawals', '/api/media', '/api/series', '/api/clues'],
  match: ['/api/lookups', '/api/false-matches'],
  import: ['/api/imports', '/api/hash-lists'],
  'hash-list': ['/api/hash-lists', '/api/imports'],
  series: ['/api/series', '/api/series-alerts', '/api/lookups'],
  'series-alert': ['/api/series', '/api/series-alerts', '/api/lookups'],
  clue: ['/api/clues', '/api/media', '/api/series'],
  curation: ['/api/curations', '/api/icse-media', '/api/media'],
  icse: ['/api/series', '/api/clues', '/api/curations', '/api/icse-media', '/api/appeals'],
  'file-request': ['/api/file-requests', '/api/media'],
  'hash-source': ['/api/hash-sources', '/api/hash-lists'],
  'hash-share': ['/api/hash-shares', '/api/hash-partners'],
  'hash-partner': ['/api/hash-partners', '/api/hash-shares'],
  session: [],
  person: ['/api/people'],
};
const ALWAYS = ['/api/desk', '/api/work'];
/** A busy minute must not make every console read everything at each act. */
const GATHER_MS = 900;

/** Follows the ledger and reads again what an act may have changed. */
export function useLive(enabled: boolean): LiveState {
  const client = useQueryClient();
  const gate = useGate();
  const [state, setState] = useState<LiveState>('off');
  const follow = enabled && gate === 'open';

  useEffect(() => {
    if (!follow) {
      setState('off');
      return;
    }
    let source: EventSource;
    let retry: number | undefined;
    let timer: number | undefined;
    let gathered = new Set<string>();
    let everything = false;

    const refresh = () => {
      timer = undefined;
      const prefixes = [...gathered, ...ALWAYS];
      gathered = new Set();
      if (everything) {
        everything = false;
        void refreshAll(client);
        return;
      }
      void client.invalidateQueries({
        predicate: ({ queryKey }) => {
          const path = String(queryKey[0]);
          return path.endsWith('/timeline') || prefixes.some((prefix) => path.startsWith(prefix));
        },
      });
    };
    const take = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as Partial<LiveEvent>;
      if (event.act && isLooking(event.act)) return;
      const prefixes = event.act ? READ_FROM[event.act.split('.')[0] ?? ''] : undefined;
      if (prefixes) for (const prefix of prefixes) gathered.add(prefix);
      else everything = true;
      timer ??= window.setTimeout(refresh, GATHER_MS);
    };
    const connect = () => {
      setState('connecting');
      source = new EventSource('/api/live');
      source.onopen = () => setState('live');
      source.onmessage = take;
      source.onerror = () => {
        setState('connecting');
        if (source.readyState !== EventSource.CLOSED) return;
        retry = window.setTimeout(connect, 10_000);
      };
    };
    connect();
    return () => {
      source.close();
      window.clearTimeout(retry);
      window.clearTimeout(timer);
    };
  }, [client, follow]);
  return state;
}
