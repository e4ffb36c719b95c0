import type { DocumentModel } from './model.ts';

/** Asked of the press process. */
export interface NoticeTask {
  readonly model: DocumentModel;
  /** The machine-readable copy, attached as `notice.json`. */
  readonly copy: string;
}
