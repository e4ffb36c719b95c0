import pg from 'pg';
import { keyStatement } from '../src/directory/index.ts';
import { createNode, type Node } from '../src/node.ts';
import { createLogger, systemScope } from '../src/platform/index.ts';
import { wireId } from '../src/protocol/index.ts';
import { greenForm } from './issue-desk.ts';
import { dataDirOf, enrolAll } from './notice-followers.ts';
import { rounded } from './statistics.ts';
import type { BenchContext } from './types.ts';
import type { Workplace } from './workplace.ts';

const CODE = 'NL';
const CHUNK = 500;

/** A bureau that has nothing takes in the whole feed: every leaf proven, every body checked, every notice stored and on its ledger. */
export async function measureCatchUp(
  context: BenchContext,
  workplace: Workplace,
  ipsg: Node,
  entries: number,
): Promise<void> {
  const code = CODE;
  await fillFeed(context, ipsg, entries);
  const databaseUrl = await workplace.copy(`${code}_late`);
  const { rootFingerprint } = ipsg.config.ipsg;
  await using node = await createNode(
    {
      code,
      host: '127.0.0.1',
      port: 0,
      databaseUrl,
      dataDir: `${dataDirOf(workplace.folder, code)}-late`,
      ipsg: { url: ipsg.url, rootFingerprint },
      sole: true,
      poolSize: 4,
    },
    { log: createLogger('fatal') },
  );
  await node.listen();
  const now = node.runtime.clock.now();
  await enrolAll(ipsg, [
    await keyStatement(node.keys, { bureau: code, endpoint: node.url, serial: now, now, newId: node.runtime.newId }),
  ]);
  await node.bootstrap();
  const before = process.cpuUsage();
  const begun = performance.now();
  const size = await node.federation.catchUp();
  const seconds = (performance.now() - begun) / 1_000;
  const cpu = process.cpuUsage(before);
  const [held] = await node.db.tx(systemScope(code), (tx) =>
    tx.query<{ n: number }>("SELECT count(*) AS n FROM notice WHERE relation = 'holder'"),
  );
  if ((held?.n ?? 0) < entries) throw new Error(`${held?.n} of ${entries} notices were stored`);
  const copied = await copyOut(ipsg.config.databaseUrl);
  const rate = size / seconds;
  context.say(
    `${size} entries in ${rounded(seconds)} s (${rounded((cpu.user + cpu.system) / 1e6)} s of processor for both sides); COPY of the same rows: ${rounded(copied.seconds)} s`,
  );
  context.emit({
    name: 'notice-fanout.catch-up',
    value: rounded(rate),
    unit: 'entries/s',
    peer: 'reading the same rows with COPY, nothing checked and nothing written',
    peerValue: rounded(copied.rows / copied.seconds),
    ratio: rounded(rate / (copied.rows / copied.seconds)),
  });
}

/** Real notices by the real append; that they were reviewed is not what is measured. */
async function fillFeed(context: BenchContext, ipsg: Node, entries: number): Promise<void> {
  const begun = performance.now();
  const now = ipsg.runtime.clock.now();
  for (let at = 0; at < entries; at += CHUNK) {
    context.signal.throwIfAborted();
    await ipsg.db.tx(systemScope('IPSG'), async (tx) => {
      for (let n = at; n < Math.min(entries, at + CHUNK); n++) {
        await ipsg.federation.append(tx, {
          kind: 'notice.issued',
          body: {
            notice: wireId('US', 'notice', ipsg.runtime.newId()),
            n: 1,
            number: `A-${String(1_000_000 + n)}/11-2026`,
            form: greenForm(n) as never,
            issuedAt: now,
          },
          audience: 'all',
        });
      }
    });
  }
  while ((await sizeOf(ipsg)) < entries) await new Promise((resolve) => setTimeout(resolve, 100));
  context.say(`${entries} entries appended in ${rounded((performance.now() - begun) / 1_000)} s`);
}

async function sizeOf(ipsg: Node): Promise<number> {
  const { feed } = await ipsg.db.tx(systemScope('IPSG'), (tx) => ipsg.federation.status(tx));
  return feed.size;
}

/** The rows that the feed is made of, read out of the Secretariat's database and thrown away. */
async function copyOut(databaseUrl: string): Promise<{ rows: number; seconds: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const begun = performance.now();
    const { rowCount } = await client.query('COPY federation_feed_entry TO STDOUT');
    return { rows: rowCount ?? 0, seconds: (performance.now() - begun) / 1_000 };
  } finally {
    await client.end();
  }
}
