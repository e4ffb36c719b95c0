import * as z from 'zod';
import { freeRoute, notFound, type Resource, type Route, route, type Tx } from '../../../platform/index.ts';
import * as c from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef, requestRef } from '../../refs.ts';
import { findRequest } from '../../store-requests.ts';
import { findDuplicates } from '../find-duplicates.ts';
import { listAttachments } from '../uploads/list-attachments.ts';
import { answerPartner } from './answer-partner.ts';
import { askPartners } from './ask-partner.ts';
import { deconflictionView } from './deconfliction-store.ts';
import { changePartnerSettings, readPartners } from './partners.ts';
import { overrideDeconfliction, recordByHand } from './record-deconfliction.ts';

type ById = { params: { id: string } };

async function resource(tx: Tx, { params }: ById): Promise<Resource | null> {
  const row = await findRequest(tx, params.id);
  return row && { agency: row.agency, author: row.submitted_by, compartment: row.compartment, state: row.state };
}

export function deconflictionRoutes(deps: CasesDeps): Route[] {
  const onRequest = { params: c.idParams, resource, response: c.created } as const;
  return [
    route({
      method: 'GET',
      path: '/api/requests/:id/beside',
      action: 'request.read',
      summary: 'Beside a request: its files, what may be the same, who else works on it',
      params: c.idParams,
      response: c.besideRequest,
      resource,
      async handle({ tx, params }) {
        const request = await findRequest(tx, params.id);
        if (!request) throw notFound('request');
        deps.audit.record(tx, { act: 'request.viewed', entity: requestRef(params.id) });
        const [link] = await tx.query('SELECT 1 FROM case_request_link WHERE request_id = $1', [params.id]);
        const owed = request.case_id === null ? [] : await deps.work.ofRef(tx, caseRef(request.case_id));
        return {
          attachments: await listAttachments(tx, request),
          duplicates: await findDuplicates(tx, request),
          deconfliction: await deconflictionView(deps, tx, request),
          isPublic: link !== undefined,
          unread: owed.some((item) => item.task === 'case.information'),
        };
      },
    }),
    route({
      ...onRequest,
      method: 'POST',
      path: '/api/requests/:id/deconfliction',
      action: 'deconfliction.check',
      summary: 'Ask those authorities that answer by themselves',
      body: c.askDeconfliction,
      response: z.strictObject({ asked: z.int() }),
      handle: ({ tx, params, body }) => askPartners(deps, tx, params.id, body.authorities),
    }),
    route({
      ...onRequest,
      method: 'POST',
      path: '/api/requests/:id/deconfliction/by-hand',
      action: 'deconfliction.check',
      summary: 'Record what an authority said',
      body: c.recordDeconfliction,
      handle: ({ tx, params, body }) => recordByHand(deps, tx, params.id, body),
    }),
    route({
      ...onRequest,
      method: 'POST',
      path: '/api/requests/:id/deconfliction/override',
      action: 'deconfliction.override',
      summary: 'Go on without, with the reason',
      body: c.overrideDeconfliction,
      handle: ({ tx, params, body }) => overrideDeconfliction(deps, tx, params.id, body.reason),
    }),
    route({
      method: 'GET',
      path: '/api/deconfliction/partners',
      action: 'deconfliction.read-partners',
      summary: 'Which authorities answer by themselves',
      response: c.partnersView,
      handle: ({ tx }) => readPartners(tx),
    }),
    {
      ...freeRoute({
        method: 'PUT',
        path: '/api/deconfliction/partners/:authority',
        action: 'deconfliction.change-partners',
        summary: 'Where an authority answers, and its key',
        params: c.partnerParams,
        body: c.changePartner,
        // Its hash for repeats would be kept beside the key.
        handle: ({ scope, db, params, body }) =>
          db.tx(scope, (tx) => {
            deps.access.require(tx, 'deconfliction.change-partners');
            return changePartnerSettings(deps, tx, params.authority, body);
          }),
      }),
      response: c.partnersView,
    },
    {
      ...freeRoute({
        method: 'POST',
        path: '/api/deconfliction/check',
        action: 'deconfliction.answer',
        summary: 'For a partner’s system: which hashed identifiers we hold too',
        body: c.pointerQuestion,
        handle({ scope, db, body, raw }) {
          const key = /^Bearer (\S+)$/i.exec(raw.headers.authorization ?? '')?.[1] ?? '';
          return answerPartner(deps, db, scope.actor.id, key, body.pointers);
        },
      }),
      response: c.pointerAnswer,
    },
  ];
}
