import { once } from 'node:events';
import { hashVideo, takeStill } from '../video/hash-video.ts';
import { ffmpegVersion } from '../video/run-ffmpeg.ts';
import { FileHasher, hashPixels } from './hash-file.ts';
import { BEAT_MS, MAX_PIXELS } from './limits.ts';
import { NamelessFile } from './nameless-file.ts';
import { DecodeProblem } from './problem.ts';
import { libraryVersions, readPixels } from './read-pixels.ts';
import { cut, render, renderPixels } from './render.ts';
import { scanFile } from './scan-file.ts';
import { isVideo, type PictureType, SNIFF_BYTES, sniff, type VideoType } from './sniff.ts';
import type { HashedFile, Message, TaskName, Tasks } from './tasks.ts';

/*
 * A decoder process: one task at a time, told by IPC, the file's bytes by standard input. It is started by `pool.ts` within
 * limits, holds no key, no connection and no environment, and ends with its owner.
 */

type Handlers = { [K in TaskName]: (give: Tasks[K]['give']) => Promise<Tasks[K]['get']> };

const handlers: Handlers = {
  async hash({ size }) {
    const input = await receive(size);
    try {
      return await hash(input);
    } finally {
      input.video?.file.close();
    }
  },
  async render({ size, mode, stillMs }) {
    const { whole, video } = await receive(size);
    try {
      if (!video) return await render(whole, mode);
      const { picture, ...full } = await takeStill(video.file.fd, video.type, stillMs);
      return { ...(await renderPixels(picture, mode)), ...full };
    } finally {
      video?.file.close();
    }
  },
  async cut({ size, crop }) {
    const { whole, video } = await receive(size);
    video?.file.close();
    if (video) throw new DecodeProblem('media.no-crop-of-video');
    return cut(whole, crop);
  },
  scan: ({ path, decodes }) => beating(() => scanFile(path, decodes, beat)),
  versions: async () => ({ node: process.versions.node, ...libraryVersions(), ffmpeg: await ffmpegVersion() }),
};

interface Received {
  /** Empty when it is a video, which lies in a file that has no name. */
  readonly whole: Uint8Array;
  readonly type: PictureType | VideoType | null;
  readonly video: { readonly file: NamelessFile; readonly type: VideoType } | null;
  readonly hasher: FileHasher;
}

async function hash({ whole, type, video, hasher }: Received): Promise<HashedFile> {
  if (type === null) throw new DecodeProblem('media.type-unknown');
  if (video) {
    const { fd } = video.file;
    const seen = await beating(() => hashVideo(fd, video.type));
    const { frames, still, width, height, durationMs, exifOrientation } = seen;
    const { at: stillMs, ...hashes } = still;
    return {
      ...{ type, width, height, exifOrientation, ...hasher.done(), ...hashes },
      video: { durationMs, stillMs, frames },
    };
  }
  if (isVideo(type)) throw new DecodeProblem('media.type-unknown');
  const { picture, exifOrientation } = await readPixels(whole, type, MAX_PIXELS);
  const { width, height } = picture;
  return { type, width, height, exifOrientation, ...hasher.done(), ...hashPixels(picture), video: null };
}

/** Takes the task's bytes, all of them, before anything can go wrong: the next task's follow in the same pipe. */
async function receive(size: number): Promise<Received> {
  const hasher = new FileHasher();
  const first = await take(Math.min(size, SNIFF_BYTES));
  const type = sniff(first);
  if (type !== null && isVideo(type)) {
    const file = new NamelessFile();
    hasher.add(first);
    file.add(first);
    for (let at = first.length; at < size; ) {
      const chunk = await take(Math.min(size - at, 1 << 20));
      hasher.add(chunk);
      file.add(chunk);
      at += chunk.length;
    }
    return { whole: new Uint8Array(0), type, video: { file, type }, hasher };
  }
  const whole = Buffer.concat([first, await take(size - first.length)]);
  return { whole, type, video: null, hasher: hasher.add(whole) };
}

async function take(size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size);
  for (let at = 0; at < size; ) {
    const chunk = process.stdin.read(Math.min(size - at, Math.max(process.stdin.readableLength, 1))) as Buffer | null;
    if (chunk === null) await once(process.stdin, 'readable');
    else at += chunk.copy(bytes, at);
  }
  return bytes;
}

/** Tells its owner that it lives, while another program works for it; that program has a time limit of its own. */
async function beating<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(beat, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

function beat(): void {
  send({ beat: true });
}

function send(message: Message): void {
  process.send?.(message);
}

process.on('message', (task: { name: TaskName; give: never }) => {
  handlers[task.name](task.give).then(
    (value) => send({ value }),
    (error: unknown) => {
      const problem = error instanceof DecodeProblem ? error : new DecodeProblem('media.not-readable');
      send({ problem: problem.params ? { code: problem.code, params: problem.params } : { code: problem.code } });
    },
  );
});
// Its owner is gone: nothing here is worth finishing.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Its owner ends it; a terminal's Ctrl-C reaches the whole group.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
send({ ready: true });
