import type { Tx } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';
import { lockNotice, type NoticeRecord } from '../store.ts';
import { removeImported } from './remove-imported.ts';

/** The notice that the feed speaks of, locked. A copy that a file had brought gives way to the circulated one. */
export async function lockCirculated(deps: NoticesDeps, tx: Tx, id: string): Promise<NoticeRecord | undefined> {
  const known = await lockNotice(tx, id);
  if (known?.relation !== 'imported') return known;
  await removeImported(deps, tx, [id]);
  return undefined;
}
