import { type Database, notFound, type Scope, type Tx } from '../../platform/index.ts';
import type { ExportFormat } from '../contract.ts';
import type { Deps } from '../deps.ts';
import type { HashEntry, RawObject } from '../formats/entry.ts';
import { parseExact } from '../formats/json.ts';
import { IcseColumns, writeIcse } from '../formats/write-icse.ts';
import { type VicsGroup, writeVics } from '../formats/write-vics.ts';
import { findMediaMany, type MediaRow } from '../store-media.ts';
import { findList, type HashListRow } from './list-store.ts';
import { readEntries } from './store.ts';

const PAGE = 1_000;

export interface Export {
  readonly list: Pick<HashListRow, 'id' | 'name'>;
  /** Entries without MD5, which neither format can name a file without. */
  readonly leftOut: number;
  readonly text: AsyncGenerator<string>;
}

/**
 * A list as a file, page by page, each in a transaction of its own; that it left the house is on the record before its first
 * byte. @throws AppError `not-found`
 */
export async function exportList(
  deps: Pick<Deps, 'db' | 'audit'>,
  scope: Scope,
  listId: string,
  format: ExportFormat,
): Promise<Export> {
  const begun = await deps.db.tx(scope, async (tx) => {
    const list = await findList(tx, { id: listId });
    if (!list) throw notFound('hash-list');
    const [row] = await tx.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM ident_hash_entry WHERE list_id = $1 AND state = 'active' AND md5 IS NULL",
      [listId],
    );
    const cases = await tx.query<{ id: number; raw: string }>(
      'SELECT id, raw FROM ident_hash_case WHERE list_id = $1 ORDER BY id',
      [listId],
    );
    deps.audit.record(tx, {
      act: 'hash-list.exported',
      entity: { kind: 'hash-list', id: listId },
      body: { format, entries: list.entries },
    });
    return { list, cases, leftOut: row?.n ?? 0 };
  });
  const { list, cases, leftOut } = begun;
  const pages = (caseId?: number | 'none') => listPages(deps.db, scope, listId, caseId);
  const groups = async function* (): AsyncGenerator<VicsGroup> {
    if (cases.length === 0) yield { fields: null, pages: pages() };
    for (const one of cases) yield { fields: parseExact(one.raw) as RawObject, pages: pages(one.id) };
    if (cases.length > 0) yield { fields: {}, pages: pages('none') };
  };
  const region = /^VICS-([A-Z0-9]+)$/.exec(list.scheme ?? '')?.[1] ?? 'CUSTOM';
  const shape = cases.length > 0 ? 'cases' : 'media';
  return { list, leftOut, text: written(format, { region, shape, groups, pages }) };
}

/** The pictures of a case, as a list. @throws AppError `not-found` */
export async function exportCase(
  deps: Pick<Deps, 'db' | 'audit' | 'cases'>,
  scope: Scope,
  caseId: string,
  format: ExportFormat,
): Promise<Export> {
  const { number, media } = await deps.db.tx(scope, async (tx) => {
    const found = await deps.cases.case(tx, caseId);
    if (!found) throw notFound('case');
    const rows = await tx.query<{ media_id: string }>(
      'SELECT media_id FROM ident_media_case WHERE case_id = $1 ORDER BY at, media_id',
      [caseId],
    );
    deps.audit.record(tx, {
      act: 'case-media.exported',
      entity: { kind: 'case', id: caseId },
      body: { format, media: rows.length },
    });
    return { number: found.number, media: rows.map((row) => row.media_id) };
  });
  const pages = async function* (): AsyncGenerator<HashEntry[]> {
    for (let at = 0; at < media.length; at += PAGE) {
      const ids = media.slice(at, at + PAGE);
      const rows = await deps.db.tx(scope, (tx) => findMediaMany(tx, ids));
      yield ids.flatMap((id) => mediaEntry(rows.get(id)) ?? []);
    }
  };
  const groups = async function* (): AsyncGenerator<VicsGroup> {
    yield { fields: { CaseNumber: number, SourceApplicationName: 'Homeward' }, pages: pages() };
  };
  const text = written(format, { region: 'CUSTOM', shape: 'cases', groups, pages });
  return { list: { id: caseId, name: number }, leftOut: 0, text };
}

function mediaEntry(row: MediaRow | undefined): HashEntry | undefined {
  if (!row) return undefined;
  const { md5, sha1, sha256, pdq, quality, classification } = row;
  return {
    md5,
    sha1,
    sha256,
    pdq,
    quality,
    ...(classification ? { classification } : {}),
    raw: { vics: { MediaSize: row.size, MimeType: row.type } },
  };
}

interface Source {
  readonly region: string;
  readonly shape: 'cases' | 'media';
  groups(): AsyncGenerator<VicsGroup>;
  pages(): AsyncIterable<readonly HashEntry[]>;
}

async function* written(format: ExportFormat, source: Source): AsyncGenerator<string> {
  const { region, shape } = source;
  if (format !== 'icse-csv') {
    const version = format === 'vics20' ? '2.0' : '1.3';
    yield* writeVics({ version, region, shape }, source.groups());
    return;
  }
  const columns = new IcseColumns();
  for await (const page of source.pages()) columns.see(page);
  yield* writeIcse(columns.columns, source.pages());
}

async function* listPages(
  db: Database,
  scope: Scope,
  listId: string,
  caseId: number | 'none' | undefined,
): AsyncGenerator<readonly HashEntry[]> {
  let afterId = 0;
  for (;;) {
    const read = (tx: Tx) =>
      readEntries(tx, { listId, afterId, limit: PAGE, ...(typeof caseId === 'number' ? { caseId } : {}) });
    const page = await db.tx(scope, read);
    const last = page.at(-1);
    if (!last) return;
    afterId = last.id;
    yield caseId === 'none' ? page.filter((entry) => entry.cases === undefined) : page;
  }
}
