import { fur, glow, knit, type Rgb } from './ink.ts';

const PLUSH: Rgb = [226, 200, 164];
const PALE: Rgb = [244, 230, 208];
const ROSE: Rgb = [222, 158, 150];

/** What {@link rabbit} refers to by id. */
export const RABBIT_DEFS = [
  glow('eye', [
    [0, '#6b4a36'],
    [0.45, '#2a1a12'],
    [1, '#120a06'],
  ]),
  glow('nose', [
    [0, '#e59a93'],
    [1, '#a8544f'],
  ]),
  '<clipPath id="vest"><path d="M-78 18C-96 70 -92 118 -70 142C-40 160 40 160 70 142C92 118 96 70 78 18C60 4 40 0 26 2L0 62L-26 2C-40 0 -60 4 -78 18Z"/></clipPath>',
  '<radialGradient id="drop"><stop offset="0" stop-color="rgba(20,10,5,0.6)"/><stop offset="1" stop-color="rgba(20,10,5,0)"/></radialGradient>',
].join('');

/** The sewn label of the (invented) maker: a four-leaved clover on linen. */
function label(x: number, y: number, turn: number): string {
  const leaf = (angle: number) =>
    `<path transform="rotate(${angle})" d="M0 0C-9 -4 -9 -13 -3 -12C-1 -12 0 -10 0 -9C0 -10 1 -12 3 -12C9 -13 9 -4 0 0Z" fill="#2f7a45" stroke="#1d5230" stroke-width="0.8"/>`;
  return `<g transform="translate(${x} ${y}) rotate(${turn})"><rect x="-17" y="-17" width="34" height="36" rx="2" fill="#f3ead6" stroke="#b9a680" stroke-width="1.5"/><rect x="-14" y="-14" width="28" height="30" fill="none" stroke="#c2503f" stroke-width="1" stroke-dasharray="3 2"/>${[0, 90, 180, 270].map(leaf).join('')}<path d="M0 0q3 7 8 12" fill="none" stroke="#1d5230" stroke-width="1.6"/></g>`;
}

function eye(x: number, y: number): string {
  return `<circle cx="${x}" cy="${y}" r="13.5" fill="rgba(60,35,15,0.35)"/><circle cx="${x}" cy="${y}" r="11.5" fill="url(#eye)"/><ellipse cx="${x - 4}" cy="${y - 4.5}" rx="3.6" ry="2.8" fill="rgba(255,255,255,0.9)"/><circle cx="${x + 4}" cy="${y + 5}" r="1.6" fill="rgba(255,220,180,0.5)"/>`;
}

function button(y: number): string {
  return `<circle cx="1" cy="${y + 2}" r="8" fill="rgba(0,0,0,0.35)"/><circle cx="0" cy="${y}" r="7.5" fill="#d9a441" stroke="#8a5f1c" stroke-width="1.5"/><circle cx="-2" cy="${y}" r="1.3" fill="#5a3c10"/><circle cx="2" cy="${y}" r="1.3" fill="#5a3c10"/>`;
}

function foot(x: number, side: 1 | -1): string {
  const sole = fur({ cx: x, cy: 196, rx: 27, ry: 33, turn: 14 * side, colour: PALE, length: 6, seed: 60 + side });
  const pads = [-13, 0, 13]
    .map(
      (dx) =>
        `<ellipse cx="${x + dx}" cy="${178 - Math.abs(dx) * -0.2}" rx="5" ry="6.5" fill="rgba(205,132,124,0.85)"/>`,
    )
    .join('');
  return `${fur({ cx: x, cy: 190, rx: 43, ry: 50, turn: 16 * side, colour: PLUSH, seed: 50 + side })}${sole}${pads}<ellipse cx="${x}" cy="206" rx="13" ry="11" fill="rgba(205,132,124,0.85)"/>`;
}

/**
 * A stuffed rabbit sitting, in a knitted blue vest, one ear folded, a clover label at its foot. Drawn about (0, 0), which
 * is the neck; some 230 wide and 470 high, from −235 to 240.
 */
export function rabbit(): string {
  return [
    '<ellipse cx="12" cy="228" rx="170" ry="34" fill="url(#drop)"/>',
    // Ears: the left one stands, the right one is folded at half its length.
    fur({ cx: -46, cy: -190, rx: 29, ry: 92, turn: -11, colour: PLUSH, seed: 1 }),
    fur({ cx: -45, cy: -184, rx: 14, ry: 70, turn: -11, colour: ROSE, length: 6, seed: 2 }),
    fur({ cx: 50, cy: -168, rx: 27, ry: 62, turn: 20, colour: PLUSH, seed: 3 }),
    fur({ cx: 100, cy: -176, rx: 26, ry: 58, turn: -38, colour: PLUSH, seed: 4 }),
    fur({ cx: 105, cy: -168, rx: 12, ry: 42, turn: -38, colour: ROSE, length: 5, seed: 5 }),
    // Body and vest.
    fur({ cx: 0, cy: 100, rx: 100, ry: 112, colour: PLUSH, seed: 6 }),
    `<g clip-path="url(#vest)">${knit(-100, -5, 200, 168, [62, 108, 168], 7)}</g>`,
    '<path d="M-26 2L0 62L26 2" fill="none" stroke="#e9dcc0" stroke-width="6" stroke-linejoin="round"/><path d="M0 62V150" stroke="#e9dcc0" stroke-width="5"/>',
    [82, 106, 130].map(button).join(''),
    // Arms, feet.
    fur({ cx: -96, cy: 78, rx: 30, ry: 68, turn: 24, colour: PLUSH, seed: 8 }),
    fur({ cx: 96, cy: 80, rx: 30, ry: 68, turn: -22, colour: PLUSH, seed: 9 }),
    foot(-72, -1),
    foot(74, 1),
    label(118, 214, 12),
    // Head, over everything.
    fur({ cx: 0, cy: -62, rx: 92, ry: 78, colour: PLUSH, seed: 10 }),
    fur({ cx: -30, cy: -32, rx: 36, ry: 29, colour: PALE, length: 8, seed: 11 }),
    fur({ cx: 30, cy: -32, rx: 36, ry: 29, colour: PALE, length: 8, seed: 12 }),
    '<ellipse cx="-58" cy="-40" rx="17" ry="11" fill="rgba(230,140,125,0.28)"/><ellipse cx="58" cy="-40" rx="17" ry="11" fill="rgba(230,140,125,0.28)"/>',
    eye(-37, -76),
    eye(37, -76),
    '<path d="M-14 -56C-8 -62 8 -62 14 -56C12 -46 5 -40 0 -39C-5 -40 -12 -46 -14 -56Z" fill="url(#nose)" stroke="#7d3a36" stroke-width="1.2"/>',
    '<path d="M0 -39V-26M0 -26C-6 -16 -20 -16 -25 -24M0 -26C6 -16 20 -16 25 -24" fill="none" stroke="#6a4030" stroke-width="2.8" stroke-linecap="round"/>',
    '<path d="M-52 -38L-104 -48M-52 -30L-106 -28M-50 -23L-100 -8M52 -38L104 -48M52 -30L106 -28M50 -23L100 -8" stroke="rgba(255,250,240,0.75)" stroke-width="1.4"/>',
    // A seam down the brow and a mended patch on the arm: the marks by which a toy is known.
    '<path d="M0 -136V-92" stroke="rgba(110,75,45,0.6)" stroke-width="1.6" stroke-dasharray="5 3"/>',
    '<g transform="translate(-104 92) rotate(22)"><rect x="-15" y="-17" width="30" height="34" rx="3" fill="#b5543f"/><path d="M-15 -6H15M-15 6H15M-5 -17V17M5 -17V17" stroke="#d98a6c" stroke-width="2"/><rect x="-15" y="-17" width="30" height="34" rx="3" fill="none" stroke="#f0dcb6" stroke-width="2" stroke-dasharray="4 3"/></g>',
  ].join('');
}
