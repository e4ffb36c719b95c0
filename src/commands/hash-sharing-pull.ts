import { systemScope } from '../platform/index.ts';
import { type Command, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

const PROGRESS_MS = 2_000;

/** Reads in this process; a Homeward that runs beside it shares the pages. */
export const hashSharingPull: Command = {
  name: 'hash-sharing pull',
  summary: 'read sources of hashes up to the present, now; goes on where it was after any interruption',
  usage: '[NAME…] [--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: [
    'NAME…           only these sources (default: all that are active)',
    '--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)',
    'exit code 1 when a source could not be read to the end; the reason is printed as a code',
  ],
  run: (input) =>
    withBureaus(input, async (nodes) => {
      const wanted = new Set(input.positionals);
      const pulled = [];
      for (const { code: bureau, db, identification, runtime, audit } of nodes) {
        const { sharing } = identification;
        const sources = () => db.tx(systemScope(bureau), (tx) => sharing.sources(tx));
        for (const { id, name } of (await sources()).filter((s) => s.state === 'active')) {
          if (wanted.size > 0 && !wanted.has(name)) continue;
          const done = new AbortController();
          const telling = (async () => {
            for (;;) {
              await runtime.clock.sleep(PROGRESS_MS, done.signal);
              if (done.signal.aborted) return;
              const pull = (await sources()).find((s) => s.id === id)?.pull;
              if (pull) input.say(`  ${name}: ${pull.pages} pages, ${pull.entries} entries`);
            }
          })();
          const code = await sharing.pull(id, new AbortController().signal).finally(async () => {
            done.abort();
            await telling;
          });
          const state = (await sources()).find((s) => s.id === id);
          if (!state) continue;
          const { pages, entries } = state.pull;
          pulled.push({ bureau, name, code, pages, entries, completeTo: state.completeTo, counts: state.counts });
          const until = new Date(state.completeTo).toISOString();
          input.say(`${bureau}: ${name}: ${code ?? 'up to date'}; ${entries} entries read, complete to ${until}`);
        }
        await audit.sealNow();
      }
      const found = new Set(pulled.map((one) => one.name));
      const missing = [...wanted].filter((name) => !found.has(name));
      if (missing.length > 0) throw new UsageError(`no active source ${missing.join(', ')}`);
      const ok = pulled.every((one) => one.code === null);
      return { ok, json: { ok, pulled } };
    }),
};
