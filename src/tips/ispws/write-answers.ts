import { CODES, type Code } from './codes.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 has no way to say, not even escaped. */
const UNSAYABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function element(name: string, text: string | number): string {
  const said = String(text)
    .replace(UNSAYABLE, '\ufffd')
    .replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
  return `<${name}>${said}</${name}>`;
}

/** `<reportResponse>`, for everything but a report's end. */
export function writeResponse(
  code: Code,
  more: { description?: string; reportId?: number; fileId?: string; hash?: string } = {},
): string {
  const [number, words] = CODES[code];
  const description = more.description ? (code === 'ok' ? more.description : `${words}: ${more.description}`) : words;
  return `${HEAD}<reportResponse>${element('responseCode', number)}${element('responseDescription', description)}${
    more.reportId === undefined ? '' : element('reportId', more.reportId)
  }${more.fileId === undefined ? '' : element('fileId', more.fileId)}${
    more.hash === undefined ? '' : element('hash', more.hash)
  }</reportResponse>\n`;
}

/** `<reportDoneResponse>`: the report is whole, with these files. */
export function writeDone(reportId: number, fileIds: readonly string[]): string {
  const files = fileIds.map((id) => element('fileId', id)).join('');
  return `${HEAD}<reportDoneResponse>${element('responseCode', 0)}${element('reportId', reportId)}<files>${files}</files></reportDoneResponse>\n`;
}
