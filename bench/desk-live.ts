import { fork } from 'node:child_process';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { newTotpSecret, sessionCookie, totpCode } from '../src/access/index.ts';
import type { Node } from '../src/node.ts';
import { systemScope } from '../src/platform/index.ts';
import { percentile, rounded } from './statistics.ts';
import type { Bench } from './types.ts';
import { createWorkplace } from './workplace.ts';

const CONSOLES = 200;
const EVENTS = 60;
const WARM = 5;
const PASSWORD = 'a bench password of its own';

/**
 * From the commit of an act to its event in each of 200 consoles, over real connections to one process; and what the process spends
 * on it. Beside it, in the same run and by turns, the plain way: a Node server that writes the same bytes to as many responses.
 */
export const deskLive: Bench = {
  summary: 'live updates to 200 consoles from one process: commit to console, and its cost',
  async run(context) {
    const consoles = context.n ?? CONSOLES;
    await using workplace = await createWorkplace();
    await using launched = await workplace.start(['IPSG']);
    const node = launched.node('IPSG');
    const cookie = await signIn(node);
    await using plain = await startPlain();
    await using ours = await openConsoles({ url: `${node.url}/api/live`, cookie, count: consoles });
    await using theirs = await openConsoles({ url: plain.url, cookie: '', count: consoles });
    context.say(`${consoles} consoles on each side`);

    const delays = { ours: [] as number[], plain: [] as number[] };
    const cpu = { ours: 0, plain: 0 };
    for (let n = 0; n < WARM + EVENTS; n++) {
      context.signal.throwIfAborted();
      const id = node.runtime.newId();
      const measured = await measure(ours, id, async () => {
        await node.db.tx(systemScope('IPSG'), async (tx) => {
          const ref = { kind: 'matter', id };
          const dueAt = tx.now + 3_600_000;
          await node.work.open(tx, {
            ref,
            task: 'request.intake',
            owner: { role: 'analyst' },
            dueAt,
            urgency: 'urgent',
          });
          // The event that is waited for: it names what we chose.
          node.audit.record(tx, { act: 'watch.logged', entity: { kind: 'watch-entry', id } });
        });
      });
      const mark = JSON.stringify({ seq: n, act: 'watch.logged', entity: { kind: 'watch-entry', id } });
      const peer = await measure(theirs, id, async () => {
        plain.say(`id: ${n}\ndata: ${mark}\n\n`);
      });
      if (n < WARM) continue;
      delays.ours.push(...measured.delays);
      delays.plain.push(...peer.delays);
      cpu.ours += measured.cpu;
      cpu.plain += peer.cpu;
      if (n % 20 === 0) context.say(`event ${n - WARM} of ${EVENTS}`);
    }
    const peer = `node:http, the same bytes written to ${consoles} responses; nothing stored, signed or checked`;
    const [p99, plainP99] = [percentile(delays.ours, 99), percentile(delays.plain, 99)];
    context.emit({
      name: 'desk-live.p99',
      value: rounded(p99),
      unit: `ms from commit to console, ${consoles} consoles (median ${rounded(percentile(delays.ours, 50))})`,
      peer,
      peerValue: rounded(plainP99),
      ratio: rounded(plainP99 / p99),
    });
    const [each, plainEach] = [cpu.ours / EVENTS, cpu.plain / EVENTS];
    context.emit({
      name: 'desk-live.cpu',
      value: rounded(each),
      unit: `ms of the process an event to ${consoles} consoles, its storing, sealing and signing with it`,
      peer,
      peerValue: rounded(plainEach),
      ratio: rounded(plainEach / each),
    });
  },
};

interface Consoles extends AsyncDisposable {
  expect(mark: string): Promise<{ had: Promise<number[]> }>;
}

/** A process of consoles, all of them connected. */
async function openConsoles(input: { url: string; cookie: string; count: number }): Promise<Consoles> {
  const child = fork(join(import.meta.dirname, 'desk-consoles.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const heard = <T>(what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const listener = (message: { what: string }): void => {
        if (message.what !== what) return;
        child.off('message', listener);
        child.off('exit', died);
        resolve(message as T);
      };
      const died = (): void => reject(new Error('the process of consoles ended'));
      child.on('message', listener);
      child.once('exit', died);
    });
  const opened = heard('opened');
  child.send({ what: 'open', ...input });
  await opened;
  return {
    async expect(mark) {
      const ready = heard('ready');
      const had = heard<{ at: number[] }>('had').then(({ at }) => at);
      child.send({ what: 'expect', mark });
      await ready;
      return { had };
    },
    async [Symbol.asyncDispose]() {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
}

/** Lets something happen, and tells how long after it each console had it, and what this process spent meanwhile, in ms. */
async function measure(
  consoles: Consoles,
  mark: string,
  happen: () => Promise<void>,
): Promise<{ delays: number[]; cpu: number }> {
  const { had } = await consoles.expect(mark);
  const before = process.cpuUsage();
  await happen();
  const begun = now();
  const at = await had;
  const { user, system } = process.cpuUsage(before);
  return { delays: at.map((time) => time - begun), cpu: (user + system) / 1000 };
}

const now = (): number => Number(process.hrtime.bigint() / 1000n) / 1000;

async function signIn(node: Node): Promise<string> {
  const totpSecret = newTotpSecret(node.runtime.random);
  await node.db.tx(systemScope('IPSG'), (tx) =>
    node.access.createPerson(tx, {
      username: 'bench-watch',
      name: 'Bench Watch',
      roles: ['watch-officer'],
      compartments: ['general'],
      agency: null,
      password: PASSWORD,
      totpSecret,
    }),
  );
  const answer = await fetch(`${node.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': node.runtime.newId() },
    body: JSON.stringify({ username: 'bench-watch', password: PASSWORD, totp: totpCode(totpSecret, Date.now()) }),
  });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(sessionCookie('IPSG')));
  if (!cookie) throw new Error(`sign-in: ${answer.status}`);
  return cookie.split(';')[0] ?? '';
}

/** The plain way: a list of responses, and the bytes written to each. */
async function startPlain(): Promise<AsyncDisposable & { readonly url: string; say(text: string): void }> {
  const responses = new Set<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 1000\n\n');
    responses.add(response);
    response.on('close', () => responses.delete(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    say(text) {
      for (const response of responses) response.write(text);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
