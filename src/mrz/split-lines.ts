import { LAYOUTS, type Layout, type MrzFormat } from './layouts.ts';

/** A line that lost or gained a few characters is still taken for one of its kind. */
const SLACK = 3;

/** As typed, scanned or pasted: capitals, fillers for what keyboards and scanners make of them, no blanks. */
export function tidy(line: string): string {
  return line
    .toUpperCase()
    .replaceAll('«', '<<')
    .replace(/[‹＜≤〈]/g, '<')
    .replace(/\s+/g, '');
}

export interface SplitZone {
  readonly layout: Layout;
  /** As many as the layout has, each as it came. */
  readonly lines: readonly string[];
}

/** Finds the format by the number and length of the lines and by the first character; null when it is no such zone. */
export function splitZone(text: string): SplitZone | null {
  let lines = text
    .split(/\r\n|[\n\r]/)
    .map(tidy)
    .filter((line) => line !== '');
  const [only = ''] = lines;
  // All on one line, as some scanners send it.
  if (lines.length === 1) {
    if (only.length === 90) lines = [only.slice(0, 30), only.slice(30, 60), only.slice(60)];
    else if (only.length === 88) lines = [only.slice(0, 44), only.slice(44)];
    else if (only.length === 72) lines = [only.slice(0, 36), only.slice(36)];
  }
  const format = formatOf(lines);
  return format === null ? null : { layout: LAYOUTS[format], lines };
}

function formatOf(lines: readonly string[]): MrzFormat | null {
  const isVisa = lines[0]?.startsWith('V') === true;
  const near = (length: number): boolean => lines.every((line) => Math.abs(line.length - length) <= SLACK);
  if (lines.length === 3 && near(30)) return 'TD1';
  if (lines.length !== 2) return null;
  if (near(44)) return isVisa ? 'MRV-A' : 'TD3';
  if (near(36)) return isVisa ? 'MRV-B' : 'TD2';
  return null;
}
