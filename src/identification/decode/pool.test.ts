import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, hammingDistance, pdqDihedral, toHex } from '../../imagehash/index.ts';
import { MEMORY_BYTES } from './limits.ts';
import { DecodePool } from './pool.ts';
import { sniff } from './sniff.ts';

const pool = new DecodePool(2);
let room: Buffer;
beforeAll(async () => {
  room = await readFile(join(import.meta.dirname, '../../../examples/rabbit/room-1.jpg'));
});
afterAll(() => pool.close());

const hash = (bytes: Uint8Array) => pool.run('hash', { size: bytes.length }, { bytes });
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

describe('the decoder processes', () => {
  it('hash as one would in this process', async () => {
    const { data, info } = await sharp(room).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    const { hashes, quality } = pdqDihedral({ width: info.width, height: info.height, channels: 3, data });
    expect(await hash(room)).toMatchObject({ pdq: toHex(hashes.original), quality, type: 'image/jpeg' });
  });

  it('read the other types that pictures come in', async () => {
    const { pdq } = await hash(room);
    const away = async (bytes: Uint8Array, type: string): Promise<number> => {
      const other = await hash(bytes);
      expect(other.type).toBe(type);
      return hammingDistance(fromHex(pdq), fromHex(other.pdq));
    };
    const picture = sharp(room).resize(512);
    expect(await away(await picture.clone().gif().toBuffer(), 'image/gif')).toBeLessThanOrEqual(31);
    expect(await away(await picture.clone().tiff().toBuffer(), 'image/tiff')).toBeLessThanOrEqual(31);
    expect(await away(await picture.clone().avif({ effort: 0 }).toBuffer(), 'image/avif')).toBeLessThanOrEqual(31);
    const { data, info } = await picture.clone().raw().toBuffer({ resolveWithObject: true });
    expect(await away(bitmap(data, info.width, info.height), 'image/bmp')).toBeLessThanOrEqual(31);
  });

  it('refuse what is hostile, and go on', async () => {
    const svg = Buffer.from('GIF89a<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>');
    expect(sniff(svg)).toBe('image/gif');
    expect(await codeOf(hash(svg))).toBe('media.not-readable');
    // A bitmap that claims 2 gigapixels.
    const claims = bitmap(Buffer.alloc(3), 1, 1);
    claims.writeInt32LE(46_000, 18);
    claims.writeInt32LE(46_000, 22);
    expect(await codeOf(hash(claims))).toBe('media.too-many-pixels');
    expect(await codeOf(hash(Buffer.alloc(0)))).toBe('media.type-unknown');
    for (let at = 2; at < 600; at += 37) {
      expect(await codeOf(hash(room.subarray(0, at)))).toMatch(/^media\.(not-readable|type-unknown)$/);
    }
    expect((await hash(room)).quality).toBeGreaterThan(49);
  });

  it('are killed when they take too long, or die: it costs that file alone', async () => {
    const own = new DecodePool(1);
    const slow = own.run('hash', { size: room.length + 1 }, { bytes: room, silenceMs: 400 });
    const next = own.run('hash', { size: room.length }, { bytes: room });
    expect(await codeOf(slow)).toBe('media.decode-timeout');
    expect((await next).type).toBe('image/jpeg');
    const dying = own.run('hash', { size: room.length + 1 }, { bytes: room });
    for (const pid of own.pids) process.kill(pid, 'SIGKILL');
    expect(await codeOf(dying)).toBe('media.decoder-died');
    expect((await own.run('hash', { size: room.length }, { bytes: room })).type).toBe('image/jpeg');
    own.close();
  });

  it.runIf(process.platform === 'linux')('run within limits and hold nothing of ours', async () => {
    await hash(room);
    const [pid] = pool.pids;
    const limits = await readFile(`/proc/${pid}/limits`, 'utf8');
    expect(limits).toMatch(new RegExp(`Max data size +${MEMORY_BYTES} `));
    expect(limits).toMatch(/Max core file size +0 /);
    const environ = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').map((one) => one.split('=')[0]);
    expect(environ.filter((name) => name?.startsWith('HOMEWARD') || name === 'HOME')).toEqual([]);
  });
});

/** A Windows bitmap of 24 bits, bottom up. */
function bitmap(rgb: Buffer, width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const out = Buffer.alloc(54 + stride * height);
  out.write('BM');
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(height, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3;
      const to = 54 + stride * (height - 1 - y) + x * 3;
      for (let c = 0; c < 3; c++) out[to + c] = rgb[from + 2 - c] ?? 0;
    }
  }
  return out;
}
