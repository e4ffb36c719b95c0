import { ParseOption, XmlDocument, XmlLibError } from 'libxml2-wasm';

/** Why a document was not taken. `code` is a code of the room's phrases; `line` counts from 1, 0: the whole document. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem';
  readonly code: string;
  readonly line: number;
  /** Name of the element it is about; empty where none is known. */
  readonly element: string;
  /** What a schema said, in English; for the provider's developers. */
  readonly detail: string;

  constructor(code: string, more: { line?: number; element?: string; detail?: string } = {}) {
    super(more.detail === undefined || more.detail === '' ? code : `${code}: ${more.detail}`);
    this.code = code;
    this.line = more.line ?? 0;
    this.element = more.element ?? '';
    this.detail = more.detail ?? '';
  }
}

/** A report is some kilobytes; free text may be long. */
export const MAX_XML_BYTES = 4 * 1024 * 1024;

/** Nothing is fetched, whatever the document asks for; entities beyond the five of XML need a DOCTYPE, which is refused before. */
const OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_BIG_LINES |
  ParseOption.XML_PARSE_NOCDATA;

/**
 * Parses an untrusted document: UTF-8 alone, no DOCTYPE, at most `MAX_XML_BYTES`. All three are settled on the bytes, before the
 * parser sees them. The caller disposes of what it gets.
 * @throws XmlProblem
 */
export function parseDocument(bytes: Uint8Array): XmlDocument {
  if (bytes.length === 0) throw new XmlProblem('tip.xml-empty');
  if (bytes.length > MAX_XML_BYTES) throw new XmlProblem('tip.xml-too-large');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkEncoding(buffer);
  checkProlog(buffer);
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(bytes, { option: OPTIONS });
  } catch (error) {
    if (error instanceof XmlLibError) throw malformed(error);
    throw error;
  }
  // What the bytes could hide from a look at them shows in the parsed document.
  if (document.dtd !== null) {
    document.dispose();
    throw new XmlProblem('tip.xml-doctype');
  }
  return document;
}

function malformed(error: XmlLibError): XmlProblem {
  const [first] = error.details;
  return new XmlProblem('tip.xml-malformed', {
    line: first?.line ?? 0,
    detail: (first?.message ?? '').trim().slice(0, 300),
  });
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-16 shows by its mark or its zero bytes, any other encoding by its declaration or by bytes that are no UTF-8. */
function checkEncoding(buffer: Buffer): void {
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(
    buffer.toString('latin1', 0, 200),
  )?.[1];
  const isUtf8 = declared === undefined || /^(?:utf-?8|us-ascii|ascii)$/i.test(declared);
  if (
    !isUtf8 ||
    buffer.includes(0) ||
    (buffer[0] === 0xfe && buffer[1] === 0xff) ||
    (buffer[0] === 0xff && buffer[1] === 0xfe)
  )
    throw new XmlProblem('tip.xml-encoding');
  try {
    decoder.decode(buffer);
  } catch {
    throw new XmlProblem('tip.xml-encoding');
  }
}

/** A DOCTYPE can only stand before the root; text that speaks of one is no DOCTYPE. */
function checkProlog(buffer: Buffer): void {
  let at = buffer[0] === 0xef ? 3 : 0;
  for (;;) {
    while (at < buffer.length && isSpace(buffer[at])) at++;
    if (buffer[at] !== 0x3c) return;
    const close = buffer[at + 1] === 0x3f ? '?>' : startsWith(buffer, at, '<!--') ? '-->' : null;
    if (close === null) {
      if (buffer[at + 1] === 0x21) throw new XmlProblem('tip.xml-doctype');
      return;
    }
    const end = buffer.indexOf(close, at + (close === '?>' ? 2 : 4), 'latin1');
    if (end < 0) return;
    at = end + close.length;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function startsWith(buffer: Buffer, at: number, text: string): boolean {
  return buffer.toString('latin1', at, at + text.length) === text;
}
