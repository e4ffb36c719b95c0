import { createHmac } from 'node:crypto';
import type { Tx } from '../../platform/index.ts';
import type { NoticeForm } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { searchable } from '../refs.ts';
import { q } from '../store.ts';

/**
 * Tells two forms about one person apart from others without keeping the name: keyed, so that who has the table alone cannot try
 * names on it. Null when the form names nobody.
 */
function markOf(deps: NoticesDeps, owner: string, form: NoticeForm): string | null {
  const subject = 'subject' in form ? form.subject : undefined;
  const name = searchable(`${subject?.familyName ?? ''} ${subject?.forename ?? ''}`);
  if (name === '') return null;
  const text = JSON.stringify([owner, name, subject?.birthDate ?? '']);
  return createHmac('sha256', deps.keys.vault).update(text).digest('hex');
}

/** A Red was refused. Kept at the Secretariat and at the owner, and longer than the content. */
export async function markRefused(
  deps: NoticesDeps,
  tx: Tx,
  notice: { id: string; owner: string },
  form: NoticeForm,
): Promise<void> {
  const mark = form.colour === 'red' ? markOf(deps, notice.owner, form) : null;
  if (mark === null) return;
  await q(tx)
    .insertInto('notice_refused_mark')
    .values({ notice_id: notice.id, owner: notice.owner, mark, at: tx.now })
    .onConflict((oc) => oc.column('notice_id').doUpdateSet({ mark, at: tx.now }))
    .execute();
}

/** Whether a Red of this owner for this person was refused. */
export async function wasRefused(
  deps: NoticesDeps,
  tx: Tx,
  notice: { id: string; owner: string },
  form: NoticeForm,
): Promise<boolean> {
  // The same form, or the same request in another: a Blue about the person is another matter.
  const mark = form.colour === 'red' ? markOf(deps, notice.owner, form) : null;
  const found = await q(tx)
    .selectFrom('notice_refused_mark')
    .select('notice_id')
    .where('owner', '=', notice.owner)
    .where((eb) => eb.or([eb('notice_id', '=', notice.id), ...(mark === null ? [] : [eb('mark', '=', mark)])]))
    .limit(1)
    .execute();
  return found.length > 0;
}
