import type { Page } from 'playwright-core';

/** Everything a page sends from now on, and whether any of a file's bytes are in it. */
export class SentBytes {
  readonly #bodies: Buffer[] = [];

  constructor(page: Page) {
    page.on('request', (request) => {
      const body = request.postDataBuffer();
      if (body) this.#bodies.push(body);
    });
  }

  get bodies(): readonly Buffer[] {
    return this.#bodies;
  }

  /** Looks for pieces from all over the file, raw, in base64 at each of its three shifts, and in hex. */
  carries(file: Uint8Array): boolean {
    const pieces = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => {
      const at = Math.floor(file.length * share);
      return Buffer.from(file.subarray(at, at + 48));
    });
    return this.#bodies.some((body) =>
      pieces.some(
        (piece) =>
          body.includes(piece) ||
          body.includes(piece.toString('hex')) ||
          [0, 1, 2].some((shift) => body.includes(piece.subarray(shift, shift + 36).toString('base64'))),
      ),
    );
  }
}
