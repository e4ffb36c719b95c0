import { type Resource, type Route, route, systemScope, type Tx } from '../../../platform/index.ts';
import * as c from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef } from '../../refs.ts';
import { findCase } from '../../store-cases.ts';
import { flagAnswer } from './flag-answer.ts';
import { type AnswerRow, findAnswer, proposeAnswer } from './propose-answer.ts';
import { answersOf, reviewAnswer } from './review-answer.ts';

type ById = { params: { id: string } };

async function ofCase(tx: Tx, { params }: ById): Promise<Resource | null> {
  const row = await findCase(tx, params.id);
  return row && { agency: row.agency, owner: row.lead, compartment: row.compartment, state: row.state };
}

/** The answer to a bureau: drafted, reviewed by another, sent. */
export function answerRoutes(deps: CasesDeps): Route[] {
  /** Looks behind the seal, so in a transaction of its own and in the system's name, before the reader's. */
  const flagsOf = async (sql: string, id: string): Promise<Map<string, c.AnswerView['flags']>> => {
    const rows = await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => tx.query<AnswerRow>(sql, [id]));
    const found = new Map<string, c.AnswerView['flags']>();
    for (const row of rows) found.set(row.id, await flagAnswer(deps, row.case_id, row.text));
    return found;
  };
  return [
    route({
      method: 'POST',
      path: '/api/cases/:id/answer',
      action: 'case.change',
      summary: 'Draft the answer to the bureau whose request this case is; another person releases it',
      params: c.idParams,
      body: c.answerBureau,
      response: c.versioned,
      resource: ofCase,
      handle: ({ tx, params, body }) => proposeAnswer(deps, tx, params.id, body),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:id/answers',
      action: 'case.read',
      summary: 'Drafts of the answer, and what became of them',
      params: c.idParams,
      response: c.answersView,
      resource: ofCase,
      prepare: ({ params }) =>
        flagsOf("SELECT * FROM case_answer WHERE case_id = $1 AND state = 'proposed'", params.id),
      async handle({ tx, params, prepared }) {
        deps.audit.record(tx, { act: 'case.viewed', entity: caseRef(params.id) });
        return { answers: await answersOf(deps, tx, params.id, (row) => prepared.get(row.id) ?? []) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/answers/:id/review',
      action: 'answer.review',
      summary: 'Disclosure review, by another person than the drafter: release or return',
      params: c.idParams,
      body: c.reviewAnswer,
      response: c.versioned,
      async resource(tx, { params }) {
        const answer = await findAnswer(tx, params.id);
        return answer && { author: answer.drafted_by, compartment: answer.compartment, state: answer.state };
      },
      prepare: ({ params }) => flagsOf('SELECT * FROM case_answer WHERE id = $1', params.id),
      handle: ({ tx, params, body, prepared }) =>
        reviewAnswer(deps, tx, params.id, body, prepared.get(params.id) ?? []),
    }),
  ];
}
