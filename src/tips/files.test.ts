import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestCaller, until } from '../testing/bureaus.ts';
import type { TipFile, TipSummary, TipView } from './contract.ts';
import {
  contribute,
  describedFile,
  type Provider,
  provider,
  rabbit,
  sample,
  type TipsWorld,
  tipsWorld,
} from './tips.testkit.ts';

let world: TipsWorld;
let analyst: TestCaller;
let chat: Provider;
let report: string;
let picture: Buffer;

beforeAll(async () => {
  world = await tipsWorld();
  const admin = await world.us.signIn({ roles: ['administrator'] });
  analyst = await world.us.signIn({ roles: ['analyst'] });
  chat = await provider(world, admin, 'example-chat');
  report = (await sample('report.xml')).toString();
  picture = await rabbit('room-1.jpg');
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** A finished report with one file. */
async function tipWith(bytes: Buffer, viewed: string | null): Promise<string> {
  const { reportId } = await chat.submit(report);
  const { fileId } = await chat.upload(reportId, bytes);
  if (viewed) await chat.fileinfo(await describedFile(reportId, fileId, viewed));
  expect((await chat.end('finish', reportId)).code).toBe(0);
  const { items } = await analyst.ok<{ items: TipSummary[] }>('GET', `/api/tips?number=${reportId}`);
  return items[0]?.id ?? '';
}

const read = (id: string): Promise<TipView> => analyst.ok<TipView>('GET', `/api/tips/${id}`);

/** The report's file, once it is as far as said. */
async function fileOf(tip: string, isSo: (file: TipFile) => boolean): Promise<TipFile> {
  let file: TipFile | undefined;
  await until(async () => {
    [file] = (await read(tip)).fileList;
    return file !== undefined && isSo(file);
  });
  return file as TipFile;
}

describe('a file of a report', () => {
  it('is looked up by its hashes here and at Lyon, and not decoded while nobody may', async () => {
    const held = await contribute(analyst, picture, 'Blue Room');
    for (const viewed of ['false', null]) {
      const tip = await tipWith(picture, viewed);
      const file = await fileOf(tip, (one) => one.lyon.length > 0);
      expect(file).toMatchObject({
        viewed: viewed === 'false' ? 'no' : 'unknown',
        mayOpen: false,
        lookedUp: 'by-hash',
        mediaId: null,
        sha256: held.sha256,
      });
      expect(file.found).toMatchObject([{ kind: 'media', by: 'md5', id: held.id }]);
      expect(file.lyon).toMatchObject([{ kind: 'exact', seriesLabel: 'Blue Room', seriesId: held.seriesId }]);
      const refused = await analyst.no('POST', `/api/tip-files/${file.id}/open`, { reason: 'To see it' });
      expect(refused.codes).toEqual(['tip.file-needs-authority']);
    }
  });

  it('is opened under recorded authority, of its kind and circuit, and not after it was withdrawn', async () => {
    const other = await rabbit('room-2.jpg');
    const tip = await tipWith(other, 'false');
    const waiting = await fileOf(tip, (one) => one.lookedUp === 'by-hash');
    const body = { fileId: waiting.id, kind: 'search-warrant', circuit: '9', reference: '26-mj-0001' };
    expect((await analyst.no('POST', `/api/tips/${tip}/authorities`, { ...body, circuit: '99' })).status).toBe(400);
    const { id: authority } = await analyst.ok<{ id: string }>('POST', `/api/tips/${tip}/authorities`, body);
    const file = await fileOf(tip, (one) => one.mediaId !== null);
    expect(file).toMatchObject({ mayOpen: true, lookedUp: 'whole' });
    const opened = await analyst.ok<{ mediaId: string }>('POST', `/api/tip-files/${file.id}/open`, {
      reason: 'To identify the child',
    });
    expect(opened.mediaId).toBe(file.mediaId);
    // What is shown then is a view as of any picture: granted, grey, counted.
    const view = await analyst.ok<{ mode: string }>('POST', `/api/media/${opened.mediaId}/reveal`, {
      reason: 'To identify the child',
    });
    expect(view.mode).toBe('blurred-grey');
    await analyst.ok('POST', `/api/tips/${tip}/authorities/${authority}/withdraw`, {
      reason: 'The warrant was quashed',
    });
    expect((await analyst.no('POST', `/api/tip-files/${file.id}/open`, { reason: 'Again' })).codes).toEqual([
      'tip.file-needs-authority',
    ]);
    expect(
      (await analyst.no('POST', `/api/tips/${tip}/authorities/${authority}/withdraw`, { reason: 'x' })).codes,
    ).toEqual(['tip.authority-over']);
    const { entries } = await analyst.ok<{ entries: { act: string }[] }>('GET', `/api/tips/${tip}/timeline?limit=200`);
    expect(entries.map((one) => one.act)).toEqual(
      expect.arrayContaining([
        'tip.authority-recorded',
        'tip.file-decoded',
        'tip.file-opened',
        'tip.authority-withdrawn',
      ]),
    );
  });

  it('that the provider looked at is decoded, and a copy of it is found at Lyon by what it shows', async () => {
    const { default: sharp } = await import('sharp');
    const copy = await sharp(picture).resize({ width: 500 }).png().toBuffer();
    const tip = await tipWith(copy, 'true');
    const file = await fileOf(tip, (one) => one.lyon.length > 0);
    expect(file).toMatchObject({ viewed: 'yes', mayOpen: true, lookedUp: 'whole', found: [] });
    expect(file.lyon[0]).toMatchObject({ kind: 'near', seriesLabel: 'Blue Room' });
  });

  it('that cannot be decoded says why, and holds nothing up', async () => {
    const tip = await tipWith(Buffer.concat([picture.subarray(0, 400), Buffer.from('<html>PK\x03\x04')]), 'true');
    const text = await tipWith(Buffer.from('<html><script>alert(1)</script>'), 'true');
    expect((await fileOf(tip, (one) => one.decodeCode !== null)).decodeCode).toMatch(/^media\./);
    expect((await fileOf(text, (one) => one.decodeCode !== null)).decodeCode).toBe('media.type-unknown');
    expect((await world.us.conservation()).items.find((one) => one.item === 'tip')?.differences).toEqual([]);
  });
});
