import {
  type MessageHandler,
  messageHandler,
  notFound,
  type RequestHandler,
  type Route,
  requestHandler,
  route,
} from '../../platform/index.ts';
import * as c from '../contract.ts';
import type { Deps } from '../deps.ts';
import { paged } from '../pages.ts';
import { decideFile, giveFilePart, noteFileReceived, receiveFileRequest } from './answer-file.ts';
import { askFile, takeFileAnswer, takeFileLapse } from './ask-file.ts';
import { fileView, findFile, listFiles } from './store-files.ts';
import * as wire from './wire-files.ts';

/** A file that stayed with its owner, asked for with a purpose. */
export function fileRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/file-requests',
      action: 'file-request.ask',
      summary: 'Ask the bureau that owns a picture for the file, with a purpose',
      body: c.askFile,
      response: c.versioned,
      successStatus: 202,
      handle: ({ tx, body }) => askFile(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/file-requests',
      action: 'file-request.read',
      summary: 'Files asked for here, and files other bureaus ask of this one',
      query: c.fileRequestFilter,
      response: c.fileRequestPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listFiles(tx, page),
          (row) => row.at,
          fileView,
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/file-requests/:id',
      action: 'file-request.read',
      summary: 'One request for a file',
      params: c.idParams,
      response: c.fileRequestView,
      async handle({ tx, params }) {
        const row = await findFile(tx, params.id);
        if (!row) throw notFound('file-request');
        return fileView(row);
      },
    }),
    route({
      method: 'POST',
      path: '/api/file-requests/:id/decision',
      action: 'file-request.decide',
      summary: 'The owner’s yes or no, with a reason',
      params: c.idParams,
      body: c.decideFile,
      response: c.versioned,
      handle: ({ tx, params, body }) => decideFile(deps, tx, { ...params, ...body }),
    }),
  ];
}

export function fileMessages(deps: Deps): readonly MessageHandler[] {
  return [
    messageHandler<wire.FileRequest>({
      kind: 'identification.file-request',
      schema: wire.fileRequest,
      handle: (tx, { from, body }) => receiveFileRequest(deps, tx, from, body),
    }),
    messageHandler<wire.FileAnswer>({
      kind: 'identification.file-answer',
      schema: wire.fileAnswer,
      handle: (tx, { from, body }) => takeFileAnswer(deps, tx, from, body),
    }),
    messageHandler<{ id: string }>({
      kind: 'identification.file-received',
      schema: wire.fileReceived,
      handle: (tx, { from, body }) => noteFileReceived(deps, tx, from, body.id),
    }),
    messageHandler<{ id: string }>({
      kind: 'identification.file-lapsed',
      schema: wire.fileLapsed,
      handle: (tx, { from, body }) => takeFileLapse(deps, tx, from, body.id),
    }),
  ];
}

export function fileRequests(deps: Deps): readonly RequestHandler[] {
  return [
    requestHandler<wire.FilePart, unknown>({
      path: 'identification/file-part',
      schema: wire.filePart,
      handle: (tx, request) => giveFilePart(deps, tx, request),
    }),
  ];
}
