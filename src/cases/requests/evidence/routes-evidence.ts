import * as z from 'zod';
import { freeRoute, nodeRoute, notFound, type Resource, type Route, route, type Tx } from '../../../platform/index.ts';
import * as c from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { requestRef, transferRef } from '../../refs.ts';
import { findRequest } from '../../store-requests.ts';
import type { GuestRate } from '../rate.ts';
import { bearerOf } from '../secrets.ts';
import { sendFile } from '../uploads/send-file.ts';
import { findUpload } from '../uploads/upload-store.ts';
import { endTransfer, issueTransfer } from './issue-transfer.ts';
import { openEvidence, Tickets, takeTicket } from './open-evidence.ts';
import { custodyRecord, transferView } from './read-transfer.ts';
import { readByKey, startEvidence } from './send-evidence.ts';
import { findTransfer } from './transfer-store.ts';

type ById = { params: { id: string } };

async function ofRequest(tx: Tx, { params }: ById): Promise<Resource | null> {
  const row = await findRequest(tx, params.id);
  return row && { agency: row.agency, author: row.submitted_by, compartment: row.compartment, state: row.state };
}

async function ofTransfer(tx: Tx, { params }: ById): Promise<Resource | null> {
  const row = await findTransfer(tx, params.id);
  return row && { agency: row.agency, compartment: row.compartment, state: row.state };
}

/** Sealed evidence transfer: keys, what was sent, the chain of custody, and each opening. */
export function evidenceRoutes(deps: CasesDeps, rate: GuestRate): Route[] {
  const tickets = new Tickets();
  const ofFile = async (tx: Tx, { params }: ById): Promise<Resource | null> => {
    const row = await findUpload(tx, params.id);
    return row?.transfer_id ? { agency: row.agency, compartment: row.compartment } : null;
  };
  const end = (path: string, state: 'closed' | 'revoked', summary: string): Route =>
    route({
      method: 'POST',
      path,
      action: 'evidence.issue-key',
      summary,
      params: c.idParams,
      body: c.endTransfer,
      response: c.versioned,
      resource: ofTransfer,
      handle: ({ tx, params, body }) => endTransfer(deps, tx, params.id, body, state),
    });
  return [
    {
      ...freeRoute({
        method: 'POST',
        path: '/api/requests/:id/transfers',
        action: 'evidence.issue-key',
        summary: 'A key for sealed evidence, for an officer confirmed by call-back; told once',
        params: c.idParams,
        body: c.issueTransfer,
        // Not stored for repeats: the key is told once, and nowhere kept.
        handle: ({ scope, db, params, body }) =>
          db.tx(scope, async (tx) => {
            const resource = await ofRequest(tx, { params });
            if (!resource) throw notFound('request');
            deps.access.require(tx, 'evidence.issue-key', resource);
            return issueTransfer(deps, tx, params.id, body);
          }),
      }),
      response: c.transferIssued,
    },
    route({
      method: 'GET',
      path: '/api/requests/:id/transfers',
      action: 'evidence.read',
      summary: 'Sealed evidence of a request, each with its chain of custody',
      params: c.idParams,
      response: z.strictObject({ transfers: z.array(c.transferView) }),
      resource: ofRequest,
      async handle({ tx, params }) {
        const rows = await tx.query<{ id: string }>(
          'SELECT id FROM case_transfer WHERE request_id = $1 ORDER BY created_at, id LIMIT 100',
          [params.id],
        );
        deps.audit.record(tx, { act: 'evidence.listed', entity: requestRef(params.id), body: { shown: rows.length } });
        const transfers = [];
        for (const row of rows) transfers.push(await transferView(deps, tx, row.id));
        return { transfers };
      },
    }),
    route({
      method: 'GET',
      path: '/api/transfers/:id',
      action: 'evidence.read',
      summary: 'A transfer and its chain of custody',
      params: c.idParams,
      response: c.transferView,
      resource: ofTransfer,
      handle: ({ tx, params }) => {
        deps.audit.record(tx, { act: 'evidence.viewed', entity: transferRef(params.id) });
        return transferView(deps, tx, params.id);
      },
    }),
    end('/api/transfers/:id/close', 'closed', 'Nothing more is taken under the key'),
    end('/api/transfers/:id/revoke', 'revoked', 'The key is not to be trusted'),
    route({
      method: 'POST',
      path: '/api/transfers/:id/record',
      action: 'evidence.read',
      summary: 'The chain of custody, signed, for printing or keeping',
      params: c.idParams,
      response: c.custodyRecord,
      resource: ofTransfer,
      handle: ({ tx, params }) => custodyRecord(deps, tx, params.id),
    }),
    {
      ...freeRoute({
        method: 'POST',
        path: '/api/evidence/:id/open',
        action: 'evidence.open',
        summary: 'Open a file, with the reason: a ticket for one download',
        params: c.idParams,
        body: c.openEvidence,
        handle: ({ scope, db, params, body }) =>
          db.tx(scope, async (tx) => {
            const resource = await ofFile(tx, { params });
            if (!resource) throw notFound('evidence');
            deps.access.require(tx, 'evidence.open', resource);
            return openEvidence(deps, tx, tickets, params.id, body.reason);
          }),
      }),
      response: c.evidenceTicket,
    },
    freeRoute({
      method: 'GET',
      path: '/api/evidence/:id/content',
      action: 'evidence.open',
      summary: 'The file itself, for a ticket',
      params: c.idParams,
      query: c.ticketQuery,
      async handle({ scope, db, params, query, reply }) {
        const { row, parts } = await db.tx(scope, (tx) => takeTicket(tx, tickets, params.id, query.ticket));
        return sendFile(deps, reply, row, parts);
      },
    }),
    {
      ...nodeRoute({
        method: 'GET',
        path: '/api/public/evidence',
        action: 'evidence.send',
        summary: 'What was sent under a key',
        handle({ raw }) {
          rate.take(raw.ip, deps.runtime.clock.now());
          return readByKey(deps, bearerOf(raw));
        },
      }),
      response: c.publicTransfer,
    },
    {
      ...nodeRoute({
        method: 'POST',
        path: '/api/public/evidence/files',
        action: 'evidence.send',
        summary: 'Start or resume a file under a key',
        body: c.startEvidence,
        handle({ raw, body }) {
          rate.take(raw.ip, deps.runtime.clock.now());
          return startEvidence(deps, bearerOf(raw), body);
        },
      }),
      response: c.uploadStarted,
    },
  ];
}
