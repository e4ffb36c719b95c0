import type { MatchTerm } from '../../names/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { Duplicate, NoticeForm } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { saw } from '../read-notices.ts';
import { q } from '../store.ts';
import type { DuplicateIndex } from './duplicate-index.ts';

const MOST = 10;

/**
 * Notices in force and drafts that may be about the same person: of this bureau, and of others as far as they are known here.
 * The same document comes first, then by likeness, each with its reasons. What the caller may not see is left out.
 */
export async function findDuplicates(
  deps: NoticesDeps,
  index: DuplicateIndex,
  tx: Tx,
  input: { form: NoticeForm; except?: string | undefined },
): Promise<{ items: Duplicate[] }> {
  const { byDocument, byPerson } = index.find(input.form.subject);
  const matches = new Map(byPerson.map((match) => [match.id, match]));
  const ids = [...new Set([...byDocument, ...matches.keys()])].filter((id) => id !== input.except);
  const rows =
    ids.length === 0
      ? []
      : await q(tx)
          .selectFrom('notice')
          .select(['id', 'number', 'reference', 'owner', 'colour', 'state', 'name'])
          .where('id', 'in', ids)
          .where('ended_at', 'is', null)
          .where('state', 'not in', ['refused', 'discarded'])
          .execute();
  const items = rows
    .map((row): Duplicate => {
      const match = matches.get(row.id);
      const document = byDocument.has(row.id);
      const reasons = (match?.terms ?? []).map((term) => reasonOf(term));
      const said = reasons.findIndex((r) => r.code === 'notice.duplicate.document.same');
      if (said >= 0) reasons.splice(said, 1);
      if (document || said >= 0) reasons.unshift({ code: 'notice.duplicate.document.same', params: {} });
      return {
        notice: row.id,
        number: row.number,
        reference: row.reference,
        owner: row.owner,
        colour: row.colour,
        state: row.state,
        name: row.name,
        score: document ? 100 : Math.round((match?.score ?? 0) * 100),
        document,
        reasons,
      };
    })
    .sort((a, b) => Number(b.document) - Number(a.document) || b.score - a.score || (a.notice < b.notice ? -1 : 1))
    .slice(0, MOST);
  saw(
    deps,
    tx,
    'notice.duplicates-searched',
    { kind: 'notice-check', id: deps.runtime.newId() },
    { found: items.length },
  );
  return { items };
}

/** Half and more speaks for the same person. */
function reasonOf(term: MatchTerm): Duplicate['reasons'][number] {
  const says = term.score >= 0.5 ? 'same' : 'differs';
  return { code: `notice.duplicate.${term.term}.${says}`, params: { percent: Math.round(term.score * 100) } };
}
