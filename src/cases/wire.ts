import { refuse } from '../platform/index.ts';
import { type BureauCode, type JsonObject, parseWireId } from '../protocol/index.ts';

/** As it goes into a message: without absent fields, which canonical JSON does not know. */
export function wireBody(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/**
 * The uuid within a wire id that must be this bureau's (`mine`) or the sender's.
 * @throws AppError `refused` with `code` when another bureau's thing is named
 */
export function uuidOf(id: string, owner: BureauCode, code: string): string {
  const parts = parseWireId(id);
  if (parts.bureau !== owner) throw refuse(code);
  return parts.uuid;
}
