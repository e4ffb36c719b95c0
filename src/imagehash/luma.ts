const { fround } = Math;

/** The reference command line brings a picture with a longer side than this to exactly this, in both directions. */
export const REFERENCE_SIDE = 512;

/** Decoded pixels, row by row, channels interleaved. Alpha is ignored; EXIF orientation is the caller's to apply. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Float32 brightness, row by row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

const RED = fround(0.299);
const GREEN = fround(0.587);
const BLUE = fround(0.114);

/**
 * The reference's own shrinking step: a picture with a side over 512 becomes 512×512 by nearest neighbour
 * (`floor(x·W/512)`), not keeping its proportions. Others come back as they are. Same channels, same layout.
 */
export function shrinkNearest512(picture: Picture): Picture {
  const { width, height, channels, data } = picture;
  if (width <= REFERENCE_SIDE && height <= REFERENCE_SIDE) return picture;
  const out = new Uint8Array(REFERENCE_SIDE * REFERENCE_SIDE * channels);
  let at = 0;
  for (let y = 0; y < REFERENCE_SIDE; y++) {
    const row = Math.floor((y * height) / REFERENCE_SIDE) * width;
    for (let x = 0; x < REFERENCE_SIDE; x++) {
      const from = (row + Math.floor((x * width) / REFERENCE_SIDE)) * channels;
      for (let c = 0; c < channels; c++) out[at++] = data[from + c] as number;
    }
  }
  return { width: REFERENCE_SIDE, height: REFERENCE_SIDE, channels, data: out };
}

/**
 * Brightness as 0.299 R + 0.587 G + 0.114 B, every step rounded to float32; a grey picture is taken as it is.
 * @throws RangeError when the dimensions are not positive integers or the data does not fill them.
 */
export function toLuma(picture: Picture): Luma {
  const { width, height, channels, data } = picture;
  assertPicture(picture);
  const values = new Float32Array(width * height);
  if (channels === 1) {
    for (let i = 0; i < values.length; i++) values[i] = data[i] as number;
    return { width, height, values };
  }
  for (let i = 0, p = 0; i < values.length; i++, p += channels) {
    const red = fround(RED * (data[p] as number));
    const green = fround(GREEN * (data[p + 1] as number));
    const blue = fround(BLUE * (data[p + 2] as number));
    values[i] = fround(fround(red + green) + blue);
  }
  return { width, height, values };
}

/** Refuses dimensions that are not positive integers, an unknown channel count, and data of another length. */
export function assertPicture({ width, height, channels, data }: Picture): void {
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`a picture's sides are positive integers, got ${width}×${height}`);
  }
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new RangeError(`a picture has 1, 3 or 4 channels, got ${String(channels)}`);
  }
  if (data.length !== width * height * channels) {
    throw new RangeError(`${width}×${height}×${channels} needs ${width * height * channels} bytes, got ${data.length}`);
  }
}
