import { freeRoute, type Route, route } from '../platform/index.ts';
import { changeCase } from './change-case.ts';
import * as c from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { endDuty, giveDuty, moveDuty } from './duties/duties.ts';
import { offerCase, settleOffer } from './duties/hand-over.ts';
import { seeMentions } from './notes/see-mentions.ts';
import { listColleagues } from './people/colleagues.ts';
import { addPhoto, openPhoto, preparePhoto, removePhoto } from './people/photos.ts';
import { addRelation, removeRelation } from './people/relate-subjects.ts';
import { caseResource, within } from './resources.ts';

const PHOTO_BODY = 17 * 1024 * 1024;

/** What colleagues do on a case: its own words, who is to do what by when, who leads, who is what to whom. */
export function peopleRoutes(deps: CasesDeps): Route[] {
  const change = { action: 'case.change', params: c.idParams, resource: caseResource } as const;
  return [
    route({
      ...change,
      method: 'PATCH',
      path: '/api/cases/:id',
      summary: 'Change what a case says of itself',
      body: c.changeCase,
      response: c.versioned,
      handle: ({ tx, params, body }) => changeCase(deps, tx, params.id, body),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:id/colleagues',
      action: 'case.change',
      summary: 'Colleagues who may see the case',
      params: c.idParams,
      query: c.colleagueQuery,
      response: c.colleagues,
      resource: caseResource,
      handle: ({ tx, params, query }) => listColleagues(deps, tx, params.id, query),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/mentions/seen',
      summary: 'I have read the notes that mention me',
      response: c.seenMentions,
      handle: ({ tx, params }) => seeMentions(deps, tx, params.id),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/duties',
      summary: 'Give a colleague something to do, with a day',
      body: c.addDuty,
      response: c.created,
      successStatus: 201,
      handle: ({ tx, params, body }) => giveDuty(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/duties/:id/change',
      summary: 'Another owner, or another day',
      body: c.changeDuty,
      response: c.versioned,
      resource: within('case_duty'),
      handle: ({ tx, params, body }) => moveDuty(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/duties/:id/finish',
      summary: 'Done, or dropped with the reason',
      body: c.finishDuty,
      response: c.versioned,
      resource: within('case_duty'),
      handle: ({ tx, params, body }) => endDuty(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/hand-over',
      summary: 'Offer the lead of the case to a colleague',
      body: c.offerHandOver,
      response: c.created,
      successStatus: 201,
      handle: ({ tx, params, body }) => offerCase(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/hand-overs/:id/settle',
      summary: 'Accept, decline or take back an offer of the lead',
      body: c.settleHandOver,
      response: c.created,
      resource: within('case_hand_over'),
      handle: ({ tx, params, body }) => settleOffer(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/relations',
      summary: 'Say who is what to whom',
      body: c.addRelation,
      response: c.created,
      successStatus: 201,
      handle: ({ tx, params, body }) => addRelation(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'DELETE',
      path: '/api/relations/:id',
      summary: 'Take a relation back',
      response: c.created,
      resource: within('case_relation'),
      handle: ({ tx, params }) => removeRelation(deps, tx, params.id),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/subjects/:id/photos',
      summary: 'Add a photograph of a subject',
      body: c.addPhoto,
      bodyLimit: PHOTO_BODY,
      response: c.created,
      successStatus: 201,
      resource: within('case_subject'),
      prepare: ({ body }) => preparePhoto(deps, new Uint8Array(Buffer.from(body.data, 'base64'))),
      handle: ({ tx, params, body, prepared }) => addPhoto(deps, tx, params.id, prepared, body),
    }),
    freeRoute({
      method: 'GET',
      path: '/api/photos/:id',
      action: 'case.read',
      summary: 'A photograph of a subject',
      params: c.idParams,
      async handle({ params, scope, reply }) {
        const bytes = await openPhoto(deps, scope, params.id);
        return reply
          .type('image/jpeg')
          .header('cache-control', 'no-store')
          .header('content-security-policy', "default-src 'none'; sandbox")
          .send(Buffer.from(bytes));
      },
    }),
    route({
      ...change,
      method: 'DELETE',
      path: '/api/photos/:id',
      summary: 'Take a photograph back',
      response: c.created,
      resource: within('case_photo'),
      handle: ({ tx, params }) => removePhoto(deps, tx, params.id),
    }),
  ];
}
