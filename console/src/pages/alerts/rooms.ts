/** How tasks begin: what a rule or a webhook may be narrowed to. */
export const ROOMS = [
  'request',
  'case',
  'thread',
  'notice',
  'hit',
  'review',
  'screening',
  'travel',
  'tip',
  'hosting',
  'lookup',
  'series',
  'watch',
  'work',
];

/** A minute of the day as a field of time shows it, and back. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
export function minutes(value: string): number {
  const [hours = 0, rest = 0] = value.split(':').map(Number);
  return hours * 60 + rest || 0;
}
