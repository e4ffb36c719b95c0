import { refuse, type Tx } from '../platform/index.ts';
import { checkForm, recipientsOf } from './check-form.ts';
import type { AngelWatchView, TravelForm } from './contract.ts';
import { DAY, dueBefore, filedRef, type TravelDeps } from './deps.ts';
import { changeNotification, heldForChange } from './store.ts';

interface TheirNotice {
  /** Null: the Center has none for this trip. */
  readonly number: string | null;
  readonly countries: readonly string[];
  /** Local day. */
  readonly departsOn: string | null;
  readonly passport: string | null;
}

/** Where the Center's own notice differs from ours, in what it says at all. Pure. */
export function compareWithAngelWatch(
  form: TravelForm,
  theirs: TheirNotice,
  home: string,
): AngelWatchView['differences'] {
  if (theirs.number === null) return [];
  const differences: AngelWatchView['differences'] = [];
  const ours = recipientsOf(form.legs, home)
    .filter((one) => one.role === 'destination')
    .map((one) => one.bureau)
    .sort();
  const said = [...new Set(theirs.countries)].filter((code) => code !== home).sort();
  if (said.length > 0 && said.join() !== ours.join())
    differences.push({ what: 'countries', ours: ours.join(', '), theirs: said.join(', ') });
  const day = form.legs[0]?.departs.local.slice(0, 10) ?? '';
  if (theirs.departsOn !== null && theirs.departsOn !== day)
    differences.push({ what: 'departure', ours: day, theirs: theirs.departsOn });
  const bare = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const passports = form.person.documents.filter((one) => one.type === 'passport').map((one) => one.number);
  const { passport } = theirs;
  if (passport !== null && !passports.some((one) => bare(one) === bare(passport)))
    differences.push({ what: 'passport', ours: passports.join(', '), theirs: passport });
  return differences;
}

/** Records the number of the Angel Watch Center's own notice and whether both agree; a difference is to be settled before departure. */
export async function checkAngelWatch(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number } & TheirNotice,
): Promise<void> {
  const row = await heldForChange(tx, input, 'sender');
  if (row.state !== 'sent' || deps.runtime.bureau !== 'US') throw refuse('travel.wrong-state', { state: row.state });
  const form = row.form as TravelForm;
  const differences = compareWithAngelWatch(form, input, deps.runtime.bureau);
  const { number, countries, departsOn, passport } = input;
  const view: AngelWatchView = {
    number,
    countries: [...countries],
    departsOn,
    passport,
    n: row.n,
    agrees: differences.length === 0,
    differences,
    by: tx.scope.actor.id,
    at: tx.now,
  };
  await changeNotification(tx, row, { angel_watch: JSON.stringify(view) });
  const ref = filedRef(row.id);
  deps.audit.record(tx, {
    act: 'travel.angel-watch-compared',
    entity: ref,
    body: { number: number ?? '', agrees: view.agrees, differences: differences.map((one) => one.what) },
  });
  await deps.work.close(tx, { ref, task: 'travel.check-angel-watch', outcome: 'compared' });
  await deps.work.close(tx, { ref, task: 'travel.settle-angel-watch', outcome: 'compared-again' });
  if (view.agrees) return;
  await deps.work.open(tx, {
    ref,
    task: 'travel.settle-angel-watch',
    owner: { role: 'analyst' },
    dueAt: dueBefore(tx, checkForm(form, { home: row.owner, now: tx.now }).departsAt, DAY, DAY),
    urgency: 'urgent',
    params: { number: row.reference, differences: differences.length },
  });
}
