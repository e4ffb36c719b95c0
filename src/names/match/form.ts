/** One way in which a written word may sound. */
export interface Form {
  /** In the alphabet of `phonemes.ts`. */
  sounds: string;
  /** Short vowels are not written (Arabic, Hebrew): they may stand in the other word without cost. */
  bare: boolean;
  /** Taken off the likeness: how unusual this reading is, 0 to 0.2. */
  cost: number;
}
