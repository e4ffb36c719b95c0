import { Agent, request } from 'node:http';
import { inParallel } from './statistics.ts';
import { reportXml } from './tips-report.ts';

/*
 * A provider's software in a process of its own: opens reports and finishes them, as many as it is told, over kept connections.
 * Arguments: address, credentials (base64), how many, how many at once, number of the first. Prints one line of JSON.
 */
const [address = '', credentials = '', count = '0', concurrency = '1', first = '0'] = process.argv.slice(2);
const url = new URL(address);
const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });
const latencies: number[] = [];

const begun = performance.now();
await inParallel(Number(count), Number(concurrency), async (n) => {
  const from = performance.now();
  const opened = await post('/ispws/submit', 'text/xml; charset=utf-8', reportXml(Number(first) + n));
  const id = /<reportId>(\d+)</.exec(opened)?.[1];
  if (!opened.includes('<responseCode>0<') || id === undefined) throw new Error(`not taken: ${opened}`);
  const done = await post('/ispws/finish', 'application/x-www-form-urlencoded', `id=${id}`);
  if (!done.includes('<responseCode>0<')) throw new Error(`not finished: ${done}`);
  latencies.push(performance.now() - from);
});
latencies.sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({ ms: performance.now() - begun, p50: latencies[latencies.length >> 1], p99: latencies[Math.floor(latencies.length * 0.99)] })}\n`,
);
agent.destroy();

function post(path: string, type: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Basic ${credentials}`,
      'content-type': type,
      'content-length': Buffer.byteLength(body),
    };
    const call = request({ agent, host: url.hostname, port: url.port, path, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode}`))));
    });
    call.on('error', reject);
    call.end(body);
  });
}
