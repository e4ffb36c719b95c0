import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EXPORT_FORMATS } from '../identification/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

export const exportMedia: Command = {
  name: 'export media',
  summary: 'write a hash list, or the hashes of a case’s pictures, as VICS or ICSE CSV',
  usage: '--format vics20|vics13|icse-csv (--list NAME | --case NUMBER) --out FILE',
  options: {
    format: { type: 'string' },
    list: { type: 'string' },
    case: { type: 'string' },
    out: { type: 'string' },
    bureau: { type: 'string' },
  },
  help: [
    '--format FORMAT   vics20, vics13 (JSON) or icse-csv',
    '--list NAME       this list; or --case NUMBER: the pictures of this case',
    '--out FILE        written whole or not at all',
    '--bureau CODE     of this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'entries without MD5 cannot be written in these formats and are left out; how many is said. No picture is written.',
  ],
  async run(input) {
    const format = EXPORT_FORMATS.find((one) => one === text(input, 'format'));
    const [list, caseNumber, out] = [text(input, 'list'), text(input, 'case'), text(input, 'out')];
    if (!format) throw new UsageError(`--format: expected ${EXPORT_FORMATS.join(', ')}`);
    if ((list === undefined) === (caseNumber === undefined))
      throw new UsageError('expected --list NAME or --case NUMBER');
    if (out === undefined) throw new UsageError('expected --out FILE');
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau to export from: --bureau CODE');
      const { lists } = node.identification;
      const found =
        list !== undefined ? await lists.exportList(list, format) : await lists.exportCase(caseNumber ?? '', format);
      const partial = `${out}.part`;
      const file = createWriteStream(partial, { mode: 0o600 });
      await once(file, 'open');
      try {
        await pipeline(Readable.from(found.text), file);
        await rename(partial, out);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      await node.audit.sealNow();
      input.say(`${node.code}: "${found.list.name}" written to ${out}, ${found.leftOut} entries without MD5 left out`);
      return { ok: true, json: { ok: true, bureau: node.code, out, bytes: file.bytesWritten, leftOut: found.leftOut } };
    });
  },
};
