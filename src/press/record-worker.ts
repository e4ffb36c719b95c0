import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordModel } from './record-model.ts';
import { createSayer } from './say-text.ts';
import { servePress } from './serve-press.ts';

const template = readFileSync(join(import.meta.dirname, 'record.typ'));

servePress<RecordModel>((model, covered) => {
  const sayer = createSayer(covered);
  const { say, clean } = sayer;
  const { attachment = null } = model;
  if (attachment && !/^[a-z0-9][a-z0-9.-]*$/.test(attachment.name)) throw new Error('no name for a file attached');
  const orNone = (text: string) => (text === '' ? null : say(text));
  const data = {
    lang: model.lang,
    dir: model.lang === 'ar' ? 'rtl' : 'ltr',
    documentTitle: clean(`${model.title} · ${model.number}`),
    author: [clean(model.author)],
    date: model.date.split('-').map(Number),
    title: say(model.title),
    number: say(model.number),
    subtitle: orNone(model.subtitle),
    stamp: orNone(model.stamp),
    authorLine: say(model.author),
    attachment: attachment && {
      path: `/${attachment.name}`,
      mediaType: attachment.mediaType,
      description: clean(attachment.description),
    },
    sections: model.sections.map((section) => ({
      heading: say(section.heading),
      rows: (section.rows ?? []).map((row) => ({ label: say(row.label), values: row.values.map(say) })),
      table: section.table
        ? { head: section.table.head.map(say), rows: section.table.rows.map((row) => row.map(say)) }
        : null,
      text: (section.text ?? []).map(say),
    })),
  };
  const { missing } = sayer;
  const foot = [...model.foot, ...(missing ? [model.missing] : [])].map(say);
  return {
    main: template,
    files: [
      { path: '/data.json', bytes: Buffer.from(JSON.stringify({ ...data, foot })) },
      ...(attachment ? [{ path: `/${attachment.name}`, bytes: Buffer.from(attachment.text) }] : []),
    ],
    missing,
  };
});
