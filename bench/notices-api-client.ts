/*
 * Asks a public notices API at a fixed rate, whether answers come or not (open loop), and tells how long each took from the moment
 * it was due. In a process of its own: `node notices-api-client.ts ORIGIN RATE SECONDS`, paths on standard input.
 */
import { Agent, get } from 'node:http';

const [origin = '', rateText = '', secondsText = ''] = process.argv.slice(2);
const rate = Number(rateText);
const count = rate * Number(secondsText);
let given = '';
for await (const chunk of process.stdin) given += String(chunk);
const paths = given.split('\n').filter(Boolean);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const took: number[] = [];
let failed = 0;

function ask(path: string, due: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (ok: boolean): void => {
      took.push(performance.now() - due);
      if (!ok) failed++;
      resolve();
    };
    get(`${origin}${path}`, { agent }, (answer) => {
      answer.resume();
      answer.on('end', () => end(answer.statusCode === 200));
    }).on('error', () => end(false));
  });
}

const asked: Promise<void>[] = [];
const start = performance.now() + 100;
let next = 0;
await new Promise<void>((resolve) => {
  const turn = (): void => {
    const now = performance.now();
    for (; next < count && start + (next * 1_000) / rate <= now; next++) {
      asked.push(ask(paths[next % paths.length] ?? '/', start + (next * 1_000) / rate));
    }
    if (next >= count) resolve();
    else setTimeout(turn, 1);
  };
  turn();
});
await Promise.all(asked);
const seconds = (performance.now() - start) / 1_000;
process.stdout.write(JSON.stringify({ took, failed, seconds }));
agent.destroy();
