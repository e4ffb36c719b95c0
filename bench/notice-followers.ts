import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { keyStatement } from '../src/directory/index.ts';
import { createNode, type Node } from '../src/node.ts';
import { createLogger, feedHandler, systemScope } from '../src/platform/index.ts';
import type { JsonObject } from '../src/protocol/index.ts';
import { openPlainFollower, type PlainFollower } from './notice-plain.ts';

/** Followers in a process of their own: as a house that hosts many small bureaus. */
export interface FollowerHouse extends AsyncDisposable {
  /** Starts bureaus; answers their signed statements, for the Secretariat to enrol. */
  start(bureaus: readonly Place[]): Promise<string[]>;
  /** Until all have followed the feed to this size. */
  followed(size: number): Promise<void>;
  /** When each has committed its copy (ms since the epoch). Call before it is issued. */
  stored(notice: string): Promise<number[]>;
  /** The peer: each fetches, verifies and inserts twice; when each has committed. */
  plain(url: string, jwk: object): Promise<number[]>;
}

export interface Place {
  readonly code: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly ipsg: { readonly url: string; readonly rootFingerprint: string };
}

type Ask =
  | { do: 'start'; bureaus: readonly Place[] }
  | { do: 'followed'; size: number }
  | { do: 'stored'; notice: string }
  | { do: 'plain'; url: string; jwk: object };

export async function openFollowerHouse(): Promise<FollowerHouse> {
  const child = fork(import.meta.filename, {
    execArgv: process.execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  let serial = 0;
  const ask = <T>(question: Ask): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = ++serial;
      const hear = (answer: { id: number; value?: T; error?: string }): void => {
        if (answer.id !== id) return;
        child.off('message', hear as never);
        if (answer.error === undefined) resolve(answer.value as T);
        else reject(new Error(answer.error));
      };
      child.on('message', hear as never);
      void ended.then(() => reject(new Error('a house of followers ended')));
      child.send({ id, ...question });
    });
  return {
    start: (bureaus) => ask({ do: 'start', bureaus }),
    followed: (size) => ask({ do: 'followed', size }),
    stored: (notice) => ask({ do: 'stored', notice }),
    plain: (url, jwk) => ask({ do: 'plain', url, jwk }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

/** In the process of its own. */
function serve(): void {
  const nodes: Node[] = [];
  const plain: PlainFollower[] = [];
  let watched = { notice: '', times: [] as number[], tell: (_times: number[]): void => undefined };
  const stop = async (): Promise<void> => {
    for (const one of plain) await one[Symbol.asyncDispose]();
    await Promise.all(nodes.map((node) => node.close()));
  };
  process.on('SIGTERM', () => void stop().finally(() => process.exit(0)));
  process.on('disconnect', () => void stop().finally(() => process.exit(0)));

  async function startOne(place: Place): Promise<string> {
    const node = await createNode(
      { ...place, host: '127.0.0.1', port: 0, sole: true, poolSize: 2 },
      { log: createLogger('fatal') },
    );
    watch(node);
    await node.listen();
    await node.bootstrap();
    nodes.push(node);
    plain.push(await openPlainFollower(place.databaseUrl));
    await node.start();
    const now = node.runtime.clock.now();
    const { newId } = node.runtime;
    return keyStatement(node.keys, { bureau: place.code, endpoint: node.url, serial: now, now, newId });
  }

  /** The bureau's own handler goes on as it is, and tells when its transaction has committed. */
  function watch(node: Node): void {
    const own = node.notices.parts.feed?.find((one) => one.kind === 'notice.issued');
    if (!own) throw new Error('no handler of issued notices');
    node.federation.register({
      feed: [
        feedHandler<JsonObject>({
          ...own,
          handle: async (tx, entry) => {
            await own.handle(tx, entry as never);
            if (entry.body?.notice !== watched.notice) return;
            tx.onCommit(() => {
              watched.times.push(performance.timeOrigin + performance.now());
              if (watched.times.length === nodes.length) watched.tell(watched.times);
            });
          },
        }),
      ],
    });
  }

  async function followed(node: Node, size: number): Promise<void> {
    while ((await node.federation.catchUp().catch(() => 0)) < size) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function answer(question: Ask): Promise<unknown> {
    switch (question.do) {
      case 'start': {
        const statements: string[] = [];
        for (const place of question.bureaus) statements.push(await startOne(place));
        return statements;
      }
      case 'followed':
        return Promise.all(nodes.map((node) => followed(node, question.size)));
      case 'stored':
        return new Promise<number[]>((tell) => {
          watched = { notice: question.notice, times: [], tell };
        });
      case 'plain':
        return Promise.all(plain.map((one) => one.take(question.url, question.jwk)));
    }
  }

  process.on('message', (question: Ask & { id: number }) => {
    answer(question).then(
      (value) => process.send?.({ id: question.id, value }),
      (error: Error) => process.send?.({ id: question.id, error: error.stack ?? error.message }),
    );
  });
}

/** The Secretariat takes all of them in at once. */
export async function enrolAll(ipsg: Node, statements: readonly string[]): Promise<void> {
  await ipsg.db.tx(systemScope('IPSG'), async (tx) => {
    for (const statement of statements) await ipsg.directory.enrol(tx, { statement, status: 'hosted' });
  });
}

export const dataDirOf = (folder: string, code: string): string => join(folder, code.toLowerCase());

if (import.meta.main && process.send) serve();
