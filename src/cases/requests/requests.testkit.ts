import { createHash, randomBytes } from 'node:crypto';
import type { TestBureau, TestCaller } from '../../testing/bureaus.ts';
import { CRITERIA } from '../contract.ts';

export const ORI = 'DCHSI9900';
export const DIRECTORY_NUMBER = '+12025550110';
export const CRITERIA_MET = CRITERIA.map((code) => ({ code, answer: 'met' }));

/** A request as an agency sends it; invented people, numbers kept for fiction. */
export function asked(changes: object = {}): Record<string, unknown> {
  return {
    agency: ORI,
    officer: { name: 'Olive Officer', phone: '+1 555 555 0199', email: 'olive@dchsi9900.example.org' },
    offence: 'csam',
    wanted: ['identify-victim'],
    countries: ['NL'],
    urgency: 'urgent',
    legalBasis: 'Search warrant of the district court',
    purpose: 'To identify a child',
    summary: 'A seized device holds pictures of an unknown child.',
    persons: [],
    ...changes,
  };
}

export const newToken = (): string => randomBytes(32).toString('base64url');
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads answers of many shapes
  readonly body: any;
  readonly codes: string[];
}

/** A call by somebody without an account, with the secret of a link or key. */
export async function guest(
  bureau: TestBureau,
  method: string,
  path: string,
  options: { token?: string; body?: object; bytes?: Uint8Array; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { token, body, bytes, headers } = options;
  const answer = await fetch(bureau.url + path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(bytes ? { 'content-type': 'application/offset+octet-stream' } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : bytes ? { body: new Uint8Array(bytes) } : {}),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
  const read = isJson ? JSON.parse(text) : null;
  const codes = ((read?.errors ?? []) as { code: string }[]).map((error) => error.code);
  return { status: answer.status, headers: answer.headers, text, body: read, codes };
}

export const patch = (
  bureau: TestBureau,
  id: string,
  token: string,
  offset: number,
  bytes: Uint8Array,
): Promise<Answer> =>
  guest(bureau, 'PATCH', `/api/uploads/${id}`, { token, bytes, headers: { 'upload-offset': String(offset) } });

/** Submitted by an officer and confirmed by a call to the directory's number. */
export async function confirmed(
  officer: TestCaller,
  analyst: TestCaller,
  changes: object = {},
): Promise<{ id: string; number: string; version: number }> {
  const made = await officer.ok<{ id: string; number: string }>('POST', '/api/requests', asked(changes));
  const { version } = await analyst.ok<{ version: number }>('POST', `/api/requests/${made.id}/call-back`, {
    version: 1,
    numberDialled: DIRECTORY_NUMBER,
    confirmedBy: 'Duty desk',
    result: 'confirmed',
  });
  return { ...made, version };
}

/** The same, taken on as a case. */
export async function acceptedCase(
  officer: TestCaller,
  analyst: TestCaller,
  changes: object = {},
): Promise<{ caseId: string; caseNumber: string; requestId: string }> {
  const { id, version } = await confirmed(officer, analyst, changes);
  const body = { version, title: 'A case', criteria: CRITERIA_MET };
  return {
    ...(await analyst.ok<{ caseId: string; caseNumber: string }>('POST', `/api/requests/${id}/accept`, body)),
    requestId: id,
  };
}
