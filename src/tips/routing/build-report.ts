import { notFound, refuse, type Tx } from '../../platform/index.ts';
import type { ModelPerson, TipModel } from '../contract-model.ts';
import { readModel } from '../store.ts';
import { sidesOf } from './read-places.ts';

/** Characters of a report in a message: what is signed and encrypted has to fit an envelope. */
const MOST = 550_000;
/** What a very long report is cut to. */
const CUT = { texts: 50, unknown: 0, ips: 500, urls: 200 };

/**
 * A version of a report as its receiver gets it: no media, nothing of the provider's own people or of other police; and, where it
 * goes for the suspect's place alone, no names of children.
 * @throws AppError `refused`: `tip.too-long-to-send`
 */
export async function buildReport(
  tx: Tx,
  tipId: string,
  n: number,
  sides: readonly string[],
): Promise<{ reportNumber: number; preservedUntil: number | null; report: string }> {
  const [tip] = await tx.query<{ report_number: number; preserved_until: number | null }>(
    'SELECT report_number, preserved_until FROM tips_tip WHERE id = $1',
    [tipId],
  );
  const model = await readModel(tx, tipId, n);
  if (!tip || !model) throw notFound('tip');
  const whole = forReceiver(model, tip.report_number, sides.includes('victim'));
  let report = JSON.stringify(whole);
  if (report.length > MOST) {
    report = JSON.stringify({
      ...whole,
      texts: whole.texts.slice(0, CUT.texts).map((one) => ({ ...one, text: one.text.slice(0, 4_000) })),
      unknown: [],
      ips: whole.ips.slice(0, CUT.ips),
      urls: whole.urls.slice(0, CUT.urls),
    });
  }
  if (report.length > MOST) throw refuse('tip.too-long-to-send');
  return { reportNumber: tip.report_number, preservedUntil: tip.preserved_until, report };
}

export function forReceiver(model: TipModel, reportNumber: number, withChildrensNames: boolean): TipModel {
  const isOurs = (role: ModelPerson['role']): boolean => role === 'reporter' || role === 'officer';
  const isAway = (of: string): boolean => {
    const person = /^person:(\d+)$/.exec(of)?.[1];
    const role = person === undefined ? undefined : model.people[Number(person)]?.role;
    return role !== undefined && isOurs(role);
  };
  const sideOf = sidesOf(model);
  const kept = <T extends { readonly of: string }>(list: readonly T[]): T[] => list.filter((one) => !isAway(one.of));
  return {
    ...model,
    reportNumber: model.reportNumber ?? String(reportNumber),
    // Places in the list are what everything else points to: the person stays, emptied.
    people: model.people.map((person, at) =>
      isOurs(person.role)
        ? { ...unnamed(person), facts: [], notes: [] }
        : sideOf(`person:${at}`) === 'victim' && !withChildrensNames
          ? { ...unnamed(person), notes: person.notes, facts: person.facts }
          : person,
    ),
    ips: kept(model.ips),
    places: kept(model.places),
    phones: kept(model.phones),
    emails: kept(model.emails),
    urls: kept(model.urls),
    devices: kept(model.devices),
    lawEnforcement: null,
  };
}

function unnamed(person: ModelPerson): ModelPerson {
  const names = { firstName: null, middleName: null, lastName: null, otherNames: [] };
  return { ...person, ...names, dateOfBirth: null, school: null, vehicle: null };
}
