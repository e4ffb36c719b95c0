import { type Json, parseWireId, sha256Hex, utf8 } from '../../protocol/index.ts';
import type { Colour, NoticeForm } from '../contract.ts';
import { noticeCopy } from '../document/copy.ts';
import { noticeForm } from '../form.ts';
import { type Doubt, fromPublic } from './from-public.ts';
import { kindOf, type PublicKind, publicRecord } from './public-record.ts';
import type { FileRecord } from './split-records.ts';

/** A notice that a file holds, ready to be stored. */
export interface ImportedNotice {
  readonly id: string;
  readonly owner: string;
  /** Number shown: control number, or the entity id. */
  readonly number: string | null;
  readonly entityId: string | null;
  readonly kind: PublicKind | null;
  readonly issuedAt: number | null;
  /** Of our own copies; the public API numbers no versions. */
  readonly n: number | null;
  readonly form: NoticeForm;
  /** As it came, without links. */
  readonly raw: Readonly<Record<string, Json>>;
  readonly doubts: readonly Doubt[];
}

export interface RecordProblem {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

export type ReadRecord = { readonly line: number; readonly pointer: string } & (
  | { readonly notice: ImportedNotice; readonly problem: null }
  | { readonly notice: null; readonly problem: RecordProblem }
);

export interface ReadOptions {
  /** Whose records these are: part of what identifies them, so that two sources' numbers are never confused. */
  readonly source: string;
  /** For records that do not say it. */
  readonly colour: Colour | null;
}

/** One thing of the file as the notices in it: one, or a page of a list. */
export function readRecord(record: FileRecord, options: ReadOptions): ReadRecord[] {
  const at = { line: record.line, pointer: record.pointer };
  const refuse = (code: string, params: RecordProblem['params'] = {}): ReadRecord[] => [
    { ...at, notice: null, problem: { pointer: record.pointer, code, params } },
  ];
  if (record.text === null) return refuse(record.code ?? 'notice-import.not-a-notice');
  let value: unknown;
  try {
    value = JSON.parse(record.text);
    // Neither can be stored as text: a null, and half of a character.
    if (/\\u(?:0000|d[89a-f])/i.test(record.text)) value = storable(value);
  } catch {
    return refuse('notice-import.not-json');
  }
  return expand(value, record.pointer).map(({ value: one, pointer }): ReadRecord => {
    const read = readOne(one, options);
    if ('code' in read)
      return { line: at.line, pointer, notice: null, problem: { ...read, pointer: pointer + read.pointer } };
    return { line: at.line, pointer, notice: read, problem: null };
  });
}

/** A page of a list, or a line that is an array, holds many. */
function expand(value: unknown, pointer: string): { value: unknown; pointer: string }[] {
  const notices = (value as { _embedded?: { notices?: unknown } } | null)?._embedded?.notices;
  if (Array.isArray(notices))
    return notices.map((one, i) => ({ value: one, pointer: `${pointer}/_embedded/notices/${i}` }));
  if (Array.isArray(value)) return value.map((one, i) => ({ value: one, pointer: `${pointer}/${i}` }));
  return [{ value, pointer }];
}

function readOne(value: unknown, options: ReadOptions): ImportedNotice | RecordProblem {
  if (typeof value !== 'object' || value === null)
    return { pointer: '', code: 'notice-import.not-a-notice', params: {} };
  return 'format' in value && value.format === 'homeward-notice' ? readCopy(value) : readPublic(value, options);
}

function readCopy(value: object): ImportedNotice | RecordProblem {
  const parsed = noticeCopy.safeParse(value);
  if (!parsed.success) return asProblem(parsed.error.issues[0]);
  const copy = parsed.data;
  if (copy.state === 'draft') return { pointer: '/state', code: 'notice-import.draft', params: {} };
  const { bureau, uuid } = parseWireId(copy.notice, 'notice');
  if (bureau !== copy.owner)
    return { pointer: '/owner', code: 'notice-import.not-understood', params: { value: copy.owner } };
  return {
    id: uuid,
    owner: copy.owner,
    number: copy.number,
    entityId: null,
    kind: null,
    issuedAt: copy.issuedAt,
    n: copy.n,
    form: copy.form,
    raw: {},
    doubts: [],
  };
}

function readPublic(value: object, { source, colour }: ReadOptions): ImportedNotice | RecordProblem {
  const parsed = publicRecord.safeParse(value);
  if (!parsed.success) return asProblem(parsed.error.issues[0]);
  const record = parsed.data;
  const kind =
    kindOf(record) ?? (colour === 'un' ? 'un-persons' : colour === 'red' || colour === 'yellow' ? colour : null);
  if (kind === null) return { pointer: '', code: 'notice-import.colour-unknown', params: {} };
  // In data an id has a stroke, in a path a hyphen.
  const entityId = record.entity_id.trim().replace(/^(\d{4})-/, '$1/');
  const { form, doubts } = fromPublic(record, kind);
  const checked = noticeForm.safeParse(form);
  if (!checked.success) return asProblem(checked.error.issues[0]);
  const { _links, _embedded, ...raw } = value as Record<string, Json>;
  return {
    id: entityUuid(source, kind, entityId),
    owner: ownerOf(kind, record.arrest_warrants?.[0]?.issuing_country_id ?? record.country ?? null),
    number: entityId,
    entityId,
    kind,
    issuedAt: null,
    n: null,
    form: checked.data,
    raw: { ...raw, entity_id: entityId },
    doubts,
  };
}

/** Whom it is asked by, as far as the record says; a court (914, 922) or nobody: the Secretariat, which published it. */
function ownerOf(kind: PublicKind, country: string | null): string {
  if (kind.startsWith('un-')) return 'UN';
  return country !== null && /^[A-Z]{2}$/.test(country) ? country : 'IPSG';
}

/** The same record of the same source has the same id everywhere: it is found again without looking for it. */
function entityUuid(source: string, kind: PublicKind, entityId: string): string {
  const hex = sha256Hex(utf8(`${source}\n${kind}\n${entityId}`));
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function asProblem(issue: { path: PropertyKey[]; message: string } | undefined): RecordProblem {
  const pointer = (issue?.path ?? []).map((part) => `/${String(part)}`).join('');
  return { pointer, code: 'notice-import.does-not-fit', params: { expected: (issue?.message ?? '').slice(0, 200) } };
}

/** Whether two raw records say the same. */
export const sameRaw = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd').toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [storable(k), storable(v)]));
}
