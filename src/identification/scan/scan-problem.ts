import { phrases } from '../phrases.ts';

/** Why a scan cannot go on at all; its message is in words, for whoever started it. */
export class ScanProblem extends Error {
  override readonly name = 'ScanProblem';
  readonly code: string;

  constructor(code: string, where: string) {
    super(`${where}: ${phrases[code]?.en ?? code}`);
    this.code = code;
  }
}
