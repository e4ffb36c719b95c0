/** Why bytes from outside (or a value meant for outside) were refused. Stable: vectors and receipts name these. */
export type ProtocolErrorCode =
  | 'malformed'
  | 'not-canonical'
  | 'too-large'
  | 'too-deep'
  | 'wrong-alg'
  | 'wrong-type'
  | 'unknown-key'
  | 'bad-key'
  | 'bad-signature'
  | 'bad-ciphertext'
  | 'bad-id'
  | 'bad-date'
  | 'wrong-audience'
  | 'wrong-target'
  | 'expired'
  | 'not-yet-valid'
  | 'bad-proof'
  | 'bad-tile'
  | 'wrong-origin'
  | 'rolled-back'
  | 'split-view';

/** A refusal by the wire protocol. `code` is for machines; `message` never quotes the content refused. */
export class ProtocolError extends Error {
  readonly code: ProtocolErrorCode;

  constructor(code: ProtocolErrorCode, detail: string, options?: ErrorOptions) {
    super(`${code}: ${detail}`, options);
    this.name = 'ProtocolError';
    this.code = code;
  }
}
