import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { startTestResolver } from '../src/hosting/resolver.testkit.ts';

/** A resolver on loopback with a thread of its own: every third name is an alias; it counts what it is asked. */
export async function startResolver(names: number): Promise<{ server: string; close(): Promise<void> }> {
  const worker = new Worker(new URL(import.meta.url), { workerData: null });
  worker.postMessage(names);
  const [server] = (await once(worker, 'message')) as [string];
  return {
    server,
    async close() {
      await worker.terminate();
    },
  };
}

/** Addresses of registries' own public services: no reserved address has a country. Nothing is sent to them. */
const HOSTS = ['193.0.6.139', '199.43.0.44', '196.216.2.1', '1.1.1.1'];

export const nameOf = (n: number): string => `h${n}.bench.example`;

if (parentPort) {
  const port = parentPort;
  port.once('message', async (names: number) => {
    const zones = Array.from({ length: names }, (_, n): [string, object][] => {
      const address = HOSTS[n % HOSTS.length] as string;
      if (n % 3 !== 0) return [[nameOf(n), { a: [address] }]];
      return [
        [nameOf(n), { cname: `to-${nameOf(n)}` }],
        [`to-${nameOf(n)}`, { a: [address] }],
      ];
    });
    const resolver = await startTestResolver(Object.fromEntries(zones.flat()));
    port.postMessage(resolver.server);
  });
}
