import type { Cases, LocalSubject } from '../../cases/index.ts';
import { ofParticulars } from './person-record.ts';
import { factsOfParticulars } from './record-facts.ts';
import type { ScreeningSource, SourceRecord } from './source.ts';

/** Subjects of this bureau's open cases, witnesses left out. */
export function subjectSource(cases: Cases): ScreeningSource {
  const record = (subject: LocalSubject): SourceRecord => ({
    person: ofParticulars(subject.id, subject.particulars) ?? { id: subject.id, names: [] },
    compartments: subject.compartments,
  });
  return {
    kind: 'subject',
    touchedBy: ['subject', 'case'],
    async idsOf(tx, refs) {
      const own = refs.filter((ref) => ref.kind === 'subject').map((ref) => ref.id);
      const of = refs.filter((ref) => ref.kind === 'case').map((ref) => ref.id);
      return [...own, ...(await cases.subjectIdsOf(tx, of))];
    },
    page: async (tx, after, limit) => (await cases.listSubjects(tx, after, limit)).map(record),
    find: async (tx, ids) => (await cases.findSubjects(tx, ids)).map(record),
    async heads(tx, ids) {
      return (await cases.findSubjects(tx, ids)).map((subject) => ({
        id: subject.id,
        number: subject.caseNumber,
        kind: subject.role,
        owner: null,
        version: subject.version,
        needsTwo: false,
        caseId: subject.caseId,
        compartments: subject.compartments,
        isForeign: false,
      }));
    },
    async open(tx, id) {
      const [subject] = await cases.findSubjects(tx, [id]);
      if (!subject) return null;
      return { facts: factsOfParticulars(subject.particulars), photos: [], ref: { kind: 'case', id: subject.caseId } };
    },
  };
}
