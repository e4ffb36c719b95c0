import { invalid, refuse, type Tx } from '../platform/index.ts';
import { checkPhotos } from './check-photos.ts';
import type { Distribution, NoticeForm, RuleReport } from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { isNarrower } from './distribution.ts';
import { settleWording } from './formulate/settle-wording.ts';
import { owe } from './notice-work.ts';
import { headOf, noticeRef } from './refs.ts';
import { checkForm } from './rules/index.ts';
import {
  changeNotice,
  findNotice,
  insertNotice,
  latestVersion,
  lockForChange,
  type NoticeRecord,
  openEnding,
  putVersion,
  q,
} from './store.ts';

/** Tests a form as this bureau's own, without keeping it. */
export function checkNotice(deps: NoticesDeps, tx: Tx, form: NoticeForm): RuleReport {
  const report = checkForm(form, { owner: deps.runtime.bureau, now: tx.now });
  deps.audit.record(tx, {
    act: 'notice.checked',
    entity: { kind: 'notice-check', id: deps.runtime.newId() },
    body: { colour: form.colour, passes: report.passes },
  });
  return report;
}

/** Starts a notice of this bureau. Returns its id. */
export async function draftNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { form: NoticeForm; caseId?: string | null | undefined; distribution: Distribution },
): Promise<string> {
  const form = settleWording(input.form);
  checkPhotos(form);
  const id = deps.runtime.newId();
  const [serial] = await tx.query<{ n: number }>("SELECT nextval('notice_reference_seq') AS n");
  const year = new Date(tx.now).getUTCFullYear();
  const caseId = input.caseId ?? null;
  const reference = `${deps.runtime.bureau}-${year}-N${String(serial?.n ?? 0).padStart(6, '0')}`;
  if (caseId) await deps.cases.link(tx, caseId, noticeRef(id), reference);
  await insertNotice(tx, {
    ...blankNotice(tx),
    ...headOf(form),
    id,
    relation: 'owner',
    owner: deps.runtime.bureau,
    colour: form.colour,
    state: 'draft',
    reference,
    case_id: caseId,
    distribution: JSON.stringify(input.distribution),
  });
  await putVersion(tx, {
    noticeId: id,
    n: 1,
    state: 'draft',
    form,
    report: checkForm(form, { owner: deps.runtime.bureau, now: tx.now }),
    author: tx.scope.actor.id,
  });
  await owe(deps, tx, { id, colour: form.colour, case_id: caseId }, 'notice.complete-draft');
  deps.audit.record(tx, {
    act: 'notice.drafted',
    entity: noticeRef(id),
    about: deps.cases.timelineRefs(caseId),
    body: { colour: form.colour },
  });
  return id;
}

/** Changes the draft, or the amendment that is being drafted. Whoever changes it becomes its author. */
export async function editNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; form?: NoticeForm | undefined; distribution?: Distribution | undefined },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  const draft = await latestVersion(tx, notice.id);
  const isDraft = notice.state === 'draft' || notice.state === 'returned';
  const isAmendment = notice.amendment === 'draft' || notice.amendment === 'returned';
  if (!draft || !(isDraft || isAmendment)) throw refuse('notice.wrong-state', { state: notice.state, move: 'edit' });
  if (input.distribution && isAmendment && notice.distribution) {
    const { distribution: before, owner } = notice;
    if (isNarrower(before, input.distribution, owner)) {
      throw refuse('notice.distribution-narrowed', {}, '/body/distribution');
    }
  }
  const form = input.form && settleWording(input.form);
  if (form) {
    checkPhotos(form);
    if (form.colour !== notice.colour) throw invalid('/body/form/colour', 'notice.colour-changed');
    await putVersion(tx, {
      noticeId: notice.id,
      n: draft.n,
      state: draft.state,
      form,
      report: checkForm(form, { owner: notice.owner, now: tx.now }),
      reason: draft.reason,
      author: tx.scope.actor.id,
    });
  }
  await changeNotice(tx, notice, {
    ...(form && isDraft ? headOf(form) : {}),
    ...(input.distribution ? { distribution: JSON.stringify(input.distribution) } : {}),
  });
  deps.audit.record(tx, { act: 'notice.edited', entity: noticeRef(notice.id), body: { n: draft.n } });
}

/** Drafts the next version of a notice that is out; it takes effect when the Secretariat issues it. */
export async function amendNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; form: NoticeForm; reason: string },
): Promise<void> {
  const notice = await ownForChange(tx, input.id, input.version);
  if (notice.state !== 'issued') throw refuse('notice.wrong-state', { state: notice.state, move: 'amend' });
  if (notice.amendment !== null) throw refuse('notice.amendment-under-way');
  if (await openEnding(tx, notice.id)) throw refuse('notice.ending-under-way');
  if (input.form.colour !== notice.colour) throw invalid('/body/form/colour', 'notice.colour-changed');
  const form = settleWording(input.form);
  checkPhotos(form);
  const latest = await latestVersion(tx, notice.id);
  const n = (latest?.n ?? notice.content_version) + 1;
  await putVersion(tx, {
    noticeId: notice.id,
    n,
    state: 'draft',
    form,
    report: checkForm(form, { owner: notice.owner, now: tx.now }),
    reason: input.reason,
    author: tx.scope.actor.id,
  });
  await changeNotice(tx, notice, { amendment: 'draft' });
  await owe(deps, tx, notice, 'notice.complete-draft');
  deps.audit.record(tx, {
    act: 'notice.amend-drafted',
    entity: noticeRef(notice.id),
    body: { n, reason: input.reason },
  });
}

/** The locked row of one of our own notices. @throws AppError `not-found`, `conflict`, `refused` `notice.not-yours` */
export async function ownForChange(tx: Tx, id: string, version: number): Promise<NoticeRecord> {
  const notice = await lockForChange(tx, id, version);
  if (notice.relation !== 'owner') throw refuse('notice.not-yours');
  return notice;
}

/** What the policy asks about a notice: who wrote the version that is under way; whoever wrote any of it is an author. */
export async function noticeResource(tx: Tx, id: string) {
  const notice = await findNotice(tx, id);
  if (!notice) return null;
  const draft = await q(tx)
    .selectFrom('notice_version')
    .select(['author', 'authors'])
    .where('notice_id', '=', id)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  const me = tx.scope.actor.id;
  const author = draft?.authors.includes(me) ? me : (draft?.author ?? null);
  return { author, state: notice.state, compartment: notice.compartment, bureau: notice.owner };
}

/** Columns of a new row that say nothing yet. */
export function blankNotice(tx: Tx) {
  return {
    reference: null,
    number: null,
    case_id: null,
    distribution: null,
    content_version: 0,
    amendment: null,
    decision_reason: null,
    suspended_until: null,
    issued_at: null,
    ends_at: null,
    extensions: 0,
    changed_by: tx.scope.actor.id,
    ground: null,
    ended_at: null,
    purged_at: null,
    purge_complete_at: null,
    purge_order: null,
    acked_version: 0,
    created_at: tx.now,
    updated_at: tx.now,
    version: 1,
    compartment: 'general',
  };
}
