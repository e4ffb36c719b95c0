import type { IncomingHttpHeaders } from 'node:http';
import { type FreeContext, nodeRoute, type Route } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { createDoor, type Provider } from '../providers/admit-provider.ts';
import { ISPWS_PATH } from '../providers/manage-provider.ts';
import { MAX_XML_BYTES, XmlProblem } from '../xml/read-document.ts';
import { IspwsProblem } from './codes.ts';
import { describeFile } from './describe-file.ts';
import { createFinishes } from './finish-report.ts';
import { normaliseReport } from './normalise-report.ts';
import { readNumber } from './own-report.ts';
import { type Part, readBody, readForm } from './read-multipart.ts';
import { readIspwsXml, XSD } from './read-report-xml.ts';
import { retractReport } from './retract-report.ts';
import { createSubmissions } from './submit-report.ts';
import { MAX_UPLOAD_BYTES, uploadFile } from './upload-file.ts';
import { writeDone, writeResponse } from './write-answers.ts';

const ACTION = 'tip.report';
/** Of the form around a file. */
const FORM_BYTES = 64 * 1024;
/** Bytes of uploads held at once, of all providers: what comes beyond waits for its client to try again. */
const UPLOAD_BUDGET = 512 * 1024 * 1024;

interface Call {
  readonly provider: Provider;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Uint8Array>;
  readonly ip: string;
}

/** NCMEC's reporting interface (ISPWS) as its clients speak it. Providers sign in with HTTP Basic on each request. */
export function ispwsRoutes(deps: Deps): readonly Route[] {
  const door = createDoor(deps);
  const submit = createSubmissions(deps);
  const finish = createFinishes(deps);
  let uploading = 0;

  /** Lets a provider in, answers XML, and turns what goes wrong into the interface's codes: HTTP 200 with a code. */
  const serve =
    (answer: (call: Call) => Promise<string> | string, type = 'text/xml; charset=utf-8') =>
    async ({ raw, reply }: FreeContext<undefined, undefined, undefined>): Promise<unknown> => {
      reply.header('request-id', raw.id);
      const provider = await door({ ip: raw.ip, authorization: raw.headers.authorization });
      if (!provider) {
        // What else the client sends is not read.
        reply.header('www-authenticate', 'Basic realm="ispws", charset="UTF-8"').header('connection', 'close');
        return reply.status(401).send();
      }
      const body = (raw.body ?? []) as AsyncIterable<Uint8Array>;
      try {
        return reply.type(type).send(await answer({ provider, headers: raw.headers, body, ip: raw.ip }));
      } catch (error) {
        if (!raw.raw.readableEnded) reply.header('connection', 'close');
        return reply.type('text/xml; charset=utf-8').send(answerTo(deps, error));
      }
    };
  const post = (path: string, summary: string, answer: (call: Call) => Promise<string>): Route =>
    nodeRoute({
      method: 'POST',
      path: `${ISPWS_PATH}${path}`,
      action: ACTION,
      summary: `ISPWS: ${summary}`,
      streamBody: true,
      bodyLimit: MAX_UPLOAD_BYTES + FORM_BYTES,
      handle: serve(answer),
    });

  return [
    nodeRoute({
      method: 'GET',
      path: `${ISPWS_PATH}/status`,
      action: ACTION,
      summary: 'ISPWS: who the caller is',
      handle: serve(({ provider, ip }) =>
        writeResponse('ok', { description: `Remote User : ${provider.username}, Remote Ip : ${ip}` }),
      ),
    }),
    nodeRoute({
      method: 'GET',
      path: `${ISPWS_PATH}/xsd`,
      action: ACTION,
      summary: 'ISPWS: the schema of reports and file details',
      handle: serve(() => XSD),
    }),
    post('/submit', 'open a report', async ({ provider, body }) => {
      if (!provider.isActive) throw new IspwsProblem('noRightToSubmit');
      const raw = await readBody(body, MAX_XML_BYTES);
      const model = normaliseReport(readIspwsXml(raw, 'report'), provider.name);
      return writeResponse('ok', { reportId: await submit(provider, { raw, model }) });
    }),
    post('/upload', 'add a file to a report', async ({ provider, headers, body }) => {
      if (!provider.isActive) throw new IspwsProblem('noRightToSubmit');
      const announced = Math.min(Number(headers['content-length'] ?? MAX_UPLOAD_BYTES) || 0, MAX_UPLOAD_BYTES);
      if (uploading + announced > UPLOAD_BUDGET)
        throw new IspwsProblem('uploadFailed', 'too many uploads at once, try again');
      uploading += announced;
      try {
        const form = await readForm(body, headers['content-type'], announced + FORM_BYTES);
        const file = form.get('file');
        if (!file) throw new IspwsProblem('invalidRequest', 'the form has no part "file"');
        const number = readNumber(idOf(form));
        const done = await uploadFile(deps, provider, { number, fileName: file.fileName, bytes: file.bytes });
        return writeResponse('ok', { reportId: number ?? 0, fileId: done.fileId, hash: done.md5 });
      } finally {
        uploading -= announced;
      }
    }),
    post('/fileinfo', 'say what a file is', async ({ provider, body }) => {
      if (!provider.isActive) throw new IspwsProblem('noRightToSubmit');
      const { number } = await describeFile(deps, provider, await readBody(body, MAX_XML_BYTES));
      return writeResponse('ok', { reportId: number });
    }),
    post('/finish', 'the report is whole', async ({ provider, headers, body }) => {
      const number = readNumber(idOf(await readForm(body, headers['content-type'], FORM_BYTES)));
      if (number === null) throw new IspwsProblem('noReport');
      const done = await finish(provider, number);
      if (done instanceof IspwsProblem) throw done;
      return writeDone(done.number, done.fileIds);
    }),
    post('/retract', 'take a report back that is not finished', async ({ provider, headers, body }) => {
      const number = readNumber(idOf(await readForm(body, headers['content-type'], FORM_BYTES)));
      return writeResponse('ok', { reportId: await retractReport(deps, provider, number) });
    }),
  ];
}

function idOf(form: ReadonlyMap<string, Part>): string {
  const id = form.get('id');
  if (!id) throw new IspwsProblem('invalidRequest', 'the form has no part "id"');
  return Buffer.from(id.bytes).toString('latin1').slice(0, 40);
}

const MALFORMED: ReadonlySet<string> = new Set([
  'tip.xml-malformed',
  'tip.xml-empty',
  'tip.xml-encoding',
  'tip.xml-doctype',
]);

/** Codes of ours as the interface's. What is nobody's fault there is told as a server error, and logged. */
function answerTo(deps: Pick<Deps, 'runtime'>, error: unknown): string {
  if (error instanceof IspwsProblem) return writeResponse(error.code, { description: error.detail });
  if (error instanceof XmlProblem) {
    const where = [error.line > 0 ? `line ${error.line}` : '', error.element === '' ? '' : `element ${error.element}`];
    const said = [...where, error.detail || WORDS[error.code] || ''].filter((one) => one !== '').join(', ');
    return writeResponse(MALFORMED.has(error.code) ? 'malformedXml' : 'invalid', { description: said });
  }
  deps.runtime.log.error({ err: error }, 'ispws: a request failed');
  return writeResponse('serverError');
}

/** For the provider's developers, who read English: the interface has no other language. */
const WORDS: Readonly<Record<string, string>> = {
  'tip.xml-empty': 'the body is empty',
  'tip.xml-too-large': `the document is longer than ${MAX_XML_BYTES} bytes`,
  'tip.xml-encoding': 'the document must be UTF-8',
  'tip.xml-doctype': 'a DOCTYPE is not taken',
  'tip.xml-too-many': 'too many elements',
  'tip.xml-too-deep': 'elements are nested too deep',
};
