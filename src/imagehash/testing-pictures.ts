import type { Picture } from './luma.ts';
import { seeded } from './testing.ts';

/**
 * Benign pictures drawn from numbers, for tests and measurements. Only additions, products, quotients and square roots are used,
 * which are the same everywhere, so their pixels are too.
 */
export const KINDS = ['gradient', 'noise', 'scene', 'leaves'] as const;
export type Kind = (typeof KINDS)[number];

type Colour = readonly [red: number, green: number, blue: number];

/** A picture of RGB pixels. */
export function draw(kind: Kind, seed: number, width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3);
  const colourAt = PAINTERS[kind](seeded(seed * 7_919 + 17), width, height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const colour = colourAt(x / width, y / height);
      for (let c = 0; c < 3; c++) data[at + c] = Math.max(0, Math.min(255, Math.round(colour[c] as number)));
    }
  }
  return { width, height, channels: 3, data };
}

/** Of a place (0 to 1, 0 to 1) the colour. */
type Painter = (random: () => number, width: number, height: number) => (x: number, y: number) => Colour;

const PAINTERS: Readonly<Record<Kind, Painter>> = { gradient, noise, scene, leaves };

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;
const blend = (a: Colour, b: Colour, share: number): Colour => [
  mix(a[0], b[0], share),
  mix(a[1], b[1], share),
  mix(a[2], b[2], share),
];
const anyColour = (random: () => number): Colour => [random() * 255, random() * 255, random() * 255];

/** Four corners' colours, and a bright stripe across. */
function gradient(random: () => number): (x: number, y: number) => Colour {
  const [a, b, c, d] = [anyColour(random), anyColour(random), anyColour(random), anyColour(random)];
  const place = 0.2 + 0.6 * random();
  const slope = random() - 0.5;
  return (x, y) => {
    const off = Math.abs(x - place - slope * y);
    return blend(blend(blend(a, b, x), blend(c, d, x), y), [250, 245, 235], Math.max(0, 0.8 - 8 * off));
  };
}

/** Value noise in five octaves. */
function noise(random: () => number): (x: number, y: number) => Colour {
  const octaves = [4, 8, 16, 32, 64].map((cells) => ({
    cells,
    values: Float64Array.from({ length: (cells + 1) * (cells + 1) }, random),
  }));
  const tint = anyColour(random);
  return (x, y) => {
    let light = 0;
    for (const { cells, values } of octaves) {
      const [column, row] = [Math.floor(x * cells), Math.floor(y * cells)];
      const [right, down] = [x * cells - column, y * cells - row];
      const value = (dx: number, dy: number): number => values[(row + dy) * (cells + 1) + column + dx] as number;
      light += (mix(mix(value(0, 0), value(1, 0), right), mix(value(0, 1), value(1, 1), right), down) * 4) / cells;
    }
    return blend([0, 0, 0], blend([255, 255, 255], tint, 0.4), light / 1.94);
  };
}

/** Sky, hills, a sun, houses with windows and a fence. */
function scene(random: () => number): (x: number, y: number) => Colour {
  const hills = [0.45, 0.6, 0.75].map((base) => ({
    base,
    tops: Array.from({ length: 3 }, () => [random(), 0.05 + random() * 0.2, 0.1 + random() * 0.3] as const),
    colour: blend([40, 90 + 60 * random(), 50], [150, 160, 170], (0.75 - base) * 2),
  }));
  const houses = Array.from({ length: 4 }, (_, n) => ({
    left: n * 0.25 + random() * 0.12,
    wide: 0.08 + random() * 0.08,
    top: 0.55 + random() * 0.15,
    wall: anyColour(random),
    roof: anyColour(random),
  }));
  const sun = { x: random(), y: 0.08 + random() * 0.2, radius: 0.04 + random() * 0.05 };
  return (x, y) => {
    for (const { left, wide, top, wall, roof } of houses) {
      const [across, down] = [(x - left) / wide, (y - top) / 0.25];
      if (across < 0 || across > 1 || down > 1) continue;
      if (down >= 0) {
        const isWindow = (across * 4) % 1 > 0.35 && (down * 3) % 1 > 0.45;
        return isWindow ? [30, 40, 60] : wall;
      }
      if (down > -0.5 && Math.abs(across - 0.5) < (down + 0.5) * 1.1) return roof;
    }
    if (y > 0.88 && ((x * 40) % 1 < 0.4 || Math.abs(y - 0.93) < 0.01)) return [90, 60, 35];
    let colour: Colour = blend([90, 140, 220], [230, 225, 210], y * 1.4);
    if ((x - sun.x) * (x - sun.x) + (y - sun.y) * (y - sun.y) < sun.radius * sun.radius) colour = [255, 235, 140];
    for (const { base, tops, colour: hill } of hills) {
      let ridge = base;
      for (const [at, high, wide] of tops) ridge -= Math.max(0, high * (1 - ((x - at) * (x - at)) / (wide * wide)));
      if (y > ridge) colour = blend(hill, [20, 40, 20], (y - ridge) * 0.8);
    }
    return colour;
  };
}

/** Dead leaves: discs of all sizes over one another, as edges lie in photographs. */
function leaves(random: () => number): (x: number, y: number) => Colour {
  const discs = Array.from({ length: 700 }, () => {
    const radius = Math.min(0.3, 0.012 / Math.sqrt(random() + 0.001));
    return {
      x: random() * 1.2 - 0.1,
      y: random() * 1.2 - 0.1,
      radius,
      colour: anyColour(random),
      light: random() - 0.5,
    };
  });
  return (x, y) => {
    for (const disc of discs) {
      const [dx, dy] = [(x - disc.x) / disc.radius, (y - disc.y) / disc.radius];
      if (dx * dx + dy * dy < 1) return blend(disc.colour, [255, 255, 255], 0.2 + 0.25 * disc.light * (dx + dy));
    }
    return [70, 60, 50];
  };
}
