import { refuse, type Tx } from '../platform/index.ts';
import { clocksOf } from './clocks.ts';
import type { Distribution } from './contract.ts';
import { endsAfter } from './deadlines.ts';
import { type ReviewRecord, tellOwner } from './decide-review.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { audienceOf } from './distribution.ts';
import { lifeSoon } from './life/life-soon.ts';
import { moved } from './life.ts';
import { headOf, noticeRef, noticeWireId, plain } from './refs.ts';
import { reportHoldersSoon } from './report-holders.ts';
import { takeOverRulings } from './retest/take-over-rulings.ts';
import { changeNotice, issueVersion, type NoticeRecord, q, type VersionRecord } from './store.ts';
import type { AmendedEntry, IssuedEntry } from './wire.ts';

/** At the Secretariat: a passed version goes to the feed; a first one gets its control number. */
export async function issueVersionToAll(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  review: ReviewRecord,
  version: VersionRecord,
): Promise<void> {
  const wire = noticeWireId(notice.owner, notice.id);
  const isFirst = review.kind === 'issue';
  const number = isFirst ? await nextControlNumber(tx) : notice.number;
  if (number === null) throw refuse('notice.not-in-force');
  const { audience, withhold } = audienceOf(review.distribution, notice.owner);
  await issueVersion(tx, notice.id, review.n);
  await changeNotice(tx, notice, {
    ...headOf(version.form),
    content_version: review.n,
    tested_by: version.report.rules,
    distribution: JSON.stringify(review.distribution),
    ...(isFirst
      ? { state: moved(notice.state, 'issue'), number, issued_at: tx.now, ends_at: endsAfter(tx.now) }
      : { amendment: null }),
  });
  await takeOverRulings(deps, tx, version);
  const issued: IssuedEntry = { notice: wire, n: review.n, number, form: version.form, issuedAt: tx.now };
  const issuedAt = notice.issued_at ?? tx.now;
  const endsAt = notice.ends_at ?? endsAfter(issuedAt);
  const amended: AmendedEntry = { ...issued, issuedAt, at: tx.now, endsAt };
  await deps.federation.append(tx, {
    kind: isFirst ? 'notice.issued' : 'notice.amended',
    body: plain(isFirst ? issued : amended),
    audience,
    withhold,
    entity: noticeRef(notice.id),
  });
  await expectHolders(deps, tx, notice, review.distribution);
  await tellOwner(deps, tx, notice, { n: review.n, decision: 'issued', number, reason: null });
  deps.audit.record(tx, {
    act: isFirst ? 'notice.issued' : 'notice.amendment-issued',
    entity: noticeRef(notice.id),
    body: { number, n: review.n, colour: notice.colour, owner: notice.owner },
  });
  await reportHoldersSoon(deps, tx, notice.id);
  if (isFirst) await lifeSoon(deps, tx, endsAfter(tx.now) - clocksOf(deps).unansweredBefore);
}

/** `A-000123/11-2026`: a running number, the month and the year of issue. Numbers may have gaps. */
async function nextControlNumber(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ n: number }>("SELECT nextval('notice_control_seq') AS n");
  const at = new Date(tx.now);
  const month = String(at.getUTCMonth() + 1).padStart(2, '0');
  return `A-${String(row?.n ?? 0).padStart(6, '0')}/${month}-${at.getUTCFullYear()}`;
}

/** Writes down who should now get a copy, so that whoever does not confirm it shows as missing. */
export async function expectHolders(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  distribution: Distribution,
): Promise<void> {
  const { audience, withhold } = audienceOf(distribution, notice.owner);
  const rows = (await deps.directory.bureaus(tx)).flatMap((bureau) => {
    if (bureau.code === SECRETARIAT) return [];
    const isMeant = (audience === 'all' || audience.includes(bureau.code)) && !withhold.includes(bureau.code);
    if (bureau.status === 'not-connected' && !isMeant) return [];
    const expected = !isMeant
      ? ('withheld' as const)
      : bureau.status === 'not-connected'
        ? ('not-connected' as const)
        : ('copy' as const);
    return [{ bureau: bureau.code, expected }];
  });
  if (rows.length === 0) return;
  await q(tx)
    .insertInto('notice_holder')
    .values(
      rows.map((row) => ({
        ...row,
        notice_id: notice.id,
        content_version: null,
        delivered_at: null,
        purged_at: null,
        purge_outcome: null,
        purge_copies: null,
        purge_proof: null,
        reported: false,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['notice_id', 'bureau'])
        .doUpdateSet((eb) => ({ expected: eb.ref('excluded.expected'), reported: false })),
    )
    .execute();
}
