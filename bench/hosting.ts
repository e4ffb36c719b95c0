import { Resolver } from 'node:dns/promises';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemScope } from '../src/platform/index.ts';
import { nameOf, startResolver } from './hosting-resolver.ts';
import { inParallel, rounded } from './statistics.ts';
import type { Bench } from './types.ts';
import { createWorkplace } from './workplace.ts';

const URLS = 10_000;
const AT_ONCE = 64;

/** A list through a bureau: every address looked up, judged, signed and kept; beside the same names resolved and nothing else. */
export const hosting: Bench = {
  summary: 'addresses looked up, judged and signed a second, and memory (--n addresses)',
  async run(context) {
    const count = context.n ?? URLS;
    const resolver = await startResolver(count);
    try {
      await using workplace = await createWorkplace();
      const settings = join(workplace.folder, 'hosting.json');
      await writeFile(settings, JSON.stringify({ dns: { servers: [resolver.server], concurrency: AT_ONCE } }));
      await using bureaus = await workplace.start(['IPSG', 'US'], { hostingSettings: settings });
      const us = bureaus.node('US');
      const text = Array.from({ length: count }, (_, n) => `http://${nameOf(n)}/${n}`).join('\n');
      const scope = systemScope('US');
      const before = process.memoryUsage().rss;
      context.say(`${count} addresses through a bureau`);
      const begun = performance.now();
      const { id } = await us.db.tx(scope, (tx) =>
        us.hosting.submit(tx, { title: 'bench', source: 'api', urgency: 'routine', text }),
      );
      const isDone = (): Promise<boolean> =>
        us.db.tx(scope, async (tx) => {
          const rows = await tx.query("SELECT 1 FROM hosting_list WHERE id = $1 AND state = 'to-confirm'", [id]);
          return rows.length > 0;
        });
      let most = before;
      while (!(await isDone())) {
        context.signal.throwIfAborted();
        most = Math.max(most, process.memoryUsage().rss);
        await sleep(50);
      }
      const value = count / ((performance.now() - begun) / 1_000);

      context.say('the same names resolved, nothing kept');
      const plain = new Resolver();
      plain.setServers([resolver.server]);
      let next = 0;
      const plainBegun = performance.now();
      await inParallel(count, AT_ONCE, async () => {
        const name = nameOf(next++);
        await Promise.allSettled([plain.resolve4(name), plain.resolve6(name)]);
      });
      const peerValue = count / ((performance.now() - plainBegun) / 1_000);
      context.emit({
        name: 'hosting.rate',
        value: rounded(value),
        unit: 'addresses/s',
        peer: 'node:dns alone at the same concurrency: A and AAAA, nothing judged, signed or kept',
        peerValue: rounded(peerValue),
        ratio: rounded(value / peerValue),
      });
      context.emit({ name: 'hosting.memory', value: rounded((most - before) / 1e6), unit: 'MB' });
    } finally {
      await resolver.close();
    }
  },
};
