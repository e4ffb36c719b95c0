import { get } from 'node:http';

/**
 * A process of its own with many consoles that listen: each a real SSE connection. Told over IPC where to connect; when an event is
 * in all of them it tells when each had it, on the machine's monotonic clock, which all processes share.
 */
interface Open {
  readonly what: 'open';
  readonly url: string;
  readonly cookie: string;
  readonly count: number;
}
interface Expect {
  readonly what: 'expect';
  /** What the awaited event's data contains. */
  readonly mark: string;
}

const now = (): number => Number(process.hrtime.bigint() / 1000n) / 1000;
let awaited: { mark: string; at: (number | undefined)[]; left: number } | null = null;
let sockets: { destroy(): void }[] = [];

process.on('message', (message: Open | Expect | { readonly what: 'close' }) => {
  if (message.what === 'open') void open(message);
  else if (message.what === 'expect') {
    awaited = { mark: message.mark, at: Array.from({ length: sockets.length }), left: sockets.length };
    process.send?.({ what: 'ready' });
  } else {
    for (const socket of sockets) socket.destroy();
    sockets = [];
    process.send?.({ what: 'closed' });
  }
});

async function open({ url, cookie, count }: Open): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, n) => listen(url, cookie, n)));
  process.send?.({ what: 'opened' });
}

function listen(url: string, cookie: string, n: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, headers: { cookie, accept: 'text/event-stream' } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`console ${n}: ${response.statusCode}`));
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const end = text.lastIndexOf('\n\n');
        if (end < 0) return;
        const events = text.slice(0, end);
        text = text.slice(end + 2);
        if (awaited && awaited.at[n] === undefined && events.includes(awaited.mark)) {
          awaited.at[n] = now();
          if (--awaited.left === 0) process.send?.({ what: 'had', at: awaited.at });
        }
      });
      response.on('error', () => undefined);
      resolve();
    });
    request.on('error', reject);
    sockets.push(request);
  });
}
