/**
 * JSON as PostgreSQL's jsonb takes it: NUL and halves of surrogate pairs, which JSON can write and jsonb cannot hold, become the
 * replacement character. What came is in the raw report.
 */
export function toJsonb(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u')) return text;
  return text.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd');
}
