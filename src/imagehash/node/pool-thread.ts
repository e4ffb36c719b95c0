import { parentPort } from 'node:worker_threads';
import { RingKernel } from '../ring-kernel.ts';
import { askRing } from '../ring16.ts';
import type { FromThread, SharedRing, ToThread } from './pool-protocol.ts';

// One thread of a pool: keeps a way into each shared ring, and answers pieces of a batch one after another.

let rings = new Map<number, RingKernel>();

/** A ring seen before keeps its kernel: each new one adds a scratch area to the shared memory. */
function take(next: readonly SharedRing[]): void {
  const kept = new Map<number, RingKernel>();
  for (const { number, memory, layout } of next) {
    const kernel = rings.get(number) ?? (memory && new RingKernel(memory, layout, 'further'));
    if (kernel === undefined) throw new Error(`ring ${number} came without its memory`);
    kept.set(number, kernel);
  }
  rings = kept;
}

function answer(hashes: Uint8Array, radius: number): Uint32Array<ArrayBuffer> {
  const matches: number[] = [];
  let ring = 0;
  for (const kernel of rings.values()) {
    askRing(kernel, hashes, radius, (query, slot, distance) => matches.push(query, ring, slot, distance));
    ring++;
  }
  return Uint32Array.from(matches);
}

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'rings') {
    take(message.rings);
    return;
  }
  const reply: FromThread = { ask: message.ask, matches: answer(message.hashes, message.radius) };
  parentPort?.postMessage(reply, [reply.matches.buffer]);
});
