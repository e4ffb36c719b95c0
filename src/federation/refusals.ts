import { AppError } from '../platform/index.ts';
import { ProtocolError } from '../protocol/index.ts';

/** Kinds of "no" that will not change by trying again: they become signed refusals. */
const FINAL = new Set([
  'refused',
  'invalid',
  'not-found',
  'forbidden',
  'conflict',
  'gone',
  'too-large',
  'unsupported-type',
]);

/**
 * The stable code of a final refusal by a handler, or null when it may go better later.
 * Missing and forbidden are told alike, as they are to people.
 */
export function refusalCode(error: unknown): string | null {
  if (error instanceof ProtocolError) return `protocol.${error.code}`;
  if (!(error instanceof AppError) || !FINAL.has(error.code)) return null;
  if (error.code === 'forbidden' || error.code === 'not-found') return 'not-found';
  const [first] = error.errors;
  return first && isCode(first.code) ? first.code : error.code;
}

/** The wire's shape of a code: dotted, lower case, at most 96 characters. */
export function isCode(text: string): boolean {
  return text.length <= 96 && /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)*$/.test(text);
}
