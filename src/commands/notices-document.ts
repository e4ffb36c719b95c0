import { rename, writeFile } from 'node:fs/promises';
import { DOCUMENT_FORMATS, LANGUAGES } from '../notices/contract.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

export const noticesDocument: Command = {
  name: 'notices document',
  summary: 'write a notice as a document: PDF/A, an accessible page, or its machine-readable copy',
  usage: 'NUMBER [--lang en|fr|es|ar] [--format pdf|html|json] --out FILE',
  options: {
    lang: { type: 'string', default: 'en' },
    format: { type: 'string', default: 'pdf' },
    out: { type: 'string' },
    bureau: { type: 'string' },
  },
  help: [
    'NUMBER           control number (A-000123/11-2026), the bureau’s own reference, or the id',
    '--lang LANG      en, fr, es or ar (default en)',
    '--format FORMAT  pdf (PDF/A-3a with the copy attached), html, or json: the copy alone',
    '--out FILE       written whole or not at all',
    '--bureau CODE    at this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'a draft is written as a draft; of a purged notice there is no document. It is on the record.',
  ],
  async run(input) {
    const [number, more] = input.positionals;
    if (number === undefined || more !== undefined) throw new UsageError('expected: notices document NUMBER');
    const lang = LANGUAGES.find((one) => one === text(input, 'lang'));
    const format = DOCUMENT_FORMATS.find((one) => one === text(input, 'format'));
    const out = text(input, 'out');
    if (!lang) throw new UsageError(`--lang: expected ${LANGUAGES.join(', ')}`);
    if (!format) throw new UsageError(`--format: expected ${DOCUMENT_FORMATS.join(', ')}`);
    if (out === undefined) throw new UsageError('expected --out FILE');
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const made = await node.notices.document(number, { lang, format });
      if (!made) throw new UsageError(`${node.code} knows no notice ${number}`);
      const partial = `${out}.part`;
      await writeFile(partial, made.bytes, { mode: 0o600 });
      await rename(partial, out);
      await node.audit.sealNow();
      const { missing, mediaType } = made;
      input.say(`${node.code}: ${number} written to ${out}, ${made.bytes.length} bytes`);
      if (missing) input.say('some characters are in none of the fonts, and stand as a mark');
      return { ok: true, json: { ok: true, bureau: node.code, out, bytes: made.bytes.length, mediaType, missing } };
    });
  },
};
