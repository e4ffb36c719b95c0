import { createReadStream } from 'node:fs';
import { systemScope } from '../../platform/index.ts';
import type { Colour, NoticeImportPreview, NoticeImportProblem, NoticeImportView } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { undoImport } from './import-jobs.ts';
import { type ImportRow, importView, listProblems, mustFindImport } from './import-store.ts';
import { openImport } from './open-import.ts';
import { previewRecords } from './preview-import.ts';
import { runImport } from './run-import.ts';

const CHUNK = 1 << 20;

export interface NoticeFile {
  readonly path: string;
  readonly fileName: string;
  readonly size: number;
  /** Of its bytes: the same file again goes on where it was. */
  readonly sha256: string;
  readonly source: string;
  readonly colour: Colour | null;
  readonly complete: boolean;
  progress?(now: NoticeImportView): void;
}

/** What the command line does with files on this machine. */
export interface NoticeFiles {
  preview(path: string, options: { source: string; colour: Colour | null }): Promise<NoticeImportPreview>;
  /** Takes the file in. One that was stopped goes on behind its last committed batch. */
  import(file: NoticeFile): Promise<NoticeImportView>;
  problems(id: string): AsyncGenerator<NoticeImportProblem>;
  /** @throws AppError `not-found` */
  undo(id: string): Promise<NoticeImportView>;
}

export function noticeFiles(deps: NoticesDeps): NoticeFiles {
  const scope = systemScope(deps.runtime.bureau);
  const open = (path: string) => createReadStream(path, { highWaterMark: CHUNK });
  return {
    preview: (path, options) => previewRecords(open(path), options),
    async import(file) {
      const id = await deps.db.tx(scope, async (tx) => {
        const [stopped] = await tx.query<{ id: string }>(
          `SELECT id FROM notice_import WHERE state = 'running' AND sha256 = $1 AND source = $2 AND complete = $3
             AND colour IS NOT DISTINCT FROM $4 ORDER BY created_at DESC LIMIT 1`,
          [file.sha256, file.source, file.complete, file.colour],
        );
        const { fileName, size, sha256, source, complete } = file;
        const colour = file.colour === 'red' || file.colour === 'yellow' || file.colour === 'un' ? file.colour : null;
        return (
          stopped?.id ?? openImport(deps, tx, { fileName, size, sha256, source, colour, complete, state: 'running' })
        );
      });
      const row = await runImport(deps, id, open(file.path), {
        progress: (now: ImportRow) => file.progress?.(importView(now)),
      });
      return importView(row);
    },
    async *problems(id) {
      for (let after = 0; ; ) {
        const page = await deps.db.tx(scope, (tx) => listProblems(tx, id, after, 1_000));
        yield* page;
        const last = page.at(-1);
        if (!last) return;
        after = last.seq;
      }
    },
    async undo(id) {
      await deps.db.tx(scope, async (tx) => {
        const row = await mustFindImport(tx, id, true);
        if (row.state !== 'done' && row.state !== 'running') return;
        await tx.query("UPDATE notice_import SET state = 'undoing', version = version + 1 WHERE id = $1", [id]);
        deps.audit.record(tx, { act: 'notice-import.undoing', entity: { kind: 'notice-import', id } });
      });
      await undoImport(deps, id);
      return importView(await deps.db.tx(scope, (tx) => mustFindImport(tx, id)));
    },
  };
}
