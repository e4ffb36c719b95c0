import type { Readable } from 'node:stream';
import type { Picture } from '../../imagehash/index.ts';

const HEADER = /^P6\s(\d{1,5})\s(\d{1,5})\s255\s/;

/** Pictures as ffmpeg writes them one after another (binary PPM); one cut short at the end is left out. */
export async function* readPpm(stream: Readable): AsyncGenerator<Picture> {
  let chunks: Buffer[] = [];
  let have = 0;
  let needed = 24;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    have += chunk.length;
    while (have >= needed) {
      let all = Buffer.concat(chunks);
      const header = HEADER.exec(all.toString('latin1', 0, 24));
      if (!header) return;
      const [width, height] = [Number(header[1]), Number(header[2])];
      const end = header[0].length + width * height * 3;
      if (have < end) {
        chunks = [all];
        needed = end;
        break;
      }
      yield { width, height, channels: 3, data: all.subarray(header[0].length, end) };
      all = all.subarray(end);
      chunks = [all];
      have = all.length;
      needed = 24;
    }
  }
}
