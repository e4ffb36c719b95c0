import type { Notices } from '../../notices/index.ts';
import { ofNotice } from './person-record.ts';
import { factsOfNotice, photosOfNotice } from './record-facts.ts';
import type { ScreeningSource, SourceRecord } from './source.ts';

/** Notices and diffusions in force, from the bureau's own copy of the circulation feed. */
export function noticeSource(notices: Notices): ScreeningSource {
  const record = (notice: Awaited<ReturnType<Notices['listInForce']>>[number]): SourceRecord[] => {
    const person = ofNotice(notice);
    // A notice about somebody who is not named is on the page of the index too: it is passed over by its id.
    return [{ person: person ?? { id: notice.id, names: [] }, compartments: [notice.compartment] }];
  };
  return {
    kind: 'notice',
    touchedBy: ['notice'],
    idsOf: async (_tx, refs) => refs.map((ref) => ref.id),
    page: async (tx, after, limit) => (await notices.listInForce(tx, after, limit)).flatMap(record),
    find: async (tx, ids) => (await notices.findInForce(tx, ids)).flatMap(record),
    async heads(tx, ids) {
      return (await notices.findInForce(tx, ids)).map((notice) => ({
        id: notice.id,
        number: notice.number,
        kind: notice.colour,
        owner: notice.owner,
        version: notice.contentVersion,
        needsTwo: notice.colour === 'red',
        caseId: notice.caseId,
        compartments: [notice.compartment],
        isForeign: !notice.isOwn,
      }));
    },
    async open(tx, id) {
      const form = await notices.formInForce(tx, id);
      return form && { facts: factsOfNotice(form), photos: photosOfNotice(form), ref: { kind: 'notice', id } };
    },
  };
}
