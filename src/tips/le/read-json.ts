/** Why a law-enforcement report was not taken: a code of the room's phrases. */
export class JsonProblem extends Error {
  override readonly name = 'JsonProblem';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export const MAX_JSON_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_VALUES = 200_000;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON of one report: UTF-8, with or without a byte-order mark, of bounded size and depth.
 * @throws JsonProblem
 */
export function readJson(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length > MAX_JSON_BYTES) throw new JsonProblem('tip.json-too-large', { limit: MAX_JSON_BYTES });
  let text: string;
  try {
    // The decoder takes the mark away.
    text = decoder.decode(bytes);
  } catch {
    throw new JsonProblem('tip.json-encoding');
  }
  if (text.includes('\0')) throw new JsonProblem('tip.json-encoding');
  measure(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? 0);
    throw new JsonProblem('tip.json-malformed', { line: text.slice(0, at).split('\n').length });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new JsonProblem('tip.json-not-a-report');
  return value as Record<string, unknown>;
}

/** Depth and number of values, told from the text: a parser would build it all first. */
function measure(text: string): void {
  let depth = 0;
  let values = 1;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (inString) {
      if (char === 0x5c) at++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > MAX_DEPTH) throw new JsonProblem('tip.json-too-deep', { limit: MAX_DEPTH });
    } else if (char === 0x7d || char === 0x5d) depth--;
    else if (char === 0x2c && ++values > MAX_VALUES) throw new JsonProblem('tip.json-too-many', { limit: MAX_VALUES });
  }
}
