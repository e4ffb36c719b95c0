import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runSeeds } from './launch/demo/run-seeds.ts';
import { seeds } from './launch/demo/seeds.ts';
import { readPeople, seedPeople } from './launch/people.ts';
import { printWelcome } from './launch/print-welcome.ts';
import { startBureaus } from './launch/start-bureaus.ts';
import { createLogger, readConfig } from './platform/index.ts';

/** `npm start`: the configured bureaus in one process, over one PostgreSQL, until a signal stops all of it. */
async function main(): Promise<void> {
  const config = readConfig();
  const log = createLogger(config.logLevel);
  const stopped = Promise.withResolvers<string>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.resolve(signal));
  await using launched = await startBureaus({ ...config, log });
  const people = await readPeople(join(import.meta.dirname, 'launch', 'data', 'people.json'));
  const isNew = !existsSync(join(config.dataDir, 'demo-logins.json'));
  const logins = await seedPeople(launched.nodes.values(), people, config.dataDir);
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  printWelcome([...launched.nodes.values()], logins, say);
  const stopping = new AbortController();
  const demo = config.demo
    ? runSeeds(seeds, { launched, logins, dataDir: config.dataDir, isNew, log, signal: stopping.signal })
    : Promise.resolve([]);
  const added = demo.then(
    (names) => {
      if (names.length > 0) say(`Invented data to look at were added: ${names.join(', ')}.`);
    },
    (error: Error) => log.warn({ err: error.message }, 'demo data were not added'),
  );
  // A closed terminal or a second Ctrl-C must not leave PostgreSQL behind: stopping goes on whatever comes.
  await stopped.promise;
  process.stdout.write('Stopping …\n');
  stopping.abort();
  await added;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`Homeward did not start: ${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof Error && error.cause) process.stderr.write(`${String(error.cause)}\n`);
    process.exit(1);
  },
);
