import { refuse, type Tx } from '../platform/index.ts';
import { withdrawNotice } from './cancel-notice.ts';
import { checkPhotos } from './check-photos.ts';
import type { Distribution, NoticeForm, NoticeState } from './contract.ts';
import { dueAt } from './deadlines.ts';
import type { NoticesDeps } from './deps.ts';
import { blankNotice, editNotice } from './draft-notice.ts';
import { headOf, noticeRef } from './refs.ts';
import { checkForm } from './rules/index.ts';
import { q } from './store.ts';
import { submitNotice } from './submit-notice.ts';

/** A notice of this bureau as a room above that drafts by hundreds needs to know it. */
export interface DraftView {
  readonly id: string;
  readonly reference: string;
  readonly state: NoticeState;
  /** Of the row: what a change names. */
  readonly version: number;
  readonly name: string | null;
  readonly form: NoticeForm | null;
  readonly passes: boolean;
  /** Ids of the blocking rules that failed. */
  readonly failing: readonly string[];
  /** Whoever wrote any of it. */
  readonly authors: readonly string[];
}

/** The same use cases as a person's, for rooms above; the actor of the transaction is the author. */
export interface Drafts {
  /** Starts many notices in a few statements: the same rules, a report each, an entry of the ledger each. */
  draft(tx: Tx, inputs: readonly { form: NoticeForm; distribution: Distribution }[]): Promise<DraftView[]>;
  /** Ids of the blocking rules that a form does not meet; nothing is kept. */
  failing(form: NoticeForm, now: number): string[];
  read(tx: Tx, ids: readonly string[]): Promise<Map<string, DraftView>>;
  edit(tx: Tx, input: { id: string; version: number; form: NoticeForm }): Promise<void>;
  /** @throws AppError `refused` `notice.author-submits` beside those of a submission: nobody submits what they wrote */
  submit(tx: Tx, input: { id: string; version: number; urgency: 'routine' | 'urgent' }): Promise<void>;
  /** Ends a draft that never left. */
  discard(tx: Tx, input: { id: string; version: number; reason: string }): Promise<void>;
}

export function createDrafts(deps: NoticesDeps): Drafts {
  return {
    draft: (tx, inputs) => draftMany(deps, tx, inputs),
    failing: (form, now) => failingOf(checkForm(form, { owner: deps.runtime.bureau, now })),
    read: readDrafts,
    edit: (tx, input) => editNotice(deps, tx, input),
    async submit(tx, input) {
      const draft = (await readDrafts(tx, [input.id])).get(input.id);
      if (draft?.authors.includes(tx.scope.actor.id)) throw refuse('notice.author-submits');
      await submitNotice(deps, tx, input);
    },
    async discard(tx, input) {
      const draft = (await readDrafts(tx, [input.id])).get(input.id);
      if (draft?.state !== 'draft') throw refuse('notice.wrong-state', { state: draft?.state ?? '', move: 'discard' });
      await withdrawNotice(deps, tx, input);
    },
  };
}

async function draftMany(
  deps: NoticesDeps,
  tx: Tx,
  inputs: readonly { form: NoticeForm; distribution: Distribution }[],
): Promise<DraftView[]> {
  if (inputs.length === 0) return [];
  const owner = deps.runtime.bureau;
  const serials = await tx.query<{ n: number }>(
    "SELECT nextval('notice_reference_seq') AS n FROM generate_series(1, $1::int)",
    [inputs.length],
  );
  const year = new Date(tx.now).getUTCFullYear();
  const author = tx.scope.actor.id;
  const drafted = inputs.map(({ form, distribution }, at) => {
    checkPhotos(form);
    return {
      id: deps.runtime.newId(),
      reference: `${owner}-${year}-N${String(serials[at]?.n ?? 0).padStart(6, '0')}`,
      form,
      distribution,
      head: headOf(form),
      report: checkForm(form, { owner, now: tx.now }),
    };
  });
  await q(tx)
    .insertInto('notice')
    .values(
      drafted.map(({ id, reference, form, distribution, head }) => ({
        ...blankNotice(tx),
        ...head,
        id,
        relation: 'owner' as const,
        owner,
        colour: form.colour,
        state: 'draft' as const,
        reference,
        distribution: JSON.stringify(distribution),
      })),
    )
    .execute();
  await q(tx)
    .insertInto('notice_version')
    .values(
      drafted.map(({ id, form, report }) => ({
        notice_id: id,
        n: 1,
        state: 'draft' as const,
        form: JSON.stringify(form),
        report: JSON.stringify(report),
        reason: null,
        author,
        authors: [author],
        submitted_by: null,
        submit_message: null,
        at: tx.now,
        compartment: 'general',
      })),
    )
    .execute();
  await deps.work.openMany(tx, {
    task: 'notice.complete-draft',
    owner: { role: 'analyst' },
    items: drafted.map(({ id, form }) => ({
      ref: noticeRef(id),
      dueAt: dueAt(tx.now, 'notice.complete-draft'),
      urgency: 'routine',
      params: { colour: form.colour },
    })),
  });
  for (const { id, form } of drafted)
    deps.audit.record(tx, { act: 'notice.drafted', entity: noticeRef(id), body: { colour: form.colour } });
  return drafted.map(({ id, reference, form, head, report }) => ({
    id,
    reference,
    state: 'draft',
    version: 1,
    name: head.name,
    form,
    passes: report.passes,
    failing: failingOf(report),
    authors: [author],
  }));
}

const failingOf = (report: { findings: readonly { id: string; severity: string; result: string }[] }): string[] =>
  report.findings.filter((one) => one.severity === 'blocking' && one.result === 'fail').map((one) => one.id);

async function readDrafts(tx: Tx, ids: readonly string[]): Promise<Map<string, DraftView>> {
  if (ids.length === 0) return new Map();
  const rows = await q(tx)
    .selectFrom('notice')
    .leftJoin('notice_version as v', (join) =>
      join.onRef('v.notice_id', '=', 'notice.id').on((eb) =>
        eb(
          'v.n',
          '=',
          eb
            .selectFrom('notice_version as w')
            .select((e) => e.fn.max('w.n').as('n'))
            .whereRef('w.notice_id', '=', 'notice.id'),
        ),
      ),
    )
    .select(['notice.id', 'notice.reference', 'notice.state', 'notice.version', 'notice.name'])
    .select(['v.form', 'v.report', 'v.authors'])
    .where('notice.id', 'in', [...ids])
    .where('notice.relation', '=', 'owner')
    .execute();
  return new Map(
    rows.map(({ form, report, authors, reference, ...row }) => [
      row.id,
      {
        ...row,
        reference: reference ?? '',
        form,
        passes: report?.passes ?? false,
        failing: report ? failingOf(report) : [],
        authors: authors ?? [],
      },
    ]),
  );
}
