import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaView } from '../identification/contract.ts';
import { createIdentification } from '../identification/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import { createTips, type Tips } from './create-tips.ts';

export interface TipsWorld extends AsyncDisposable {
  readonly us: TestBureau;
  readonly ipsg: TestBureau;
  readonly tips: Tips;
  readonly bureaus: TestBureaus;
  /** The bureau's own address. */
  readonly url: string;
}

/** Washington and Lyon with the rooms of pictures and tips, over real HTTP and a database each. */
export async function tipsWorld(): Promise<TipsWorld> {
  let tips: Tips | undefined;
  const bureaus = await createTestBureaus(['US'], (common) => {
    const identification = createIdentification(common);
    const room = createTips({ ...common, identification });
    if (common.runtime.bureau === 'US') tips = room;
    return [identification.parts, room.parts];
  });
  const us = bureaus.at('US');
  const url = await us.directory.endpoint('US');
  if (!tips || url === null) throw new Error('the bureau did not start');
  return {
    us,
    ipsg: bureaus.at('IPSG'),
    tips,
    bureaus,
    url,
    [Symbol.asyncDispose]: () => bureaus[Symbol.asyncDispose](),
  };
}

export const sample = (name: string): Promise<Buffer> => readFile(join(import.meta.dirname, 'samples', name));

/** An answer of the reporting interface. */
export interface Answer {
  readonly http: number;
  readonly text: string;
  readonly code: number;
  readonly reportId: number;
  readonly fileId: string;
  readonly hash: string;
  readonly requestId: string | null;
}

/** A provider's software: signs in on each call. */
export class Provider {
  readonly #url: string;
  readonly #authorization: string;

  constructor(url: string, username: string, password: string) {
    this.#url = url;
    this.#authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }

  async call(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer> | FormData,
    type?: string,
  ): Promise<Answer> {
    const answer = await fetch(`${this.#url}/ispws${path}`, {
      method,
      headers: { authorization: this.#authorization, ...(type ? { 'content-type': type } : {}) },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    const of = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
    return {
      http: answer.status,
      text,
      code: of('responseCode') === '' ? -1 : Number(of('responseCode')),
      reportId: Number(of('reportId') || -1),
      fileId: of('fileId'),
      hash: of('hash'),
      requestId: answer.headers.get('request-id'),
    };
  }

  submit(xml: string | Uint8Array): Promise<Answer> {
    return this.call('POST', '/submit', typeof xml === 'string' ? xml : new Uint8Array(xml), 'text/xml; charset=utf-8');
  }

  upload(reportId: number, bytes: Uint8Array, name = 'rabbit.png'): Promise<Answer> {
    const form = new FormData();
    form.set('id', String(reportId));
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    return this.call('POST', '/upload', form);
  }

  fileinfo(xml: string): Promise<Answer> {
    return this.call('POST', '/fileinfo', xml, 'text/xml; charset=utf-8');
  }

  /** With the form as multipart, or as a plain form would send it. */
  end(what: 'finish' | 'retract', reportId: number, plain = false): Promise<Answer> {
    if (plain) return this.call('POST', `/${what}`, `id=${reportId}`, 'application/x-www-form-urlencoded');
    const form = new FormData();
    form.set('id', String(reportId));
    return this.call('POST', `/${what}`, form);
  }
}

/** An account made through the API, as an administrator does. */
export async function provider(world: TipsWorld, admin: TestCaller, username: string): Promise<Provider> {
  const made = await admin.ok<{ username: string; password: string }>('POST', '/api/tip-providers', {
    username,
    name: 'Example Chat, Inc.',
  });
  return new Provider(world.url, made.username, made.password);
}

export async function describedFile(reportId: number, fileId: string, viewed: string): Promise<string> {
  return (await sample('file-details.xml'))
    .toString()
    .replace('REPORT', String(reportId))
    .replace('FILE', fileId)
    .replace('VIEWED', viewed);
}

export const rabbit = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '../../examples/rabbit', name));

/** Puts a picture among the pictures and into a series at Lyon; answers once Lyon holds it. */
export async function contribute(caller: TestCaller, bytes: Buffer, seriesLabel: string): Promise<MediaView> {
  const { id } = await caller.ok<{ id: string }>('POST', '/api/media', { data: bytes.toString('base64') });
  const handling = { purpose: 'Identification of the child' };
  await caller.ok('POST', `/api/media/${id}/contribute`, { deposit: false, handling, seriesLabel });
  const read = (): Promise<MediaView> => caller.ok<MediaView>('GET', `/api/media/${id}`);
  await until(async () => (await read()).contribution === 'held');
  return read();
}
