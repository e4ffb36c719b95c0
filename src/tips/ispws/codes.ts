/** Response codes of the ISPWS interface (its documentation; open: others may come). */
export const CODES = {
  ok: [0, 'Success'],
  serverError: [1000, 'Server error'],
  uploadFailed: [1110, 'Upload failed'],
  fileUploadFailed: [1111, 'File upload failed'],
  notFound: [1210, 'Resource not found'],
  noRightToSubmit: [3100, 'No right to submit'],
  invalidRequest: [4000, 'Invalid request'],
  invalid: [4100, 'Validation failed'],
  malformedXml: [4110, 'Malformed XML'],
  malformedFile: [4200, 'Malformed file'],
  noReport: [5001, 'Report does not exist'],
  noFile: [5002, 'File does not exist'],
  retracted: [5101, 'Report already retracted'],
  finished: [5102, 'Report already finished'],
} as const;

export type Code = keyof typeof CODES;

/** An answer other than success. Told as HTTP 200 with its code, as the interface has it. */
export class IspwsProblem extends Error {
  override readonly name = 'IspwsProblem';
  readonly code: Code;
  /** For the provider's developers, in English. */
  readonly detail: string;

  constructor(code: Code, detail = '') {
    super(detail || code);
    this.code = code;
    this.detail = detail;
  }
}
