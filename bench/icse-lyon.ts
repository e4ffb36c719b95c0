import { startBureaus } from '../src/launch/start-bureaus.ts';
import { createLogger } from '../src/platform/index.ts';

/** The Secretariat alone in a process of its own, as in service; run by `icse-lookup.ts`. Says when it serves, and ends on a signal. */
const [dataDir = '', databaseUrl = '', port = '0'] = process.argv.slice(2);
const launched = await startBureaus({
  bureaus: ['IPSG'],
  host: '127.0.0.1',
  port: Number(port),
  dataDir,
  databaseUrl,
  log: createLogger('fatal'),
});
process.on('SIGTERM', () => {
  launched.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
process.stdout.write('serving\n');
