import { hashFile } from './hash-file.ts';

/** Runs beside the page, so that it stays answerable while large pictures are decoded. */
self.onmessage = async ({ data }: MessageEvent<File>) => {
  self.postMessage(await hashFile(data));
};
