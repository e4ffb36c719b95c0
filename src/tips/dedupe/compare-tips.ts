import type { Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { type HeldKey, JointBook } from './joint-book.ts';
import { keepJoints, lockGroups, readFileKeys, readHeld, takeOwed } from './joint-store.ts';
import { keyId, type TipKey } from './read-keys.ts';
import { RULES } from './rules.ts';
import { splitGroups, uniteTips } from './unite-tips.ts';

/**
 * Compares reports that are owed it with all that came before: by keys, so that the cost is that of the keys, whoever shares
 * them. Returns how many were compared.
 */
export async function compareTips(deps: Pick<Deps, 'audit' | 'runtime'>, tx: Tx, limit: number): Promise<number> {
  await lockGroups(tx);
  const owed = await takeOwed(tx, limit);
  if (owed.length === 0) return 0;
  const ofFiles = await readFileKeys(
    tx,
    owed.map((one) => one.tipId),
  );
  const all = owed.flatMap(({ tipId, keys }): HeldKey[] => {
    const whole = [...keys, ...(ofFiles.get(tipId) ?? [])];
    return whole.map((key: TipKey) => ({ ...key, id: keyId(key), tipId }));
  });
  const book = new JointBook(await readHeld(tx, all), RULES, () => deps.runtime.newId());
  for (const key of all) book.add(key);
  await keepJoints(tx, book);
  const isFull = await uniteTips(deps, tx, book.edges());
  await splitGroups(deps, tx, book.fallen());
  deps.audit.record(tx, {
    act: 'tip.compared',
    entity: { kind: 'tip-groups', id: 'all' },
    body: { reports: owed.length, joined: book.joined, common: book.fallen().length, full: isFull },
  });
  return owed.length;
}
