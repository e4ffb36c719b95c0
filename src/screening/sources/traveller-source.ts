import type { Travel, Traveller } from '../../travel/index.ts';
import { ofParticulars } from './person-record.ts';
import { factsOfParticulars } from './record-facts.ts';
import type { ScreeningSource, SourceRecord } from './source.ts';

/** People whose travel was announced, by this bureau or to it, until the trip is over. */
export function travellerSource(travel: Pick<Travel, 'travellers' | 'traveller'>): ScreeningSource {
  const record = (one: Traveller): SourceRecord => ({
    person: (one.particulars && ofParticulars(one.id, one.particulars)) ?? { id: one.id, names: [] },
    compartments: ['general'],
  });
  const active = async (tx: Parameters<Travel['traveller']>[0], ids: readonly string[]): Promise<Traveller[]> => {
    const found: Traveller[] = [];
    for (const id of ids) {
      const one = await travel.traveller(tx, id);
      if (one?.active) found.push(one);
    }
    return found;
  };
  return {
    kind: 'traveller',
    touchedBy: ['travel', 'travel-incoming'],
    idsOf: async (_tx, refs) => refs.map((ref) => ref.id),
    page: async (tx, after, limit) => (await travel.travellers(tx, after, limit)).map(record),
    find: async (tx, ids) => (await active(tx, ids)).map(record),
    async heads(tx, ids) {
      return (await active(tx, ids)).map((one) => ({
        id: one.id,
        number: one.reference,
        kind: one.kind,
        owner: one.owner,
        version: 1,
        needsTwo: false,
        caseId: null,
        compartments: ['general'],
        isForeign: one.relation === 'recipient',
      }));
    },
    async open(tx, id) {
      const [one] = await active(tx, [id]);
      if (!one?.particulars) return null;
      const when = (at: number | null): string[] => (at === null ? [] : [new Date(at).toISOString().slice(0, 16)]);
      const facts = [
        ...factsOfParticulars(one.particulars),
        { label: 'record.departs', values: when(one.departsAt) },
        { label: 'record.trip-ends', values: when(one.endsAt) },
      ];
      return { facts: facts.filter((fact) => fact.values.length > 0), photos: [], ref: { kind: 'travel', id } };
    },
  };
}
