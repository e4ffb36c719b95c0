import { type XmlAttribute, XmlDocument, XmlElement, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { parseDocument, XmlProblem } from '../xml/read-document.ts';
import { type ElementRule, ROOTS, TYPES, type TypeRule } from './schema.ts';
import { writeXsd } from './write-xsd.ts';

/** An element as plain data: nothing of it lies in the parser's own memory. */
export interface XmlTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlTree[];
  /** Text of an element without children, trimmed; empty for others. */
  readonly text: string;
}

/** What the schema does not know. It is kept as it came, and shown. */
export interface Unknown {
  /** `/report/incidentSummary/newThing`, or `…/@newAttribute`. */
  readonly path: string;
  readonly value: string;
}

export interface ReadXml {
  readonly tree: XmlTree;
  readonly unknown: readonly Unknown[];
}

const MAX_ELEMENTS = 20_000;
const MAX_DEPTH = 32;
const MAX_UNKNOWN = 200;
const MAX_UNKNOWN_CHARS = 4_000;
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

export const XSD = writeXsd();
let validator: XsdValidator | undefined;

/** One for the process: compiling the schema costs some 40 ms. */
function schema(): XsdValidator {
  if (!validator) {
    const document = XmlDocument.fromString(XSD);
    validator = XsdValidator.fromDoc(document);
    document.dispose();
  }
  return validator;
}

/**
 * Reads a `<report>` or `<fileDetails>`: elements that the schema does not know are set aside, and what remains is validated,
 * the order of elements included.
 * @throws XmlProblem with the line and the element
 */
export function readIspwsXml(bytes: Uint8Array, root: keyof typeof ROOTS): ReadXml {
  const document = parseDocument(bytes);
  try {
    const top = document.root;
    if (top.name !== root || top.namespaceUri !== '') {
      throw new XmlProblem('tip.xml-invalid', {
        line: top.line,
        element: top.name.slice(0, 100),
        detail: `expected the root element <${root}>`,
      });
    }
    const walk: Walk = { left: MAX_ELEMENTS, unknown: [] };
    const rule = TYPES[ROOTS[root]];
    if (!rule) throw new Error(`no rule for ${root}`);
    const tree = readElement(top, rule, `/${root}`, 1, walk);
    validate(document);
    return { tree, unknown: walk.unknown };
  } finally {
    document.dispose();
  }
}

function validate(document: XmlDocument): void {
  try {
    schema().validate(document);
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    const [first] = error.details;
    const message = (first?.message ?? '').trim();
    throw new XmlProblem('tip.xml-invalid', {
      line: first?.line ?? 0,
      element: /^Element '([^']{1,100})'/.exec(message)?.[1] ?? '',
      detail: message.slice(0, 300),
    });
  }
}

interface Walk {
  left: number;
  readonly unknown: Unknown[];
}

const byName = new Map<TypeRule, ReadonlyMap<string, ElementRule>>();

function childrenOf(rule: TypeRule): ReadonlyMap<string, ElementRule> {
  let map = byName.get(rule);
  if (!map) {
    map = new Map(rule.places.flat().map((one) => [one.name, one]));
    byName.set(rule, map);
  }
  return map;
}

/** The element as data; from the document what is unknown is taken out, so that the schema judges the rest. */
function readElement(element: XmlElement, rule: TypeRule | null, path: string, depth: number, walk: Walk): XmlTree {
  if (--walk.left < 0) throw new XmlProblem('tip.xml-too-many', { line: element.line });
  if (depth > MAX_DEPTH) throw new XmlProblem('tip.xml-too-deep', { line: element.line });
  const known = rule ? childrenOf(rule) : null;
  const children: XmlTree[] = [];
  for (let node = element.firstChild; node !== null; ) {
    const next = node.next;
    if (node instanceof XmlElement) {
      const { name } = node;
      const childRule = node.namespaceUri === '' ? known?.get(name) : undefined;
      if (childRule) {
        children.push(readElement(node, TYPES[childRule.type] ?? null, `${path}/${name}`, depth + 1, walk));
      } else {
        // Counted as the others are, so that a tree of unknown names is no way around the bounds.
        count(node, depth + 1, walk);
        keep(walk, `${path}/${name}`, node.toString());
        node.remove();
      }
    }
    node = next;
  }
  const text = children.length === 0 && (!rule || rule.order === 'text') ? element.content.trim() : '';
  return { name: element.name, attributes: readAttributes(element, rule, path, walk), children, text };
}

function readAttributes(element: XmlElement, rule: TypeRule | null, path: string, walk: Walk): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const attribute of element.attrs) {
    const { name, value } = attribute;
    if (attribute.namespaceUri === '' && rule?.attributes.some((one) => one.name === name)) attributes[name] = value;
    else setAside(attribute, `${path}/@${name}`, value, walk);
  }
  return attributes;
}

/** `xsi:` says where a schema could be fetched from, or that a type is another one: neither is done, and neither is news. */
function setAside(attribute: XmlAttribute, path: string, value: string, walk: Walk): void {
  if (attribute.namespaceUri !== XSI) keep(walk, path, value);
  attribute.remove();
}

function keep(walk: Walk, path: string, value: string): void {
  if (walk.unknown.length < MAX_UNKNOWN)
    walk.unknown.push({ path: path.slice(0, 300), value: value.slice(0, MAX_UNKNOWN_CHARS) });
}

function count(element: XmlElement, depth: number, walk: Walk): void {
  if (--walk.left < 0) throw new XmlProblem('tip.xml-too-many', { line: element.line });
  if (depth > MAX_DEPTH) throw new XmlProblem('tip.xml-too-deep', { line: element.line });
  for (let node = element.firstChild; node !== null; node = node.next) {
    if (node instanceof XmlElement) count(node, depth + 1, walk);
  }
}
