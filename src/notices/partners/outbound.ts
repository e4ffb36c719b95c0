import { refuse, type Tx } from '../../platform/index.ts';
import type { NoticeForm, OutboundRecord } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { entryRef, noticeRef, systemRef } from '../refs.ts';
import { findNotice, type NoticeRecord, q, versionAt } from '../store.ts';
import { changeEntry, type EntryRecord, findSystem, type SystemRecord } from './entry-store.ts';

export interface Outbound {
  readonly system: SystemRecord;
  readonly records: OutboundRecord[];
  readonly more: boolean;
}

/**
 * What the system is to add, change and remove, oldest first; removals before all else. Records are given until the system has
 * confirmed them, so one that was lost on its way comes again. What is given counts as held there from now on.
 */
export async function takeOutbound(
  deps: NoticesDeps,
  tx: Tx,
  input: { system: string; limit: number },
): Promise<Outbound> {
  const system = await findSystem(tx, input.system);
  if (!system.active) throw refuse('system.not-active');
  const pending = await q(tx)
    .selectFrom('notice_entry')
    .selectAll()
    .where('system', '=', system.code)
    .where('state', 'in', ['offered', 'change-owed', 'removal-owed'])
    .orderBy((eb) => eb.case().when('state', '=', 'removal-owed').then(0).else(1).end())
    .orderBy('at')
    .orderBy('id')
    .limit(input.limit + 1)
    .forUpdate()
    .execute();
  const records: OutboundRecord[] = [];
  for (const entry of pending.slice(0, input.limit)) {
    const record = await recordOf(tx, entry);
    if (!record) continue;
    records.push(record);
    if (record.action !== 'remove' && entry.sent_version !== record.version) {
      await changeEntry(tx, entry, { sent_version: record.version });
    }
    deps.audit.record(tx, {
      act: 'entry.sent',
      entity: entryRef(entry.id),
      about: [noticeRef(entry.notice_id), systemRef(system.code)],
      body: { system: system.code, action: record.action, n: record.version },
    });
  }
  deps.audit.record(tx, {
    act: 'entries.exported',
    entity: systemRef(system.code),
    body: { records: records.length },
  });
  return { system, records, more: pending.length > input.limit };
}

async function recordOf(tx: Tx, entry: EntryRecord): Promise<OutboundRecord | null> {
  const notice = await findNotice(tx, entry.notice_id);
  if (!notice) return null;
  const same = {
    entry: entry.id,
    number: entry.number,
    noticeNumber: notice.number,
    requester: notice.owner,
    colour: notice.colour,
  };
  // No name goes out with a removal: the numbers are enough, and the content is gone.
  if (entry.state === 'removal-owed') return { ...same, ...NOBODY, action: 'remove', version: entry.sent_version };
  if (notice.state !== 'issued') return null;
  const version = await versionAt(tx, notice.id, notice.content_version);
  if (!version) return null;
  const action = entry.state === 'offered' ? ('add' as const) : ('change' as const);
  return { ...same, ...particulars(notice, version.form), action, version: version.n };
}

const NOBODY = {
  familyName: null,
  forename: null,
  aliases: [],
  sex: null,
  birthDate: null,
  nationalities: [],
  documents: [],
  caution: '',
  offence: null,
  warrant: null,
} satisfies Partial<OutboundRecord>;

/** As a file of wanted and missing persons takes it: who, by what papers, for what, and what a user may do on it. */
function particulars(notice: NoticeRecord, form: NoticeForm) {
  const subject = 'subject' in form ? form.subject : undefined;
  const judicial = form.colour === 'red' ? form.judicial : undefined;
  return {
    familyName: subject?.familyName ?? null,
    forename: subject?.forename ?? null,
    aliases: [...(subject?.aliases ?? [])],
    sex: subject?.sex ?? null,
    birthDate: subject?.birthDate ?? null,
    nationalities: [...(subject?.nationalities ?? [])],
    documents: (subject?.documents ?? []).map((d) => `${d.country ?? ''} ${d.kind} ${d.number}`.trim()),
    // The phrase's code: the system words it for its own users.
    caution: notice.colour === 'red' ? 'entry.caution.no-arrest-alone' : `entry.caution.${notice.colour}`,
    offence: judicial?.charges?.join('; ') ?? null,
    warrant: judicial?.warrant ? `${judicial.warrant.number} ${judicial.warrant.date}` : null,
  };
}

const COLUMNS = [
  'entry',
  'action',
  'number',
  'noticeNumber',
  'version',
  'requester',
  'colour',
  'familyName',
  'forename',
  'aliases',
  'sex',
  'birthDate',
  'nationalities',
  'documents',
  'caution',
  'offence',
  'warrant',
] as const satisfies readonly (keyof OutboundRecord)[];

/** RFC 4180, UTF-8, a header line; lists are joined by ` | `. A cell that a spreadsheet would run as a formula gets a quote before it. */
export function toCsv(records: readonly OutboundRecord[]): string {
  const cell = (value: OutboundRecord[keyof OutboundRecord]): string => {
    const text = Array.isArray(value) ? value.join(' | ') : value === null ? '' : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = records.map((record) => COLUMNS.map((column) => cell(record[column])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}
