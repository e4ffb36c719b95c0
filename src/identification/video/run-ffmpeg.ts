import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { DecodeProblem } from '../decode/problem.ts';
import type { VideoType } from '../decode/sniff.ts';

/** The demuxer of each type, named, so that ffmpeg does not guess: a guess may read playlists and other files. */
const DEMUXERS: Readonly<Record<VideoType, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/3gpp': 'mov',
  'video/webm': 'matroska',
  'video/x-matroska': 'matroska',
  'video/x-msvideo': 'avi',
  'video/mpeg': 'mpeg',
  'video/mp2t': 'mpegts',
  'video/x-flv': 'flv',
  'video/x-ms-wmv': 'asf',
};
const DECODERS =
  'h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,mpeg4,msmpeg4v1,msmpeg4v2,msmpeg4,mpeg1video,mpeg2video,' +
  'h261,h263,h263p,flv,vp6,vp6f,wmv1,wmv2,wmv3,vc1,mjpeg,prores,theora,dvvideo,svq1,svq3,cinepak,rawvideo';
const MAX_PIXELS = 36_000_000;
const CPU_SECONDS = 120;

/** Before `-i`: one local file, one demuxer, known decoders, no network, no other file. */
function input(type: VideoType): string[] {
  return [
    ...['-protocol_whitelist', 'file', '-f', DEMUXERS[type], '-codec_whitelist', DECODERS],
    ...['-max_pixels', String(MAX_PIXELS), '-probesize', '8M', '-analyzeduration', '10M'],
  ];
}

export interface Facts {
  readonly width: number;
  readonly height: number;
  /** Null: the file does not say. */
  readonly durationMs: number | null;
  /** How the stored frames are turned for display, as EXIF numbers it: 1, 6, 3 or 8. */
  readonly exifOrientation: number;
}

interface Probed {
  readonly streams?: readonly {
    readonly width?: number;
    readonly height?: number;
    readonly duration?: string;
    readonly side_data_list?: readonly { readonly rotation?: number }[];
  }[];
  readonly format?: { readonly duration?: string };
}

/** @throws DecodeProblem `video.ffmpeg-missing`, `media.not-readable`, `media.too-many-pixels` */
export async function probe(fd: number, type: VideoType): Promise<Facts> {
  const child = start('ffprobe', fd, [
    ...['-v', 'error', '-print_format', 'json', '-select_streams', 'v:0'],
    ...['-show_entries', 'stream=width,height,duration:stream_side_data=rotation:format=duration'],
    ...[...input(type), '-i', '/dev/fd/3'],
  ]);
  let text = '';
  for await (const chunk of child.out) {
    text += chunk;
    if (text.length > 1_000_000) throw new DecodeProblem('media.not-readable');
  }
  await child.ended;
  const probed = read(text);
  const [stream] = probed.streams ?? [];
  const { width = 0, height = 0 } = stream ?? {};
  if (width < 1 || height < 1) throw new DecodeProblem('media.not-readable');
  if (width * height > MAX_PIXELS) throw new DecodeProblem('media.too-many-pixels', { limit: MAX_PIXELS });
  const seconds = Number(stream?.duration ?? probed.format?.duration);
  const rotation = stream?.side_data_list?.find((one) => one.rotation !== undefined)?.rotation ?? 0;
  return {
    width,
    height,
    durationMs: Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.round(seconds * 1_000), 2 ** 31 - 1) : null,
    exifOrientation: { 0: 1, 270: 6, 180: 3, 90: 8 }[((rotation % 360) + 360) % 360] ?? 1,
  };
}

/** Null: ffmpeg is not installed, and videos are compared by their file hashes alone. */
export async function ffmpegVersion(): Promise<string | null> {
  const child = start('ffmpeg', 'ignore', ['-version']);
  let text = '';
  for await (const chunk of child.out) text += chunk;
  await child.ended.catch(() => undefined);
  return /^ffmpeg version (\S+)/.exec(text)?.[1] ?? null;
}

export interface Running {
  /** Frames as PPM, one after another. */
  readonly out: Readable;
  /** `pts_time:` lines, one a frame. */
  readonly times: Readable;
  readonly ended: Promise<void>;
  kill(): void;
}

/** Runs ffmpeg over the open file and pipes the frames that `filter` lets through. */
export function frames(
  fd: number,
  type: VideoType,
  options: { filter: string; most: number; before?: readonly string[]; isUpright?: boolean },
): Running {
  return start('ffmpeg', fd, [
    ...['-nostdin', '-hide_banner', '-v', 'fatal', '-max_alloc', '600000000', ...(options.before ?? [])],
    ...(options.isUpright ? [] : ['-noautorotate']),
    ...[...input(type), '-i', '/dev/fd/3'],
    ...['-map', '0:v:0', '-an', '-sn', '-dn', '-threads', '1'],
    ...['-vf', `${options.filter},metadata=mode=print:file=pipe\\\\:4`, '-fps_mode', 'passthrough'],
    ...['-frames:v', String(options.most), '-f', 'image2pipe', '-c:v', 'ppm', 'pipe:1'],
  ]);
}

/** In the limits of this decoder process, and with its own on processor time. */
function start(program: string, fd: number | 'ignore', args: readonly string[]): Running {
  const child = spawn('/bin/sh', ['-c', `ulimit -t ${CPU_SECONDS}; exec "$@"`, 'sh', program, ...args], {
    stdio: ['ignore', 'pipe', 'ignore', fd, 'pipe'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    // What decoded before a fault counts; a program that is not there does not.
    child.once('close', (code) => (code === 127 ? reject(new DecodeProblem('video.ffmpeg-missing')) : resolve()));
  });
  ended.catch(() => undefined);
  return { out: child.stdout as Readable, times: child.stdio[4] as Readable, ended, kill: () => child.kill('SIGKILL') };
}

function read(text: string): Probed {
  try {
    return JSON.parse(text) as Probed;
  } catch {
    throw new DecodeProblem('media.not-readable');
  }
}
