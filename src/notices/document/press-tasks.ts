import type { DocumentModel } from './model.ts';

/** Asked of the press process, by its channel. */
export interface PressTask {
  readonly id: number;
  readonly model: DocumentModel;
  /** The machine-readable copy, attached as `notice.json`. */
  readonly copy: string;
}

export type PressAnswer =
  | { readonly id: number; readonly pdf: Uint8Array; readonly pages: number; readonly missing: boolean }
  | { readonly id: number; readonly problem: string };
