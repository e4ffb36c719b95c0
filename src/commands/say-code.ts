import { phrases as notices } from '../notices/phrases.ts';
import { phrases as travel } from '../travel/phrases.ts';

/** A code of these rooms in English, for a terminal: what a file says is shown without what would steer one. */
export function sayCode(code: string, params: Readonly<Record<string, unknown>> = {}): string {
  const words = travel[code]?.en ?? notices[code]?.en ?? code;
  return words.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all)).replaceAll(/\p{Cc}/gu, ' ');
}
