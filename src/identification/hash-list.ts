/** One line of a hash list: what a file may be recognised by, and what the list calls it. */
export interface ListEntry {
  /** 1 for the first line. */
  readonly line: number;
  readonly name: string;
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  readonly pdq?: string;
}

export interface ListProblem {
  readonly line: number;
  readonly reason: string;
}

export interface HashList {
  readonly entries: readonly ListEntry[];
  readonly refused: readonly ListProblem[];
}

const ICSE_HEADER = /^\s*"?md5"?\s*;/i;

/**
 * Reads an ICSE hash list (`;` between fields, a header that begins with MD5; its PhotoDNA values are opaque and not compared)
 * or plain text: one hash a line, optionally `md5:`, `sha1:`, `sha256:`, `pdq:` before it and a name after white space, `#` for
 * a comment. 64 digits without a kind are tried as SHA-256 and as PDQ: by chance the one is never near the other.
 */
export function readHashList(text: string): HashList {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  return ICSE_HEADER.test(lines[first] ?? '') ? readIcse(lines, first) : readPlain(lines);
}

function readIcse(lines: readonly string[], headerAt: number): HashList {
  const header = fields(lines[headerAt] ?? '').map((name) => name.toLowerCase());
  const column = (name: string): number => header.indexOf(name);
  const at = { md5: column('md5'), sha1: column('sha1'), id: column('image id'), series: column('series name') };
  const entries: ListEntry[] = [];
  const refused: ListProblem[] = [];
  for (const [n, text] of lines.entries()) {
    if (n <= headerAt || text.trim() === '') continue;
    const row = fields(text);
    const md5 = (row[at.md5] ?? '').toLowerCase();
    const sha1 = (row[at.sha1] ?? '').toLowerCase();
    if (!/^[0-9a-f]{32}$/.test(md5)) {
      refused.push({ line: n + 1, reason: 'list.md5-malformed' });
      continue;
    }
    const name = [row[at.series], row[at.id]].filter(Boolean).join(' ') || `line ${n + 1}`;
    entries.push({ line: n + 1, name, md5, ...(/^[0-9a-f]{40}$/.test(sha1) ? { sha1 } : {}) });
  }
  return { entries, refused };
}

function fields(line: string): string[] {
  return line.split(';').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
}

const PLAIN = /^(?:(md5|sha1|sha256|pdq):)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})(?:\s+(.*))?$/i;
const LENGTHS: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, pdq: 64 };

function readPlain(lines: readonly string[]): HashList {
  const entries: ListEntry[] = [];
  const refused: ListProblem[] = [];
  for (const [n, raw] of lines.entries()) {
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) continue;
    const found = PLAIN.exec(text);
    const kind = found?.[1]?.toLowerCase();
    const hash = found?.[2]?.toLowerCase() ?? '';
    if (!found || (kind !== undefined && LENGTHS[kind] !== hash.length)) {
      refused.push({ line: n + 1, reason: 'list.not-a-hash' });
      continue;
    }
    entries.push({ line: n + 1, name: found[3]?.trim() || `line ${n + 1}`, ...byKind(kind, hash) });
  }
  return { entries, refused };
}

function byKind(kind: string | undefined, hash: string): Partial<ListEntry> {
  if (kind !== undefined) return { [kind]: hash };
  if (hash.length === 32) return { md5: hash };
  return hash.length === 40 ? { sha1: hash } : { sha256: hash, pdq: hash };
}
