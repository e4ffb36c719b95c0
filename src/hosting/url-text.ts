// Browser-pure: the console reads and shows addresses by the same rules as the node.

/** Longest address kept, characters. */
export const MAX_URL = 2_048;

export interface NormalUrl {
  /** What makes two addresses the same: scheme, host, port, path and query; no fragment, no user. */
  readonly url: string;
  /** Lower case, punycode, no trailing dot; of an IPv6 literal without its brackets. */
  readonly host: string;
  /** The host is an address itself: nothing is to be resolved. */
  readonly isAddress: boolean;
}

export type UrlProblem =
  | 'hosting.url.not-a-url'
  | 'hosting.url.scheme'
  | 'hosting.url.too-long'
  | 'hosting.url.no-host'
  | 'hosting.url.host-malformed';

/** Undoes the usual ways of making an address unclickable: `hxxp`, `[.]`, `(dot)`, `[:]`, `\.` and white space around it. */
export function refang(text: string): string {
  return text
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .replace(/^h[tx*]{2}p(s?)(?=\W)/i, 'http$1')
    .replace(/\[(?::|:\/\/)\](?:\/\/)?/g, (found) => (found === '[:]' ? ':' : '://'))
    .replace(/\s*(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\}|\\\.)\s*/gi, '.');
}

/** Shown so that nothing makes a link of it and nobody opens it by a slip: `hxxps://example[.]org/a`. */
export function defang(url: string): string {
  const match = /^(\w+):\/\/([^/?#]*)(.*)$/s.exec(url);
  if (!match) return url.replaceAll('.', '[.]');
  const [, scheme = '', authority = '', rest = ''] = match;
  const shown = authority.startsWith('[') ? authority : authority.replaceAll('.', '[.]');
  return `${scheme.replace(/^http/i, 'hxxp')}://${shown}${rest}`;
}

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * One address as given, made comparable. A host alone is taken as `http://HOST/`. What it says is never fetched.
 * @returns a code when it cannot be an address of the web
 */
export function normaliseUrl(given: string): NormalUrl | UrlProblem {
  const text = refang(given);
  if (text.length > MAX_URL) return 'hosting.url.too-long';
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (/\s/.test(withScheme)) return 'hosting.url.not-a-url';
  let parsed: URL;
  try {
    parsed = new URL(withScheme);
  } catch {
    return 'hosting.url.not-a-url';
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return 'hosting.url.scheme';
  if (parsed.hostname === '') return 'hosting.url.no-host';
  parsed.username = '';
  parsed.password = '';
  parsed.hash = '';
  const isV6 = parsed.hostname.startsWith('[');
  const isV4 = /^\d+(?:\.\d+){3}$/.test(parsed.hostname);
  if (!isV6 && !isV4) {
    parsed.hostname = parsed.hostname.replace(/\.+$/, '');
    const labels = parsed.hostname.split('.');
    const fits = parsed.hostname.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label));
    if (!fits) return 'hosting.url.host-malformed';
  }
  const host = isV6 ? parsed.hostname.slice(1, -1) : parsed.hostname;
  if (parsed.href.length > MAX_URL) return 'hosting.url.too-long';
  return { url: parsed.href, host, isAddress: isV6 || isV4 };
}
