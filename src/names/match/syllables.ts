import { SURNAME_ELSEWHERE } from '../data/chinese.ts';
import { KOREAN_SURNAMES } from '../data/korean.ts';
import type { Reading } from './parse.ts';

const EAST = new Set(
  [...Object.values(KOREAN_SURNAMES), ...Object.values(SURNAME_ELSEWHERE)]
    .flatMap((line) => line.split(' '))
    .concat(
      'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao liang zheng xie song tang han feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian yin he lai gong wen'.split(
        ' ',
      ),
    ),
);
const SYLLABLE = /^(?:[bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}(?:ng|n|k|t|p|m|l|r|h)?)$/;

/**
 * Syllables of Chinese and Korean given names that Latin writes apart and the script does not: `Kim Jong Un`.
 * @returns by the place of the second syllable, both as one word
 */
export function syllablePairs(reading: Reading): Map<number, string> {
  const pairs = new Map<number, string>();
  if (reading.length < 3 || reading.length > 4) return pairs;
  // The family name stands first, or last; a syllable may look like one, so both are taken.
  if (EAST.has(reading[0]?.key ?? '')) join(reading, 1, pairs);
  if (EAST.has(reading[reading.length - 1]?.key ?? '')) join(reading, 0, pairs);
  return pairs;
}

function join(reading: Reading, at: number, pairs: Map<number, string>): void {
  const one = reading[at]?.key ?? '';
  const two = reading[at + 1]?.key ?? '';
  if (one.length <= 6 && two.length <= 6 && SYLLABLE.test(one) && SYLLABLE.test(two)) pairs.set(at + 1, one + two);
}
