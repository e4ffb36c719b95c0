import { gradient, grain, n, seeded } from './ink.ts';
import { RABBIT_DEFS, rabbit } from './rabbit.ts';

export const WIDTH = 1200;
export const HEIGHT = 800;

/** Leaves, a bloom and berries inside an ogee: one repeat of the wallpaper, 120×168. */
function repeat(): string {
  const leaf = (x: number, y: number, turn: number, size: number, tone: string) =>
    `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${size})"><path d="M0 0C10 -8 12 -26 0 -40C-12 -26 -10 -8 0 0Z" fill="${tone}"/><path d="M0 -2V-34M0 -12l5 -6M0 -12l-5 -6M0 -21l4 -5M0 -21l-4 -5" stroke="#1d4a44" stroke-width="1.2" fill="none"/></g>`;
  const bloom = (x: number, y: number) =>
    `<g transform="translate(${x} ${y})">${[0, 60, 120, 180, 240, 300].map((turn) => `<path transform="rotate(${turn})" d="M0 0C-9 -6 -10 -18 0 -22C10 -18 9 -6 0 0Z" fill="${turn % 120 === 0 ? '#e8b98c' : '#dd9c74'}" stroke="#9a5a3c" stroke-width="0.8"/>`).join('')}<circle r="6" fill="#f3dc9a" stroke="#a9782f"/><circle r="2" fill="#a9782f"/></g>`;
  const ogee = 'M60 -84C120 -40 120 40 60 84C0 40 0 -40 60 -84Z';
  const motif = (x: number, y: number) =>
    `<g transform="translate(${x - 60} ${y})"><path d="${ogee}" fill="none" stroke="#c9a860" stroke-width="3"/><path d="${ogee}" fill="none" stroke="#e6d29a" stroke-width="1" transform="translate(60 0) scale(0.9) translate(-60 0)"/>${leaf(60, 40, 0, 1.1, '#8fb48c')}${leaf(58, 30, -48, 0.95, '#a9c79a')}${leaf(62, 30, 48, 0.95, '#a9c79a')}${leaf(60, 46, -100, 0.7, '#6f9c7c')}${leaf(60, 46, 100, 0.7, '#6f9c7c')}${bloom(60, -26)}<path d="M60 44V66" stroke="#c9a860" stroke-width="2.5"/>${[-34, 34].map((dx) => `<circle cx="${60 + dx}" cy="-6" r="4" fill="#c25b4a"/><circle cx="${60 + dx * 0.85}" cy="6" r="3" fill="#c25b4a"/>`).join('')}</g>`;
  return `<rect width="120" height="168" fill="#2f6a62"/><path d="M0 0H4V168H0ZM60 0H64V168H60Z" fill="#2a6058"/>${motif(60, 84)}${motif(0, 0)}${motif(120, 0)}${motif(0, 168)}${motif(120, 168)}`;
}

function defs(wallpaper: string): string {
  return `<defs>${RABBIT_DEFS}<pattern id="wall" width="120" height="168" patternUnits="userSpaceOnUse" patternTransform="${wallpaper}">${repeat()}</pattern>${gradient(
    'cloth',
    [
      [0, '#d8973c'],
      [0.5, '#bd7527'],
      [1, '#7c4513'],
    ],
  )}${gradient('arm', [
    [0, '#e2a54b'],
    [0.4, '#c47d2c'],
    [1, '#6f3c10'],
  ])}${gradient('seat', [
    [0, '#b56f25'],
    [0.35, '#dd9d45'],
    [1, '#93551a'],
  ])}${gradient('wood', [
    [0, '#8a5a34'],
    [1, '#4d2c14'],
  ])}${gradient('panel', [
    [0, '#efe6d2'],
    [1, '#cbbd9f'],
  ])}${gradient('sky', [
    [0, '#8fc3e6'],
    [1, '#eaf3f2'],
  ])}${gradient('shade', [
    [0, '#f6d99a'],
    [0.5, '#fff3cf'],
    [1, '#e9ae5a'],
  ])}${gradient(
    'brass',
    [
      [0, '#7d5a1e'],
      [0.35, '#f0d288'],
      [0.6, '#b98a34'],
      [1, '#5b3f10'],
    ],
    'x2="1" y2="0"',
  )}<radialGradient id="sun" cx="0.24" cy="0.2" r="0.95"><stop offset="0" stop-color="rgba(255,236,190,0.42)"/><stop offset="0.45" stop-color="rgba(255,225,170,0.05)"/><stop offset="1" stop-color="rgba(18,8,24,0.62)"/></radialGradient><radialGradient id="lampglow"><stop offset="0" stop-color="rgba(255,226,150,0.8)"/><stop offset="0.5" stop-color="rgba(255,205,120,0.28)"/><stop offset="1" stop-color="rgba(255,200,110,0)"/></radialGradient><radialGradient id="dusk" cx="0.68" cy="0.36" r="0.8"><stop offset="0" stop-color="rgba(255,220,150,0.12)"/><stop offset="0.5" stop-color="rgba(30,14,30,0.22)"/><stop offset="1" stop-color="rgba(12,6,24,0.7)"/></radialGradient></defs>`;
}

/** Floorboards that widen toward the viewer. */
function floor(top: number, seed: number): string {
  const random = seeded(seed);
  const out: string[] = [];
  let y = top;
  for (let row = 0; y < HEIGHT; row++) {
    const depth = 18 + row * 6;
    for (let x = -random() * 260; x < WIDTH; ) {
      const length = 200 + random() * 260;
      const tone = 96 + random() * 50;
      out.push(
        `<rect x="${n(x)}" y="${y}" width="${n(length)}" height="${depth}" fill="rgb(${n(tone + 30)},${n(tone - 12)},${n(tone - 52)})" stroke="#3a2110" stroke-width="1.6"/>${grain(x + 4, y + 2, length - 8, depth - 4, Math.round(random() * 1e6))}`,
      );
      x += length;
    }
    y += depth;
  }
  return out.join('');
}

function wainscot(top: number, bottom: number): string {
  const panels = Array.from({ length: 9 }, (_, i) => {
    const x = i * 140 - 30;
    return `<rect x="${x + 14}" y="${top + 26}" width="112" height="${bottom - top - 56}" fill="#dccfb2" stroke="#a8987a" stroke-width="3"/><rect x="${x + 22}" y="${top + 34}" width="96" height="${bottom - top - 72}" fill="#e9dfc8" stroke="#fffaf0" stroke-width="2"/>`;
  });
  return `<rect y="${top}" width="${WIDTH}" height="${bottom - top}" fill="url(#panel)"/>${panels.join('')}<rect y="${top - 8}" width="${WIDTH}" height="16" fill="#f4ecda" stroke="#9d8c6c" stroke-width="2"/><rect y="${bottom - 20}" width="${WIDTH}" height="20" fill="#d9ccb0" stroke="#8c7b5c" stroke-width="2"/>`;
}

function rug(cx: number, cy: number, rx: number, ry: number): string {
  const rings = ['#6d2430', '#d9c08a', '#8e3340', '#2f4f66', '#d9c08a', '#7b2a36', '#c9a25c'];
  const bands = rings.map(
    (tone, i) =>
      `<ellipse cx="${cx}" cy="${cy}" rx="${n(rx * (1 - i * 0.12))}" ry="${n(ry * (1 - i * 0.12))}" fill="${tone}"/>`,
  );
  const marks = Array.from({ length: 48 }, (_, i) => {
    const a = (i / 48) * 2 * Math.PI;
    return `<ellipse cx="${n(cx + rx * 0.7 * Math.cos(a))}" cy="${n(cy + ry * 0.7 * Math.sin(a))}" rx="9" ry="4" fill="${i % 2 ? '#e9d9a8' : '#b54a4a'}"/>`;
  });
  return bands.join('') + marks.join('');
}

/** A wing chair, buttoned, facing the viewer; about (0, 0) at the middle of its seat's front edge. */
function armchair(): string {
  const tufts: string[] = [];
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 5; column++) {
      const x = -136 + column * 68 + (row % 2) * 34;
      const y = -372 + row * 58;
      if (x > 150) continue;
      tufts.push(
        `<path d="M${x} ${y}l34 29l-34 29l-34 -29Z" fill="rgba(255,215,140,0.13)" stroke="rgba(70,35,8,0.55)" stroke-width="2"/><circle cx="${x}" cy="${y}" r="5.5" fill="#8a4f18" stroke="#5a300b" stroke-width="1.5"/><circle cx="${x - 1.5}" cy="${y - 2}" r="1.8" fill="#e9b566"/>`,
      );
    }
  }
  const piping = 'fill="none" stroke="#f0cd86" stroke-width="4"';
  const back = 'M-178 -20C-196 -180 -206 -330 -176 -398C-120 -448 120 -448 176 -398C206 -330 196 -180 178 -20Z';
  const arm = (side: 1 | -1) =>
    `<g transform="scale(${side} 1)"><path d="M150 -150C176 -176 250 -178 262 -132C270 -96 262 60 250 96H160C150 40 146 -90 150 -150Z" fill="url(#arm)"/><path d="M150 -150C176 -176 250 -178 262 -132C270 -96 262 60 250 96" ${piping}/><ellipse cx="208" cy="-124" rx="46" ry="34" fill="rgba(255,220,150,0.22)"/><path d="M182 -124a26 20 0 1 1 26 20a14 11 0 1 1 -8 -20" fill="none" stroke="rgba(80,42,10,0.6)" stroke-width="3"/></g>`;
  const leg = (x: number) =>
    `<path d="M${x - 13} 92H${x + 13}L${x + 6} 150H${x - 8}Z" fill="url(#wood)" stroke="#2c1608" stroke-width="2"/>`;
  return `<ellipse cx="20" cy="140" rx="310" ry="38" fill="rgba(15,8,5,0.5)"/>${leg(-210)}${leg(210)}<path d="${back}" fill="url(#cloth)"/><clipPath id="backclip"><path d="${back}"/></clipPath><g clip-path="url(#backclip)">${tufts.join('')}</g><path d="${back}" ${piping}/><path d="M-168 -52C-120 -74 120 -74 168 -52L180 30H-180Z" fill="url(#seat)"/><path d="M-180 30C-120 44 120 44 180 30V96H-180Z" fill="#a8651f"/><path d="M-180 30C-120 44 120 44 180 30" ${piping}/>${arm(1)}${arm(-1)}`;
}

function framed(x: number, y: number, width: number, height: number): string {
  return `<g transform="translate(${x} ${y})"><rect x="8" y="10" width="${width}" height="${height}" fill="rgba(0,0,0,0.4)"/><rect width="${width}" height="${height}" fill="url(#brass)" stroke="#3c280a" stroke-width="2"/><rect x="14" y="14" width="${width - 28}" height="${height - 28}" fill="#f3ead4"/><g transform="translate(26 26)"><rect width="${width - 52}" height="${height - 52}" fill="url(#sky)"/><path d="M0 ${height * 0.34}Q${width * 0.2} ${height * 0.16} ${width * 0.36} ${height * 0.3}T${width - 52} ${height * 0.24}V${height - 52}H0Z" fill="#5e8a63"/><path d="M0 ${height * 0.46}Q${width * 0.3} ${height * 0.36} ${width - 52} ${height * 0.48}V${height - 52}H0Z" fill="#d9b45e"/><path d="M${width * 0.5} ${height * 0.42}v-34l16 -14l16 14v34Z" fill="#b5523e"/><circle cx="${width * 0.2}" cy="${height * 0.14}" r="9" fill="#fff1b8"/></g></g>`;
}

/** Sunlight through a window that is not in the picture. */
function sunbeam(): string {
  const panes: string[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 2; column++) {
      const x = 70 + column * 118 + row * 40;
      const y = 70 + row * 128;
      panes.push(`<path d="M${x} ${y}l104 18l34 112l-104 -18Z" fill="rgba(255,238,180,0.3)"/>`);
    }
  }
  return panes.join('');
}

function books(x: number, y: number, seed: number): string {
  const random = seeded(seed);
  const tones = ['#7b2d2d', '#2d4d7b', '#c9a24a', '#3d6b4a', '#5d3a6b', '#d8cbb0'];
  let top = y;
  return Array.from({ length: 5 }, (_, i) => {
    const height = 16 + random() * 9;
    const width = 120 + random() * 46;
    const shift = (random() - 0.5) * 18;
    top -= height;
    return `<g transform="translate(${n(x + shift - width / 2)} ${n(top)})"><rect width="${n(width)}" height="${n(height)}" rx="2" fill="${tones[(i * 2 + 1) % tones.length]}" stroke="#1f140c" stroke-width="1.5"/><rect x="12" y="3" width="5" height="${n(height - 6)}" fill="#e7cf8e"/><rect x="${n(width - 20)}" y="3" width="5" height="${n(height - 6)}" fill="#e7cf8e"/></g>`;
  }).join('');
}

function open(inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${inner}</svg>`;
}

/** Where the toy is in the first view: left, top, width, height in pixels. The crop of it alone is the clue. */
export const TOY = { left: 404, top: 76, width: 372, height: 560 } as const;

/** The first view: the rabbit on its chair before the patterned wall, in the morning sun. */
export function roomOne(): string {
  return open(
    `${defs('translate(12 -30)')}<rect width="${WIDTH}" height="520" fill="url(#wall)"/>${sunbeam()}${framed(900, 90, 210, 170)}${wainscot(470, 610)}${floor(610, 21)}${rug(610, 720, 520, 96)}<g transform="translate(590 610)">${armchair()}</g><g transform="translate(590 378) scale(1.02)">${rabbit()}</g><g>${books(1030, 690, 4)}</g><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sun)"/>`,
  );
}

/** The second view: the same wall from the side in the evening, a lamp lit on a table, the chair's back at the edge. */
export function roomTwo(): string {
  const lamp = `<circle cx="820" cy="250" r="330" fill="url(#lampglow)"/><path d="M806 330H834L840 470H800Z" fill="url(#brass)"/><ellipse cx="820" cy="420" rx="44" ry="56" fill="url(#brass)"/><ellipse cx="820" cy="474" rx="60" ry="13" fill="url(#brass)"/><path d="M752 150H888L942 334H698Z" fill="url(#shade)" stroke="#a8762c" stroke-width="3"/>${Array.from({ length: 11 }, (_, i) => `<path d="M${n(758 + i * 12.4)} 152L${n(706 + i * 23)} 332" stroke="rgba(176,112,32,0.45)" stroke-width="2"/>`).join('')}<path d="M698 334H942" stroke="#c2503f" stroke-width="7" stroke-dasharray="4 5"/>`;
  const table = `<ellipse cx="820" cy="494" rx="270" ry="44" fill="url(#wood)" stroke="#2c1608" stroke-width="3"/>${grain(600, 470, 440, 44, 8)}<path d="M640 520L620 780M1000 520L1020 780M716 530L708 720M924 530L932 720" stroke="#4a2a14" stroke-width="20"/><path d="M640 520L620 780M1000 520L1020 780" stroke="#8a5a34" stroke-width="5"/>`;
  const cup = `<g transform="translate(660 462)"><ellipse cx="0" cy="24" rx="50" ry="11" fill="#f4efe2" stroke="#6b83a8" stroke-width="2"/><path d="M-30 -18H30C30 10 16 24 0 24C-16 24 -30 10 -30 -18Z" fill="#fbf7ec" stroke="#6b83a8" stroke-width="2"/><path d="M-28 -4C-10 6 10 6 28 -4" stroke="#3d64a0" stroke-width="5" fill="none"/><path d="M30 -10c20 -4 20 22 -4 20" fill="none" stroke="#f4efe2" stroke-width="6"/><ellipse cx="0" cy="-18" rx="30" ry="7" fill="#7a4a24"/></g>`;
  return open(
    `${defs('translate(40 10) skewY(-7) scale(1.25 1.32)')}<rect width="${WIDTH}" height="640" fill="url(#wall)"/><g transform="skewY(-4) translate(0 70)">${wainscot(520, 660)}</g>${floor(640, 77)}<g transform="translate(120 640) scale(1.15)">${armchair()}</g>${table}${lamp}${cup}<g transform="translate(0 -10)">${books(990, 490, 9)}</g><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#dusk)"/>`,
  );
}
