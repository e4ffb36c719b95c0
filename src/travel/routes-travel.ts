import { type Route, route, type Tx } from '../platform/index.ts';
import { answerNotification, reportAnswer } from './answer-notification.ts';
import { cancelFiled, changeFiled } from './change-notification.ts';
import { checkAngelWatch } from './check-angel-watch.ts';
import { checkForm } from './check-form.ts';
import { closeNotification } from './close-notification.ts';
import * as c from './contract.ts';
import { incomingRef, type TravelDeps } from './deps.ts';
import { discardDraft, editDraft, fileNotification, sendDraft } from './file-notification.ts';
import { recordHandOver } from './hand-over.ts';
import { importNotifications } from './import-notifications.ts';
import { listNotifications, mustFind, toDetail, viewNotification } from './read-notifications.ts';
import { decideComplaint, recordToldOtherwise, takeComplaint } from './settle-complaint.ts';

export function travelRoutes(deps: TravelDeps): readonly Route[] {
  return [...readRoutes(deps), ...senderRoutes(deps), ...recipientRoutes(deps)];
}

function readRoutes(deps: TravelDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/travel',
      action: 'travel.read',
      summary: 'Notifications of travel filed and received here, newest change first',
      query: c.travelQuery,
      response: c.travelList,
      handle: ({ tx, query }) => listNotifications(deps, tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/travel/:id',
      action: 'travel.read',
      summary: 'One notification: its form, whom it went to, what changed, what was answered',
      params: c.idParams,
      response: c.travelDetail,
      handle: ({ tx, params }) => viewNotification(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/travel/check',
      action: 'travel.check',
      summary:
        'What a form lacks, whom it would go to, whether it is late, what stays in this country; nothing is kept',
      body: c.checkInput,
      response: c.formCheck,
      handle: async ({ tx, body }) => checkForm(body.form, { home: deps.runtime.bureau, now: tx.now }),
    }),
  ];
}

function senderRoutes(deps: TravelDeps): readonly Route[] {
  const detail = async (tx: Tx, id: string) => toDetail(deps, tx, await mustFind(tx, id));
  /** POST /api/travel/:id/NAME: an act on one that was filed here. */
  const act = <B extends { version: number }>(
    name: string,
    action: string,
    summary: string,
    body: import('zod').ZodType<B>,
    run: (tx: Tx, input: B & { id: string }) => Promise<unknown>,
  ): Route =>
    route({
      method: 'POST',
      path: `/api/travel/:id/${name}`,
      action,
      summary,
      params: c.idParams,
      body,
      response: c.travelDetail,
      async handle({ tx, params, body: input }) {
        await run(tx, { ...(input as B), id: params.id });
        return detail(tx, params.id);
      },
    });
  return [
    route({
      method: 'POST',
      path: '/api/travel',
      action: 'travel.file',
      summary: 'File a notification: kept as a draft, or sent at once to every destination and transit bureau',
      body: c.fileInput,
      response: c.travelDetail,
      successStatus: 201,
      handle: async ({ tx, body }) => detail(tx, await fileNotification(deps, tx, body)),
    }),
    route({
      method: 'POST',
      path: '/api/travel/import',
      action: 'travel.file',
      summary: 'File what a CSV or JSON file holds, record by record; with `preview` says what would happen',
      body: c.importInput,
      bodyLimit: 5_000_000,
      response: c.importResult,
      handle: ({ tx, body }) => importNotifications(deps, tx, body),
    }),
    route({
      method: 'PATCH',
      path: '/api/travel/:id',
      action: 'travel.file',
      summary: 'Change a draft',
      params: c.idParams,
      body: c.editInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        await editDraft(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    act('send', 'travel.file', 'Send a draft', c.sendInput, (tx, input) => sendDraft(deps, tx, input)),
    act('discard', 'travel.file', 'Leave a draft', c.discardInput, (tx, input) => discardDraft(deps, tx, input)),
    act(
      'change',
      'travel.change',
      'A changed itinerary, or a correction: what differs goes to all',
      c.changeInput,
      (tx, input) => changeFiled(deps, tx, input),
    ),
    act('cancel', 'travel.change', 'The trip is off, or it should never have been sent', c.cancelInput, (tx, input) =>
      cancelFiled(deps, tx, input),
    ),
    act('close', 'travel.change', 'The trip is over and every answer was passed on', c.closeInput, (tx, input) =>
      closeNotification(deps, tx, { ...input, relation: 'sender' }),
    ),
    act(
      'angel-watch',
      'travel.change',
      'The Angel Watch Center’s own notice, and whether both agree',
      c.angelWatchInput,
      (tx, input) => checkAngelWatch(deps, tx, input),
    ),
    route({
      method: 'POST',
      path: '/api/travel/:id/recipients/:part/told',
      action: 'travel.change',
      summary: 'A bureau that no message reaches was told otherwise',
      params: c.pairParams,
      body: c.toldInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        await recordToldOtherwise(deps, tx, { ...body, ...params });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/travel/:id/answers/:part/reported',
      action: 'travel.change',
      summary: 'An answer was passed on to the Marshals, or to the registry',
      params: c.pairParams,
      body: c.reportedInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        await reportAnswer(deps, tx, { ...body, ...params });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/travel/:id/complaints',
      action: 'travel.complain',
      summary: 'Take down that somebody says it is wrong',
      params: c.idParams,
      body: c.complaintInput,
      response: c.travelDetail,
      successStatus: 201,
      async handle({ tx, params, body }) {
        await takeComplaint(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/travel/:id/complaints/:part/decide',
      action: 'travel.decide-complaint',
      summary: 'Uphold a complaint, once it was corrected, or dismiss it with the reason',
      params: c.pairParams,
      body: c.decideComplaintInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        await decideComplaint(deps, tx, { ...body, ...params });
        return detail(tx, params.id);
      },
    }),
  ];
}

function recipientRoutes(deps: TravelDeps): readonly Route[] {
  const detail = async (tx: Tx, id: string) => toDetail(deps, tx, await mustFind(tx, id));
  return [
    route({
      method: 'POST',
      path: '/api/travel/:id/hand-over',
      action: 'travel.receive',
      summary: 'A received notification was handed to whoever meets travellers here',
      params: c.idParams,
      body: c.handOverInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        await recordHandOver(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/travel/:id/answer',
      action: 'travel.receive',
      summary: 'What became of the traveller here, to the bureau that told us',
      params: c.idParams,
      body: c.answerInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        await answerNotification(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/travel/:id/close-received',
      action: 'travel.receive',
      summary: 'A received notification that was handed over and of which no more is known',
      params: c.idParams,
      body: c.closeInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        await closeNotification(deps, tx, { ...body, id: params.id, relation: 'recipient' });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/travel/:id/authorities-told',
      action: 'travel.receive',
      summary: 'Whoever it was handed to has heard that it no longer holds',
      params: c.idParams,
      body: c.closeInput,
      response: c.travelDetail,
      async handle({ tx, params, body }) {
        const row = await mustFind(tx, params.id);
        await deps.work.close(tx, { ref: { kind: 'travel-recall', id: row.id }, outcome: 'told' });
        deps.audit.record(tx, {
          act: 'travel.authorities-told',
          entity: incomingRef(row.id),
          body: { reason: body.reason },
        });
        return detail(tx, params.id);
      },
    }),
  ];
}
