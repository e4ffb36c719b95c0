/** Asked of the press process, by its channel. */
export interface Numbered<Task> {
  readonly id: number;
  readonly task: Task;
}

export type Answer =
  | { readonly id: number; readonly pdf: Uint8Array; readonly pages: number; readonly missing: boolean }
  | { readonly id: number; readonly problem: string };
