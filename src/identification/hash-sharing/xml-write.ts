/** A piece of XML: made by `element` alone, so that whatever is text has been escaped. */
export interface XmlPiece {
  readonly xml: string;
}

/** What XML 1.0 has no way to say, not even escaped. */
const UNSAYABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const escapeText = (text: string): string =>
  text.replace(UNSAYABLE, '\ufffd').replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);

/** One element. A string is text; null and undefined are left out. Names are the caller's own words, never input. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...content: readonly (XmlPiece | string | null | undefined)[]
): XmlPiece {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const head = [name, ...given.map(([key, value]) => `${key}="${escapeText(String(value))}"`)].join(' ');
  const inside = content.map((piece) => (typeof piece === 'string' ? escapeText(piece) : (piece?.xml ?? ''))).join('');
  return { xml: inside === '' ? `<${head}/>` : `<${head}>${inside}</${name}>` };
}

/** The whole document, as UTF-8 text. */
export function documentOf(root: XmlPiece): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root.xml}\n`;
}
