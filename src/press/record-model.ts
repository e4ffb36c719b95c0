/** A record as a document: words only, in the reader's language. Nothing of it is read as markup. */
export interface RecordModel {
  readonly lang: 'en' | 'fr' | 'es' | 'ar';
  readonly title: string;
  readonly number: string;
  /** Under the title; empty for none. */
  readonly subtitle: string;
  /** In a frame: `REDACTED COPY`; empty for none. */
  readonly stamp: string;
  /** The bureau that made it. */
  readonly author: string;
  /** The document's own date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly sections: readonly RecordSection[];
  /** At the end, small. */
  readonly foot: readonly string[];
  /** A file that travels inside the document: what a machine reads. `name` is letters, digits, `.` and `-`. */
  readonly attachment?: {
    readonly name: string;
    readonly mediaType: string;
    readonly description: string;
    readonly text: string;
  };
  /** Said at the end when the fonts could not show a character. */
  readonly missing: string;
}

export interface RecordSection {
  readonly heading: string;
  /** A label and its values, one under the other. */
  readonly rows?: readonly { readonly label: string; readonly values: readonly string[] }[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly text?: readonly string[];
}
