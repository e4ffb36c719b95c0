import { parentPort } from 'node:worker_threads';
import { type Packed, segmentOf, sharedOf } from '../index/packed.ts';
import { PersonIndex } from '../person-index.ts';
import type { FromThread, ToThread } from './pool-protocol.ts';

// One thread of a pool: reads the shared arrays of the index, answers batches of queries, and packs the whole anew when asked.

let index = PersonIndex.over([]);
let held: readonly Packed[] = [];

function answer(message: Exclude<ToThread, { kind: 'segments' }>): FromThread {
  if (message.kind === 'ask') {
    return { ask: message.ask, matches: message.queries.map((query) => index.query(query, message.options)) };
  }
  const merged = PersonIndex.over(held.map(segmentOf));
  merged.compact();
  const [segment] = merged.segments;
  return { ask: message.ask, merged: segment === undefined ? undefined : sharedOf(segment) };
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'segments') {
    held = message.segments;
    index = PersonIndex.over(held.map(segmentOf));
    return;
  }
  parentPort?.postMessage(answer(message));
});
