import { notFound, type Route, route } from '../platform/index.ts';
import { askBureaus, supplementAsk, withdrawAsk } from './ask-bureaus.ts';
import { addSubject, changeSubject } from './change-subject.ts';
import { type ClosingCheck, closeCase, reviewCase } from './close-case.ts';
import * as c from './contract.ts';
import type { CasesDeps } from './deps.ts';
import type { Resolve } from './graph/resolve.ts';
import { linkThing } from './links/link-things.ts';
import { listCases } from './list-cases.ts';
import { familyOf } from './merge/survivor.ts';
import { addNote } from './notes/add-note.ts';
import { openCase } from './open-case.ts';
import { readTimeline } from './read-timeline.ts';
import { recordOutcome } from './record-outcome.ts';
import { caseRef, subjectRef } from './refs.ts';
import { reportOutcome } from './report-outcome.ts';
import { caseResource as resource, within } from './resources.ts';
import { findSubject } from './store-cases.ts';
import { readIdentity, VICTIM_IDENTITY } from './store-identity.ts';
import { finishTask, taskAgency } from './task-agency.ts';
import { caseView } from './view-case.ts';
import { askView } from './views.ts';

export function caseRoutes(deps: CasesDeps, checks: readonly ClosingCheck[], resolve: Resolve): Route[] {
  const change = { action: 'case.change', params: c.idParams, resource } as const;
  return [
    route({
      method: 'POST',
      path: '/api/cases',
      action: 'case.open',
      summary: 'Open a case of the bureau’s own',
      body: c.openCase,
      response: c.created.extend({ number: c.caseSummary.shape.number }),
      successStatus: 201,
      handle: ({ tx, body }) => openCase(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/cases',
      action: 'case.read',
      summary: 'Cases, newest first',
      query: c.caseQuery,
      response: c.casePage,
      handle: async ({ tx, query }) => {
        const page = await listCases(tx, query);
        deps.audit.record(tx, {
          act: 'case.listed',
          entity: { kind: 'list', id: 'cases' },
          body: { shown: page.items.length },
        });
        return page;
      },
    }),
    route({
      method: 'GET',
      path: '/api/cases/:id',
      action: 'case.read',
      summary: 'A case',
      params: c.idParams,
      response: c.caseView,
      resource,
      handle: ({ tx, params }) => {
        deps.audit.record(tx, { act: 'case.viewed', entity: caseRef(params.id) });
        return caseView(deps, tx, params.id, resolve);
      },
    }),
    route({
      method: 'GET',
      path: '/api/cases/:id/timeline',
      action: 'case.read',
      summary: 'The ledger of the case, read aloud',
      params: c.idParams,
      query: c.timelineQuery,
      response: c.timeline,
      resource,
      handle: async ({ tx, params, query }) => {
        deps.audit.record(tx, { act: 'case.timeline-viewed', entity: caseRef(params.id) });
        const family = await familyOf(tx, params.id);
        return readTimeline(deps, tx, family.map(caseRef), query);
      },
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/subjects',
      summary: 'Add a subject',
      body: c.addSubject,
      response: c.created,
      successStatus: 201,
      handle: ({ tx, params, body }) => addSubject(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'PATCH',
      path: '/api/subjects/:id',
      summary: 'Change a subject',
      body: c.changeSubject,
      response: c.versioned,
      resource: within('case_subject'),
      handle: ({ tx, params, body }) => changeSubject(deps, tx, params.id, body),
    }),
    route({
      method: 'GET',
      path: '/api/subjects/:id/identity',
      action: 'subject.read-identity',
      summary: 'A victim’s sealed names and documents',
      params: c.idParams,
      response: c.subjectIdentity,
      resource: async (tx, { params }) => {
        const row = await findSubject(tx, params.id);
        return row && { compartment: VICTIM_IDENTITY };
      },
      handle: async ({ tx, params }) => {
        const identity = await readIdentity(tx, params.id);
        const row = await findSubject(tx, params.id);
        if (!identity || !row) throw notFound('identity');
        deps.audit.record(tx, {
          act: 'subject.identity-viewed',
          entity: subjectRef(params.id),
          about: [caseRef(row.case_id)],
        });
        return { id: params.id, ...identity };
      },
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/notes',
      summary: 'Add a note',
      body: c.addNote,
      response: c.created,
      successStatus: 201,
      handle: ({ tx, params, body }) => addNote(deps, tx, params.id, body.text, body.mentions),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/links',
      summary: 'Link a thing to the case',
      body: c.addLink,
      response: c.created,
      handle: async ({ tx, params, body }) => {
        await linkThing(deps, tx, params.id, body.ref, body.label);
        return { id: params.id };
      },
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/outcomes',
      summary: 'Record an outcome',
      body: c.recordOutcome,
      response: c.created,
      successStatus: 201,
      handle: ({ tx, params, body }) => recordOutcome(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/report-outcome',
      summary: 'Tell another bureau an outcome, for its case',
      body: c.reportOutcome,
      response: c.created,
      successStatus: 202,
      handle: ({ tx, params, body }) => reportOutcome(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/asks',
      summary: 'Ask other bureaus for assistance',
      body: c.askBureaus,
      response: c.askResult,
      successStatus: 202,
      handle: async ({ tx, params, body }) => {
        const { asks, stripped } = await askBureaus(deps, tx, params.id, body);
        return { asks: asks.map(askView), stripped };
      },
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/asks/:id/supplement',
      summary: 'Send what a bureau asked for when it returned our request',
      body: c.supplementAsk,
      response: c.askView,
      resource: within('case_ask'),
      handle: async ({ tx, params, body }) => askView(await supplementAsk(deps, tx, params.id, body.text)),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/asks/:id/withdraw',
      summary: 'Stop waiting for an answer, with the reason',
      body: c.withdrawAsk,
      response: c.askView,
      resource: within('case_ask'),
      handle: async ({ tx, params, body }) => askView(await withdrawAsk(deps, tx, params.id, body.reason)),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/tasks',
      summary: 'Task an agency, with a deadline',
      body: c.taskAgency,
      response: c.created,
      successStatus: 201,
      handle: ({ tx, params, body }) => taskAgency(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/tasks/:id/finish',
      summary: 'Record what the agency did',
      body: c.finishTask,
      response: c.created,
      resource: within('case_task'),
      handle: ({ tx, params, body }) => finishTask(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/review',
      summary: 'Record a review and the next date',
      body: c.reviewCase,
      response: c.versioned,
      handle: ({ tx, params, body }) => reviewCase(deps, tx, params.id, body),
    }),
    route({
      ...change,
      method: 'POST',
      path: '/api/cases/:id/close',
      action: 'case.close',
      summary: 'Close: with an outcome, and with nothing owed',
      body: c.closeCase,
      response: c.versioned,
      handle: ({ tx, params, body }) => closeCase(deps, tx, params.id, body, checks),
    }),
  ];
}
