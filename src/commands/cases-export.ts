import { rename, writeFile } from 'node:fs/promises';
import { EXPORT_FORMATS, EXPORT_LANGS, REDACTABLE_FIELDS, REDACTABLE_PARTS } from '../cases/contract.ts';
import { phrases } from '../cases/phrases.ts';
import { type Command, text, texts, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

export const casesExport: Command = {
  name: 'cases export',
  summary: 'write a copy of a case: a PDF, or a signed bundle that another bureau can verify; whole or redacted',
  usage: 'NUMBER --purpose TEXT --out FILE [--format pdf|bundle] [--to CODE]… [--without PART]… [--without-person ID]…',
  options: {
    format: { type: 'string', default: 'bundle' },
    lang: { type: 'string', default: 'en' },
    purpose: { type: 'string' },
    to: { type: 'string', multiple: true },
    without: { type: 'string', multiple: true },
    'without-person': { type: 'string', multiple: true },
    out: { type: 'string' },
    bureau: { type: 'string' },
  },
  help: [
    'NUMBER               the case (US-2026-000123), or its id',
    '--purpose TEXT       what the copy is for: it stands on it and on the record',
    '--format FORMAT      bundle (ZIP with case.pdf, case.json and the signature; default) or pdf',
    '--lang LANG          of the PDF: en, fr, es or ar (default en)',
    '--to CODE            a bureau it is for; may be given several times',
    `--without PART       leaves it out: ${[...REDACTABLE_PARTS, ...REDACTABLE_FIELDS].join(', ')}`,
    '--without-person ID  leaves a person out; their names are blackened in every text',
    '--out FILE           written whole or not at all',
    '--bureau CODE        at this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'who a victim is is never in a copy. What was left out is listed by kind.',
  ],
  async run(input) {
    const [number, more] = input.positionals;
    const [purpose, out] = [text(input, 'purpose'), text(input, 'out')];
    if (number === undefined || more !== undefined) throw new UsageError('expected: cases export NUMBER');
    if (!purpose) throw new UsageError('expected --purpose TEXT');
    if (out === undefined) throw new UsageError('expected --out FILE');
    const format = EXPORT_FORMATS.find((one) => one === text(input, 'format'));
    const lang = EXPORT_LANGS.find((one) => one === text(input, 'lang'));
    if (!format) throw new UsageError(`--format: expected ${EXPORT_FORMATS.join(', ')}`);
    if (!lang) throw new UsageError(`--lang: expected ${EXPORT_LANGS.join(', ')}`);
    const without = texts(input, 'without');
    const persons = texts(input, 'without-person');
    const parts = REDACTABLE_PARTS.filter((one) => without.includes(one));
    const fields = REDACTABLE_FIELDS.filter((one) => without.includes(one));
    const unknown = without.find((one) => ![...REDACTABLE_PARTS, ...REDACTABLE_FIELDS].some((known) => known === one));
    if (unknown !== undefined) throw new UsageError(`--without: nothing is called ${unknown}`);
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const isRedacted = without.length + persons.length > 0;
      const made = await node.cases.exportByNumber(number, {
        format,
        lang,
        purpose,
        to: texts(input, 'to').map((code) => code.toUpperCase()),
        ...(isRedacted ? { redact: { parts, fields, persons } } : {}),
      });
      if (!made) throw new UsageError(`${node.code} knows no case ${number}`);
      const partial = `${out}.part`;
      await writeFile(partial, made.bytes, { mode: 0o600 });
      await rename(partial, out);
      await node.audit.sealNow();
      input.say(`${node.code}: ${number} written to ${out}, ${made.bytes.length} bytes`);
      for (const { kind, count } of made.removed) {
        input.say(`  left out: ${phrases[`removed.${kind}`]?.en ?? kind} (${count})`);
      }
      return {
        ok: true,
        json: { ok: true, bureau: node.code, out, bytes: made.bytes.length, removed: made.removed },
      };
    });
  },
};
