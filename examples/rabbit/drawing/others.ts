import { gradient, grain, n, seeded } from './ink.ts';
import { HEIGHT, WIDTH } from './room.ts';

/** Pictures of other places, which must match nothing. */

function open(inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${inner}</svg>`;
}

const VIGNETTE =
  '<radialGradient id="edge" cx="0.5" cy="0.45" r="0.8"><stop offset="0.4" stop-color="rgba(0,0,0,0)"/><stop offset="1" stop-color="rgba(10,5,20,0.5)"/></radialGradient>';
const EDGE = `<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#edge)"/>`;

/** A kitchen: blue and white tiles, shelves, a kettle and a window. */
export function otherRoom(): string {
  const random = seeded(5);
  const tiles: string[] = [];
  for (let y = 250; y < 520; y += 54) {
    for (let x = 0; x < WIDTH; x += 54) {
      const tone = 225 + random() * 25;
      tiles.push(
        `<rect x="${x}" y="${y}" width="52" height="52" rx="3" fill="rgb(${n(tone)},${n(tone)},${n(tone - 8)})"/>${random() < 0.45 ? `<path transform="translate(${x + 26} ${y + 26}) rotate(${Math.floor(random() * 4) * 90})" d="M0 0C-16 -4 -18 -18 0 -20C18 -18 16 -4 0 0C16 4 18 18 0 20C-18 18 -16 4 0 0" fill="none" stroke="#3563a8" stroke-width="4"/>` : ''}`,
      );
    }
  }
  const jar = (x: number, tone: string) =>
    `<g transform="translate(${x} 0)"><rect x="-26" y="-78" width="52" height="78" rx="8" fill="${tone}" stroke="#2a2a2a" stroke-width="2"/><rect x="-20" y="-70" width="9" height="60" fill="rgba(255,255,255,0.4)"/><rect x="-28" y="-92" width="56" height="16" rx="4" fill="#7a4a28"/><rect x="-18" y="-50" width="36" height="24" fill="#f5ecd4" stroke="#8a6a3a"/></g>`;
  const shelf = (y: number, tones: string[]) =>
    `<g transform="translate(640 ${y})"><rect width="520" height="18" fill="#8b5e34" stroke="#3c2410" stroke-width="2"/>${tones.map((tone, i) => jar(50 + i * 84, tone)).join('')}</g>`;
  const drawers = Array.from(
    { length: 5 },
    (_, i) =>
      `<rect x="${i * 240 + 12}" y="590" width="216" height="190" rx="6" fill="#48705f" stroke="#22392f" stroke-width="4"/><rect x="${i * 240 + 32}" y="610" width="176" height="150" fill="none" stroke="#6f9a86" stroke-width="4"/><circle cx="${i * 240 + 120}" cy="628" r="11" fill="#d9b25c" stroke="#6b4d16" stroke-width="2"/>`,
  ).join('');
  const window = `<g transform="translate(90 40)"><rect width="420" height="330" fill="#f7f2e6" stroke="#8a7a5c" stroke-width="4"/><rect x="22" y="22" width="376" height="286" fill="url(#day)"/><path d="M22 210Q120 150 210 205T398 180V308H22Z" fill="#6c9c58"/><circle cx="318" cy="90" r="34" fill="#fff6c8"/><path d="M104 220v-60" stroke="#5a3a1c" stroke-width="12"/><circle cx="104" cy="140" r="46" fill="#3f7a3e"/><path d="M210 22V308M22 165H398" stroke="#f7f2e6" stroke-width="14"/></g>`;
  const kettle = `<g transform="translate(860 505)"><path d="M-90 50C-104 -40 -60 -84 0 -84C60 -84 104 -40 90 50Z" fill="url(#red)" stroke="#5c1512" stroke-width="3"/><path d="M78 -20C130 -34 128 -62 156 -72L164 -54C140 -44 144 -4 88 18Z" fill="#b8322b" stroke="#5c1512" stroke-width="3"/><path d="M-66 -60C-70 -150 70 -150 66 -60" fill="none" stroke="#2b2b2b" stroke-width="13"/><circle cx="0" cy="-90" r="11" fill="#2b2b2b"/><path d="M-66 20C-72 -30 -46 -58 -26 -64" stroke="rgba(255,255,255,0.6)" stroke-width="11" fill="none" stroke-linecap="round"/></g>`;
  return open(
    `<defs>${VIGNETTE}${gradient('day', [
      [0, '#79b7e8'],
      [1, '#e6f2ee'],
    ])}${gradient('plaster', [
      [0, '#f3d9a4'],
      [1, '#e2b972'],
    ])}${gradient('red', [
      [0, '#e4594d'],
      [1, '#8e1f1b'],
    ])}</defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#plaster)"/>${tiles.join('')}${window}${shelf(150, ['#c9583c', '#e3c25a', '#7a9a4c', '#b98a5a', '#5f7fa8', '#d8cfc0'])}<rect y="550" width="${WIDTH}" height="40" fill="#a97442" stroke="#4c2d12" stroke-width="3"/>${grain(0, 552, WIDTH, 36, 3)}<rect y="590" width="${WIDTH}" height="210" fill="#3a5a4c"/>${drawers}${kettle}${EDGE}`,
  );
}

/** A harbour at evening with moored boats and gabled houses. */
export function harbour(): string {
  const random = seeded(12);
  const houses = Array.from({ length: 13 }, (_, i) => {
    const x = i * 94 - 10;
    const height = 170 + random() * 130;
    const tone = ['#a8452f', '#d9a441', '#5b7a8c', '#e6d6b4', '#7a3b4a', '#4d6b4f'][Math.floor(random() * 6)];
    const y = 430 - height;
    const panes: string[] = [];
    for (let wy = y + 26; wy < 400; wy += 46) {
      for (const dx of [14, 56]) {
        panes.push(
          `<rect x="${n(x + dx)}" y="${n(wy)}" width="22" height="30" fill="${random() < 0.5 ? '#ffe19a' : '#2c3a4c'}" stroke="#f4ead2" stroke-width="3"/>`,
        );
      }
    }
    return `<path d="M${n(x)} 430V${n(y)}L${n(x + 46)} ${n(y - 56)}L${n(x + 92)} ${n(y)}V430Z" fill="${tone}" stroke="#2a1a16" stroke-width="2.5"/>${panes.join('')}`;
  }).join('');
  const ripples = Array.from({ length: 620 }, () => {
    const y = 440 + random() ** 0.8 * 360;
    const long = 12 + ((y - 430) / 370) * 70 * random();
    return `<path d="M${n(random() * WIDTH)} ${n(y)}q${n(long / 2)} ${n(3 + random() * 5)} ${n(long)} 0" stroke="${random() < 0.5 ? 'rgba(255,190,120,0.6)' : 'rgba(12,30,60,0.6)'}"/>`;
  }).join('');
  const boat = (x: number, y: number, size: number, tone: string) =>
    `<g transform="translate(${x} ${y}) scale(${size})"><path d="M-110 0H120C110 34 92 48 70 50H-70C-92 46 -104 26 -110 0Z" fill="${tone}" stroke="#1c1010" stroke-width="3"/><path d="M-108 10H116" stroke="#f6ead0" stroke-width="7"/><path d="M0 0V-250" stroke="#5a3a20" stroke-width="8"/><path d="M8 -240C90 -170 100 -80 96 -24H8Z" fill="#f3e6c8" stroke="#a8906a" stroke-width="2"/><path d="M-8 -220C-70 -150 -84 -70 -84 -20H-8Z" fill="#d8694a" stroke="#7a2f1c" stroke-width="2"/></g>`;
  return open(
    `<defs>${VIGNETTE}${gradient('eve', [
      [0, '#2f4a7c'],
      [0.45, '#d9837a'],
      [0.8, '#ffc97a'],
      [1, '#ffe6a8'],
    ])}${gradient('sea', [
      [0, '#d98f5c'],
      [0.3, '#5c6f92'],
      [1, '#1b2f52'],
    ])}</defs><rect width="${WIDTH}" height="440" fill="url(#eve)"/><circle cx="880" cy="110" r="46" fill="#fff0b8"/>${houses}<rect y="428" width="${WIDTH}" height="372" fill="url(#sea)"/><rect y="424" width="${WIDTH}" height="14" fill="#4a3a34"/><g fill="none" stroke-width="3">${ripples}</g>${boat(300, 570, 1.25, '#274a6b')}${boat(760, 640, 1.5, '#7b2a2a')}${boat(1060, 520, 0.8, '#3d5c3a')}${EDGE}`,
  );
}

/** A garden: hills, a fence, trees and beds of flowers. */
export function garden(): string {
  const random = seeded(31);
  const tree = (x: number, y: number, size: number) => {
    const leaves = Array.from({ length: 260 }, () => {
      const a = random() * 2 * Math.PI;
      const r = Math.sqrt(random()) * 100;
      const dx = r * Math.cos(a);
      const dy = r * Math.sin(a) * 0.85;
      const tone = 70 + (100 - dx - dy) * 0.32 + random() * 40;
      return `<ellipse cx="${n(dx)}" cy="${n(dy - 170)}" rx="13" ry="9" fill="rgb(${n(tone * 0.55)},${n(tone)},${n(tone * 0.35)})"/>`;
    }).join('');
    return `<g transform="translate(${x} ${y}) scale(${size})"><path d="M-16 0C-10 -60 -14 -100 -8 -140H12C14 -90 10 -50 20 0Z" fill="#5b3a1e"/>${leaves}</g>`;
  };
  const pickets = Array.from(
    { length: 26 },
    (_, i) => `<path d="M${i * 48} 540V420l15 -20l15 20V540Z" fill="#f6f0e2" stroke="#97896c" stroke-width="2"/>`,
  ).join('');
  const flowers = Array.from({ length: 340 }, () => {
    const y = 545 + random() * 250;
    const size = 0.5 + ((y - 540) / 250) * 1.3;
    const tone = ['#e6483c', '#f2c230', '#d96bb0', '#f6f2ea', '#7a5bc2', '#f08a3c'][Math.floor(random() * 6)];
    const petals = [0, 72, 144, 216, 288]
      .map((turn) => `<ellipse transform="rotate(${turn})" cy="-8" rx="5" ry="8" fill="${tone}"/>`)
      .join('');
    return {
      y,
      text: `<g transform="translate(${n(random() * WIDTH)} ${n(y)}) scale(${n(size)})"><path d="M0 0V30M0 18q8 -10 14 -8M0 22q-8 -10 -14 -8" stroke="#2f5c26" stroke-width="3" fill="none"/>${petals}<circle r="4.5" fill="#6a4a14"/></g>`,
    };
  })
    .sort((a, b) => a.y - b.y)
    .map(({ text }) => text)
    .join('');
  return open(
    `<defs>${VIGNETTE}${gradient('noon', [
      [0, '#4f97d8'],
      [1, '#d8ecf2'],
    ])}${gradient('grass', [
      [0, '#8fb04a'],
      [1, '#2f5a26'],
    ])}</defs><rect width="${WIDTH}" height="460" fill="url(#noon)"/>${[
      [180, 90],
      [620, 60],
      [960, 130],
    ]
      .map(
        ([x = 0, y = 0]) =>
          `<g fill="#ffffff"><ellipse cx="${x}" cy="${y}" rx="100" ry="32"/><ellipse cx="${x - 40}" cy="${y - 20}" rx="48" ry="36"/><ellipse cx="${x + 40}" cy="${y - 26}" rx="56" ry="42"/></g>`,
      )
      .join(
        '',
      )}<path d="M0 330Q200 200 420 300T820 260T1200 320V560H0Z" fill="#6b8f9c"/><path d="M0 390Q300 290 560 370T1200 350V560H0Z" fill="#6f9a4e"/>${tree(210, 470, 1.5)}${tree(900, 460, 1.2)}${tree(1120, 480, 1.7)}<rect y="455" width="${WIDTH}" height="14" fill="#efe6d2" stroke="#97896c" stroke-width="2"/>${pickets}<rect y="536" width="${WIDTH}" height="264" fill="url(#grass)"/>${flowers}${EDGE}`,
  );
}
