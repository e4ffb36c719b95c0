import { IspwsProblem } from './codes.ts';

/** One part of a multipart/form-data body (RFC 7578). */
export interface Part {
  readonly name: string;
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

const MAX_HEADER_BYTES = 8 * 1024;
const MAX_PARTS = 16;

/**
 * Reads a form as it comes, in bounded memory: a body beyond `limit` is refused when it passes it, not after.
 * Takes multipart/form-data and application/x-www-form-urlencoded.
 * @throws IspwsProblem
 */
export async function readForm(
  body: AsyncIterable<Uint8Array>,
  contentType: string | undefined,
  limit: number,
): Promise<Map<string, Part>> {
  const bytes = await readBody(body, limit);
  const type = contentType ?? '';
  if (/^application\/x-www-form-urlencoded/i.test(type)) return readUrlEncoded(bytes);
  const boundary = /^multipart\/form-data;.*boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw new IspwsProblem('invalidRequest', 'expected multipart/form-data with a boundary');
  return readParts(bytes, mark);
}

/** The whole body. @throws IspwsProblem as soon as it is longer than `limit` */
export async function readBody(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new IspwsProblem('invalidRequest', `the body is longer than ${limit} bytes`);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? Buffer.from(chunks[0]) : Buffer.concat(chunks, size);
}

function readUrlEncoded(bytes: Buffer): Map<string, Part> {
  const fields = new URLSearchParams(bytes.toString('latin1').slice(0, 10_000));
  return new Map(
    [...fields].slice(0, MAX_PARTS).map(([name, value]) => [name, { name, fileName: null, bytes: Buffer.from(value) }]),
  );
}

function readParts(bytes: Buffer, mark: string): Map<string, Part> {
  const parts = new Map<string, Part>();
  const delimiter = Buffer.from(`\r\n--${mark}`, 'latin1');
  const first = Buffer.from(`--${mark}`, 'latin1');
  let at = bytes.indexOf(first);
  if (at < 0) throw new IspwsProblem('invalidRequest', 'the form does not begin with its boundary');
  at += first.length;
  for (;;) {
    if (bytes.toString('latin1', at, at + 2) === '--') return parts;
    const headerEnd = bytes.indexOf('\r\n\r\n', at, 'latin1');
    if (headerEnd < 0 || headerEnd - at > MAX_HEADER_BYTES)
      throw new IspwsProblem('invalidRequest', 'a part of the form has no headers');
    const end = bytes.indexOf(delimiter, headerEnd + 4 - 2);
    if (end < 0) throw new IspwsProblem('invalidRequest', 'the form breaks off');
    const headers = bytes.toString('utf8', at, headerEnd);
    const start = headerEnd + 4;
    const name = /;\s*name="((?:[^"\\]|\\.)*)"/i.exec(headers)?.[1];
    if (name === undefined) throw new IspwsProblem('invalidRequest', 'a part of the form has no name');
    if (parts.size >= MAX_PARTS || parts.has(name))
      throw new IspwsProblem('invalidRequest', 'the form has a part too many');
    const fileName = /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(headers)?.[1] ?? null;
    parts.set(name, { name, fileName, bytes: bytes.subarray(start, Math.max(start, end)) });
    at = end + delimiter.length;
  }
}
