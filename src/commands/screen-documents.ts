import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DOCUMENT_FILE_BYTES, documentImportInput } from '../screening/contract.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

/** A list of stolen and lost travel documents from a file on this machine. */
export const screenDocuments: Command = {
  name: 'screen documents',
  summary: 'bring in a list of stolen and lost travel documents',
  usage: 'FILE --source NAME',
  options: { source: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    'FILE            CSV with a header (number, country, type, status, reported, reference), or JSON lines',
    '--source NAME   who gave the list',
    '--bureau CODE   into this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'run again on the same file after it was stopped it goes on. It can be taken back for seven days, in the console.',
  ],
  async run(input) {
    const [path, more] = input.positionals;
    if (path === undefined || more !== undefined) throw new UsageError('expected: screen documents FILE');
    const source = text(input, 'source');
    if (!source) throw new UsageError('--source: who gave the list');
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) throw new UsageError(`${path}: expected a file`);
    if (info.size > DOCUMENT_FILE_BYTES)
      throw new UsageError(`${path}: more than ${DOCUMENT_FILE_BYTES} bytes; split it`);
    const list = documentImportInput.parse({ fileName: basename(path), source, text: await readFile(path, 'utf8') });
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau to import into: --bureau CODE');
      const done = await node.screening.tools.importDocuments(list, (now) => {
        process.stderr.write(
          `${now.read} of ${now.total} rows: ${now.accepted} new, ${now.merged} merged, ${now.refused} refused\n`,
        );
      });
      await node.audit.sealNow();
      input.say(
        `${node.code}: ${done.accepted} documents in force, ${done.merged} merged, ${done.refused} refused (import ${done.id})`,
      );
      const ok = done.state === 'done';
      return { ok, json: { ok, bureau: node.code, import: done } };
    });
  },
};
