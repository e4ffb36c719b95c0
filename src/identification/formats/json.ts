/** ES2025 "source text access", which the type library does not name yet. */
interface RawJson {
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}
const rawJson = JSON as unknown as RawJson;

/** A number of so many digits, or an exponent, may not come out of a double as it went in. */
const LONG_NUMBER = /[[:,\s]-?\d[\d.]*(?:[\d.]{15}|[eE][+-]?\d)/;

/**
 * JSON.parse, but numbers that a double cannot hold are kept by their digits (`JSON.rawJSON`), so that they are written as
 * they were read. @throws SyntaxError
 */
export function parseExact(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  return rawJson.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && JSON.stringify(value) !== source && !isSame(value, source)
      ? rawJson.rawJSON(source)
      : value,
  );
}

/** `1.0` and `1` are one number; a digit that a double drops makes another. */
function isSame(value: number, source: string): boolean {
  const digits = (text: string): string =>
    text
      .replace(/^-/, '')
      .replace('.', '')
      .replace(/^0+|0+$/g, '');
  return Number.isFinite(value) && !/[eE]/.test(source) && digits(String(value)) === digits(source);
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !rawJson.isRawJSON(value);
}
