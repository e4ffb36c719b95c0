/** Why a file was not decoded: a code of the room's phrases. Crosses from the decoder process to its owner. */
export class DecodeProblem extends Error {
  override readonly name = 'DecodeProblem';
  readonly code: string;
  readonly params: Readonly<Record<string, number>> | undefined;

  constructor(code: string, params?: Readonly<Record<string, number>>, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.params = params;
  }
}
