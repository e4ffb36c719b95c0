/** What the world was promised: each acknowledged thing with its marker, which nothing else carries. */
export interface Tally {
  readonly requests: { readonly marker: string; readonly id: string }[];
  readonly messages: { readonly marker: string; readonly id: string; readonly to: readonly string[] }[];
  readonly answers: { readonly marker: string; readonly id: string }[];
  readonly notices: {
    readonly marker: string;
    readonly id: string;
    state: 'submitted' | 'issued' | 'withdrawn' | 'cancelled';
  }[];
}

export const createTally = (): Tally => ({ requests: [], messages: [], answers: [], notices: [] });
