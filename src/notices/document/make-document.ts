import { AppError, notFound, type Scope, type Tx } from '../../platform/index.ts';
import { canonicalize } from '../../protocol/index.ts';
import type { DocumentFormat } from '../contract-document.ts';
import type { NoticesDeps } from '../deps.ts';
import { isOut } from '../life.ts';
import { dayOf, noticeRef, noticeWireId, plain } from '../refs.ts';
import { findNotice, latestVersion, type NoticeRecord, type VersionRecord, versionAt } from '../store.ts';
import { copyOf } from './copy.ts';
import { renderHtml } from './html.ts';
import { type DocumentSource, documentModel } from './model.ts';
import { press } from './press.ts';
import type { DocumentLang } from './word.ts';

export interface NoticeDocument {
  readonly mediaType: string;
  /** Without an extension's dot in front: `A-000123-11-2026.en.pdf`. */
  readonly fileName: string;
  readonly bytes: Buffer;
  /** Some character is in none of the PDF's fonts, and stands as a replacement mark. */
  readonly missing: boolean;
}

/**
 * A notice as a document, in force or still a draft. That somebody looked at it or took it out is on the record before the
 * first byte leaves.
 * @param n the version; without it the one in force, or the newest before it is issued
 * @throws AppError `not-found`; `gone` `notice.document-gone` when its content was purged
 */
export async function makeDocument(
  deps: NoticesDeps,
  scope: Scope,
  asked: { id: string; lang: DocumentLang; format: DocumentFormat; n?: number | undefined },
): Promise<NoticeDocument> {
  const source = await deps.db.tx(scope, async (tx) => {
    const notice = await findNotice(tx, asked.id);
    if (!notice) throw notFound('notice');
    // The machine's own operator works under the system's name, which no policy row names.
    if (scope.actor.kind !== 'system') {
      deps.access.require(tx, 'notice.read', { compartment: notice.compartment, state: notice.state });
    }
    const version = await versionToShow(tx, notice, asked.n);
    if (!version) {
      const isGone = notice.purged_at !== null;
      throw isGone
        ? new AppError('gone', 'purged', { errors: [{ pointer: '', code: 'notice.document-gone' }] })
        : notFound('version');
    }
    deps.audit.record(tx, {
      act: asked.format === 'html' ? 'notice.viewed' : 'notice.exported',
      entity: noticeRef(notice.id),
      body: { document: asked.format, lang: asked.lang, n: version.n },
    });
    return sourceOf(notice, version);
  });
  return render(source, asked.lang, asked.format);
}

async function versionToShow(tx: Tx, notice: NoticeRecord, n: number | undefined): Promise<VersionRecord | undefined> {
  if (n !== undefined) return versionAt(tx, notice.id, n);
  return isOut(notice.state) ? versionAt(tx, notice.id, notice.content_version) : latestVersion(tx, notice.id);
}

function sourceOf(notice: NoticeRecord, version: VersionRecord): DocumentSource {
  const wasOut = version.state === 'issued' || version.state === 'superseded';
  return {
    notice: noticeWireId(notice.owner, notice.id),
    owner: notice.owner,
    number: notice.number,
    reference: notice.reference,
    n: version.n,
    state:
      notice.relation === 'imported'
        ? 'imported'
        : !wasOut
          ? 'draft'
          : notice.state === 'suspended'
            ? 'suspended'
            : 'issued',
    issuedAt: wasOut ? notice.issued_at : null,
    at: version.at,
    source: notice.source === null ? null : `${notice.source}, ${dayOf(notice.updated_at)}`,
    form: version.form,
  };
}

async function render(source: DocumentSource, lang: DocumentLang, format: DocumentFormat): Promise<NoticeDocument> {
  const copy = Buffer.from(canonicalize(plain(copyOf(source))));
  const name = (source.number ?? source.reference ?? 'notice').replaceAll(/[^A-Za-z0-9]+/g, '-');
  const file = (extension: string): string => `${name}.${extension}`;
  if (format === 'json') {
    return { mediaType: 'application/json', fileName: file('json'), bytes: copy, missing: false };
  }
  const model = documentModel(source, lang);
  if (format === 'html') {
    const bytes = Buffer.from(renderHtml(model));
    return { mediaType: 'text/html; charset=utf-8', fileName: file(`${lang}.html`), bytes, missing: false };
  }
  const { pdf, missing } = await press.print(model, copy.toString('utf8'));
  return { mediaType: 'application/pdf', fileName: file(`${lang}.pdf`), bytes: Buffer.from(pdf), missing };
}

/** The notice of a number, a reference or an id; null when there is none. */
export async function findByNumber(tx: Tx, asked: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    'SELECT id FROM notice WHERE number = $1 OR reference = $1 OR id::text = $1 ORDER BY updated_at DESC LIMIT 1',
    [asked],
  );
  return row?.id ?? null;
}
