import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { servePress } from '../../press/node.ts';
import { prepare } from './prepare.ts';
import type { NoticeTask } from './press-tasks.ts';

const template = readFileSync(join(import.meta.dirname, 'notice.typ'));

servePress<NoticeTask>(({ model, copy }, covered) => {
  const { data, files, missing } = prepare(model, covered, true);
  return {
    main: template,
    files: [
      { path: '/data.json', bytes: Buffer.from(JSON.stringify(data)) },
      { path: '/notice.json', bytes: Buffer.from(copy) },
      ...files,
    ],
    missing,
  };
});
