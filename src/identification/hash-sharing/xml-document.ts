import { XmlDocument, XmlElement, XmlLibError } from 'libxml2-wasm';

/** An element as plain data: nothing of it lies in the parser's own memory. */
export interface XmlTree {
  /** Local name, without prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlTree[];
  /** Trimmed text of an element without children; empty for others. */
  readonly text: string;
}

/** A page of 1000 entries is about a megabyte. */
export const MAX_XML_BYTES = 16 << 20;
const MAX_ELEMENTS = 200_000;

/** What came is not an XML document that is read here. `code` says why; nothing of the document is in the message. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
  readonly code: 'too-large' | 'encoding' | 'doctype' | 'malformed' | 'namespace' | 'too-many-elements';

  constructor(code: XmlRefused['code']) {
    super(`XML refused: ${code}`);
    this.code = code;
  }
}

/**
 * Reads an untrusted document whose root is in `namespace`; elements of other namespaces are passed over. UTF-8 alone, and no
 * DOCTYPE: both are settled on the bytes, before the parser sees them.
 * @throws XmlRefused
 */
export function readXml(bytes: Uint8Array, namespace: string): XmlTree {
  if (bytes.length > MAX_XML_BYTES) throw new XmlRefused('too-large');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkEncoding(buffer);
  if (buffer.includes('<!DOCTYPE')) throw new XmlRefused('doctype');
  let document: XmlDocument;
  try {
    document = XmlDocument.fromBuffer(bytes);
  } catch (error) {
    if (error instanceof XmlLibError) throw new XmlRefused('malformed');
    throw error;
  }
  try {
    if (document.root.namespaceUri !== namespace) throw new XmlRefused('namespace');
    return toTree(document.root, namespace, { left: MAX_ELEMENTS });
  } finally {
    document.dispose();
  }
}

/** Other encodings could hide a DOCTYPE from a look at the bytes: UTF-16 by its zero bytes, any other by its declaration. */
function checkEncoding(buffer: Buffer): void {
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(buffer.toString('latin1', 0, 200))?.[1];
  const isUtf8 = declared === undefined || /^(utf-?8|us-ascii|ascii)$/i.test(declared);
  if (
    !isUtf8 ||
    buffer.includes(0) ||
    (buffer[0] === 0xfe && buffer[1] === 0xff) ||
    (buffer[0] === 0xff && buffer[1] === 0xfe)
  )
    throw new XmlRefused('encoding');
}

function toTree(element: XmlElement, namespace: string, budget: { left: number }): XmlTree {
  if (--budget.left < 0) throw new XmlRefused('too-many-elements');
  const attributes: Record<string, string> = {};
  for (const { name, value } of element.attrs) attributes[name] = value;
  const children: XmlTree[] = [];
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement && node.namespaceUri === namespace) children.push(toTree(node, namespace, budget));
  }
  return { name: element.name, attributes, children, text: children.length === 0 ? element.content.trim() : '' };
}

export const childOf = (tree: XmlTree, name: string): XmlTree | undefined =>
  tree.children.find((child) => child.name === name);

export const childrenOf = (tree: XmlTree | undefined, name: string): XmlTree[] =>
  tree?.children.filter((child) => child.name === name) ?? [];

/** Text of the named child; undefined when there is none, or it is empty. */
export const textOf = (tree: XmlTree, name: string): string | undefined => childOf(tree, name)?.text || undefined;
