/** Where a document's fields stand (ICAO Doc 9303, parts 4 to 7). Positions from 0, the end not included. */

export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B';

export type MrzFieldName =
  | 'documentCode'
  | 'issuingState'
  | 'names'
  | 'documentNumber'
  | 'nationality'
  | 'birthDate'
  | 'sex'
  | 'expiryDate'
  | 'optional'
  | 'optional2'
  | 'composite';

export interface Span {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

export interface FieldLayout extends Span {
  readonly name: MrzFieldName;
  /** Where its check digit stands. */
  readonly check?: Span;
  /** The check digit may be a filler when the field is empty. */
  readonly checkMayBeFiller?: boolean;
}

export interface Layout {
  readonly format: MrzFormat;
  readonly lines: number;
  readonly length: number;
  readonly fields: readonly FieldLayout[];
  /** What the composite check digit is computed over, in order, and where it stands. Visas have none. */
  readonly composite: { readonly over: readonly Span[]; readonly check: Span } | null;
}

const at = (line: number, from: number, to: number): Span => ({ line, from, to });

/** Second line of TD2, TD3 and visas: the same up to the expiry date. */
const second: readonly FieldLayout[] = [
  { name: 'documentNumber', ...at(1, 0, 9), check: at(1, 9, 10) },
  { name: 'nationality', ...at(1, 10, 13) },
  { name: 'birthDate', ...at(1, 13, 19), check: at(1, 19, 20) },
  { name: 'sex', ...at(1, 20, 21) },
  { name: 'expiryDate', ...at(1, 21, 27), check: at(1, 27, 28) },
];
const first = (length: number): readonly FieldLayout[] => [
  { name: 'documentCode', ...at(0, 0, 2) },
  { name: 'issuingState', ...at(0, 2, 5) },
  { name: 'names', ...at(0, 5, length) },
];

export const LAYOUTS: Readonly<Record<MrzFormat, Layout>> = {
  TD1: {
    format: 'TD1',
    lines: 3,
    length: 30,
    fields: [
      { name: 'documentCode', ...at(0, 0, 2) },
      { name: 'issuingState', ...at(0, 2, 5) },
      { name: 'documentNumber', ...at(0, 5, 14), check: at(0, 14, 15) },
      { name: 'optional', ...at(0, 15, 30) },
      { name: 'birthDate', ...at(1, 0, 6), check: at(1, 6, 7) },
      { name: 'sex', ...at(1, 7, 8) },
      { name: 'expiryDate', ...at(1, 8, 14), check: at(1, 14, 15) },
      { name: 'nationality', ...at(1, 15, 18) },
      { name: 'optional2', ...at(1, 18, 29) },
      { name: 'names', ...at(2, 0, 30) },
    ],
    composite: { over: [at(0, 5, 30), at(1, 0, 7), at(1, 8, 15), at(1, 18, 29)], check: at(1, 29, 30) },
  },
  TD2: {
    format: 'TD2',
    lines: 2,
    length: 36,
    fields: [...first(36), ...second, { name: 'optional', ...at(1, 28, 35) }],
    composite: { over: [at(1, 0, 10), at(1, 13, 20), at(1, 21, 35)], check: at(1, 35, 36) },
  },
  TD3: {
    format: 'TD3',
    lines: 2,
    length: 44,
    fields: [
      ...first(44),
      ...second,
      { name: 'optional', ...at(1, 28, 42), check: at(1, 42, 43), checkMayBeFiller: true },
    ],
    composite: { over: [at(1, 0, 10), at(1, 13, 20), at(1, 21, 43)], check: at(1, 43, 44) },
  },
  'MRV-A': {
    format: 'MRV-A',
    lines: 2,
    length: 44,
    fields: [...first(44), ...second, { name: 'optional', ...at(1, 28, 44) }],
    composite: null,
  },
  'MRV-B': {
    format: 'MRV-B',
    lines: 2,
    length: 36,
    fields: [...first(36), ...second, { name: 'optional', ...at(1, 28, 36) }],
    composite: null,
  },
};
