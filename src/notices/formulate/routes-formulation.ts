import { type Route, route } from '../../platform/index.ts';
import { duplicateList, duplicatesInput, fromSubjectInput, noticeDetail } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { mustFind } from '../read-notices.ts';
import { toDetail } from '../views.ts';
import { draftFromSubject } from './draft-from-subject.ts';
import { DuplicateIndex } from './duplicate-index.ts';
import { findDuplicates } from './find-duplicates.ts';

export function formulationRoutes(deps: NoticesDeps): Route[] {
  const index = new DuplicateIndex(deps);
  deps.purgers?.push(async (tx, id) => tx.onCommit(() => index.remove(id)));
  return [
    route({
      method: 'POST',
      path: '/api/notices/from-subject',
      action: 'notice.draft',
      summary: 'Draft a notice from what a case knows of its subject',
      body: fromSubjectInput,
      response: noticeDetail,
      successStatus: 201,
      handle: async ({ tx, body }) =>
        toDetail(tx, deps.runtime.bureau, await mustFind(tx, await draftFromSubject(deps, tx, body))),
    }),
    route({
      method: 'POST',
      path: '/api/notices/duplicates',
      action: 'notice.check',
      summary: 'Notices in force and drafts that may be about the same person, with the reasons',
      body: duplicatesInput,
      response: duplicateList,
      // Outside the transaction: it reads what changed under the node's own scope.
      prepare: () => index.sync(),
      handle: ({ tx, body }) => findDuplicates(deps, index, tx, body),
    }),
  ];
}
