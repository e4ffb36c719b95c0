/** Small tools for composing SVG from numbers: a repeatable random stream, colours, fur and lattices of marks. */

export type Rgb = readonly [number, number, number];

/** Mulberry32: a repeatable stream of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number as SVG likes it: one decimal is enough at these sizes. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function css([r, g, b]: Rgb): string {
  const part = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  return `rgb(${part(r)},${part(g)},${part(b)})`;
}

/** A colour under more or less light; its shadows are warm. */
export function lit([r, g, b]: Rgb, light: number): Rgb {
  return [r * light ** 0.85, g * light, b * light ** 1.25];
}

export interface Furry {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
  /** Degrees, clockwise. */
  readonly turn?: number;
  readonly colour: Rgb;
  readonly length?: number;
  readonly seed: number;
}

const LIGHT = { x: -0.5, y: -0.62, z: 0.6 };
const SHADES = 14;

/** An ellipsoid of plush: short hairs combed outward and down, each as light as the surface under it. */
export function fur({ cx, cy, rx, ry, turn = 0, colour, length = 11, seed }: Furry): string {
  const random = seeded(seed);
  const angle = (turn * Math.PI) / 180;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const hairs: string[][] = Array.from({ length: SHADES }, () => []);
  const count = Math.round((rx * ry) / 3.2);
  for (let i = 0; i < count; i++) {
    const reach = Math.sqrt(random());
    const way = random() * 2 * Math.PI;
    const u = reach * Math.cos(way);
    const v = reach * Math.sin(way);
    const nx = u * cos - v * sin;
    const ny = u * sin + v * cos;
    const nz = Math.sqrt(Math.max(0, 1 - reach * reach));
    const lambert = Math.max(0, nx * LIGHT.x + ny * LIGHT.y + nz * LIGHT.z);
    const light = 0.5 + 0.66 * lambert + (random() - 0.5) * 0.13;
    const x = cx + u * rx * cos - v * ry * sin;
    const y = cy + u * rx * sin + v * ry * cos;
    const long = length * (0.6 + random() * 0.8);
    const dx = nx * long * 0.8 + (random() - 0.5) * long * 0.7;
    const dy = ny * long * 0.5 + long * 0.35 + (random() - 0.5) * long * 0.4;
    const shade = Math.max(0, Math.min(SHADES - 1, Math.round(((light - 0.34) / 0.85) * (SHADES - 1))));
    hairs[shade]?.push(`M${n(x)} ${n(y)}q${n(dx * 0.5 + 1)} ${n(dy * 0.3)} ${n(dx)} ${n(dy)}`);
  }
  const base = `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" transform="rotate(${turn} ${cx} ${cy})" fill="${css(lit(colour, 0.78))}"/>`;
  const strokes = hairs.map((lines, shade) => {
    const tone = css(lit(colour, 0.34 + (0.85 * shade) / (SHADES - 1)));
    return `<path d="${lines.join('')}" stroke="${tone}"/>`;
  });
  return `${base}<g fill="none" stroke-width="1.5" stroke-linecap="round">${strokes.join('')}</g>`;
}

/** Knitting: rows of V-shaped stitches over a box, to be clipped by the caller. */
export function knit(x: number, y: number, width: number, height: number, colour: Rgb, seed: number): string {
  const random = seeded(seed);
  const out: string[] = [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${css(lit(colour, 0.55))}"/>`,
  ];
  for (let row = 0; row * 8 < height; row++) {
    for (let column = 0; column * 9 < width; column++) {
      const sx = x + column * 9;
      const sy = y + row * 8;
      const side = 1 - Math.abs((sx - x) / width - 0.38) * 0.9;
      const band = row % 9 === 4 ? 1.35 : 1;
      const tone = css(lit(colour, (0.75 + random() * 0.15) * side * band));
      out.push(`<path d="M${n(sx)} ${n(sy)}l4 7l4 -7" stroke="${tone}"/>`);
    }
  }
  return `<g fill="none" stroke-width="3.2" stroke-linecap="round">${out.join('')}</g>`;
}

/** A linear gradient definition, top to bottom unless told otherwise. */
export function gradient(
  id: string,
  stops: readonly (readonly [offset: number, colour: string])[],
  way = 'x2="0" y2="1"',
): string {
  const inner = stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`).join('');
  return `<linearGradient id="${id}" x1="0" y1="0" ${way}>${inner}</linearGradient>`;
}

/** A round gradient whose bright centre may sit off the middle. */
export function glow(
  id: string,
  stops: readonly (readonly [offset: number, colour: string])[],
  fx = 0.4,
  fy = 0.35,
): string {
  const inner = stops.map(([offset, colour]) => `<stop offset="${offset}" stop-color="${colour}"/>`).join('');
  return `<radialGradient id="${id}" cx="0.5" cy="0.5" r="0.6" fx="${fx}" fy="${fy}">${inner}</radialGradient>`;
}

/** Wood grain: long, slightly wavering lines over a box. */
export function grain(
  x: number,
  y: number,
  width: number,
  height: number,
  seed: number,
  colour = 'rgba(50,25,8,0.35)',
): string {
  const random = seeded(seed);
  const lines = Array.from({ length: Math.max(2, Math.round(height / 5)) }, () => {
    const at = y + random() * height;
    const sway = () => n((random() - 0.5) * 5);
    return `M${n(x)} ${n(at)}c${n(width * 0.3)} ${sway()} ${n(width * 0.6)} ${sway()} ${n(width)} ${sway()}`;
  });
  return `<path d="${lines.join('')}" fill="none" stroke="${colour}" stroke-width="1.1"/>`;
}
