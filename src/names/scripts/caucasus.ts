import type { Form } from '../match/form.ts';
import { type Letters, write } from './letters.ts';

const GEORGIAN: Letters = {
  ა: 'a',
  ბ: 'b',
  გ: 'g',
  დ: 'd',
  ე: 'e',
  ვ: 'v',
  ზ: 'z',
  თ: 't',
  ი: 'i',
  კ: 'k',
  ლ: 'l',
  მ: 'm',
  ნ: 'n',
  ო: 'o',
  პ: 'p',
  ჟ: 'Z',
  რ: 'r',
  ს: 's',
  ტ: 't',
  უ: 'u',
  ფ: 'p',
  ქ: 'k',
  ღ: 'G',
  ყ: 'q',
  შ: 'S',
  ჩ: 'C',
  ც: 'c',
  ძ: 'J',
  წ: 'c',
  ჭ: 'C',
  ხ: 'x',
  ჯ: 'J',
  ჰ: 'h',
};

/** Georgian by its national table. */
export function georgianForms(word: string): Form[] {
  return [{ sounds: write(word, GEORGIAN), bare: false, cost: 0 }];
}

const EASTERN: Letters = {
  ա: 'a',
  բ: 'b',
  գ: 'g',
  դ: 'd',
  ե: 'e',
  զ: 'z',
  է: 'e',
  ը: 'e',
  թ: 't',
  ժ: 'Z',
  ի: 'i',
  լ: 'l',
  խ: 'x',
  ծ: 'c',
  կ: 'k',
  հ: 'h',
  ձ: 'J',
  ղ: 'G',
  ճ: 'C',
  մ: 'm',
  յ: 'y',
  ն: 'n',
  շ: 'S',
  ո: 'o',
  չ: 'C',
  պ: 'p',
  ջ: 'J',
  ռ: 'r',
  ս: 's',
  վ: 'v',
  տ: 't',
  ր: 'r',
  ց: 'c',
  ւ: 'v',
  փ: 'p',
  ք: 'k',
  և: 'ev',
  օ: 'o',
  ֆ: 'f',
  ու: 'u',
};
/** Western Armenian turns the voiced and unvoiced stops round. */
const WESTERN: Letters = {
  ...EASTERN,
  բ: 'p',
  գ: 'k',
  դ: 't',
  ծ: 'J',
  կ: 'g',
  ձ: 'c',
  ճ: 'J',
  պ: 'b',
  ջ: 'C',
  տ: 'd',
  յ: 'h',
  թ: 't',
};

/** Armenian as spoken in the east and in the west. */
export function armenianForms(word: string): Form[] {
  const begin = (sounds: string): string =>
    word.startsWith('ե') ? `y${sounds}` : /^ո(?!ւ)/.test(word) ? `v${sounds}` : sounds;
  return [
    { sounds: begin(write(word, EASTERN)), bare: false, cost: 0 },
    { sounds: begin(write(word, WESTERN)), bare: false, cost: 0.005 },
    ...(word.startsWith('ե') ? [{ sounds: write(word, EASTERN), bare: false, cost: 0 }] : []),
  ];
}

/** Ethiopic: rows of eight, a consonant with seven vowels. */
const ROWS: Readonly<Record<number, string>> = {
  4608: 'h',
  4616: 'l',
  4624: 'h',
  4632: 'm',
  4640: 's',
  4648: 'r',
  4656: 's',
  4664: 'S',
  4672: 'k',
  4680: 'kw',
  4704: 'b',
  4712: 'v',
  4720: 't',
  4728: 'C',
  4736: 'h',
  4744: 'hw',
  4752: 'n',
  4760: 'ny',
  4768: '',
  4776: 'k',
  4784: 'kw',
  4792: 'h',
  4808: 'w',
  4816: '',
  4824: 'z',
  4832: 'Z',
  4840: 'y',
  4848: 'd',
  4864: 'J',
  4872: 'g',
  4896: 't',
  4904: 'C',
  4912: 'p',
  4920: 'c',
  4928: 'c',
  4936: 'f',
  4944: 'p',
};
const ORDERS = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa'];

/** Amharic and Tigrinya; the sixth order is silent or a short i. */
export function ethiopicForms(word: string): Form[] {
  let sounds = '';
  for (const letter of word) {
    const code = letter.codePointAt(0) ?? 0;
    const row = ROWS[code & ~7];
    if (row === undefined) continue;
    const order = code & 7;
    sounds += row + (row === '' && order === 0 ? 'a' : row === '' && order === 5 ? 'i' : (ORDERS[order] ?? ''));
  }
  const collapsed = sounds.replace(/(.)\1+/g, '$1');
  return [
    { sounds: collapsed, bare: true, cost: 0 },
    ...(/e/.test(collapsed) ? [{ sounds: collapsed.replace(/e/g, 'a'), bare: true, cost: 0.005 }] : []),
  ];
}
