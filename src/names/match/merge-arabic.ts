/** Latin words that begin a name of God's servant, whatever vowel and article are written with them. */
const ABD =
  /^(?:abd|abdu|abdul|abdel|abdal|abdol|abdoul|abdool|abdil|abdur|abder|abdar|abdus|abdes|abdas|abdud|abden|abdun|abdut|abdoel|abdou|ebdul|gabd|abid)$/;
const ARTICLE = /^(?:al|el|ul|il|ol|ar|er|ur|as|es|us|ad|ed|ud|an|en|un|at|et|ut|az|ez|uz|ash|esh|ush)$/;
const WHOLE_ABD = /^[ae]bd[aeiou]{0,2}(?:l(?=.{3})|([rsdtnz])(?=\1)|sh?(?=sh))?(.{3,})$/;
const DIN = /^(?:(?:al|el|ul|ad|ed|ud|od|id)?d+(?:i|ee|ie)ne?|(?:u|e|a)ddh?(?:i|ee|ie)ne?)$/;
const WHOLE_DIN = /^(.{3,}?)(?:[aeou]{1,2}|i)(?:l-?)?d{1,2}(?:i|ee|ie)ne?$/;
const ALLAH = /^(?:allah|ullah|alla|ulla|ollah|ellah|olah|ulah)$/;

/** `abd rahman`: the space keeps it apart from a word that was never two. */
function servant(of: string): string {
  return `abd ${of.replace(/^(?:al|el|ul)(?=.{3})/, '')}`;
}

/**
 * Names of several words that are one name are put together: Abd al-Rahman, Abdul Rahman, Abdurrahman → `abd rahman`;
 * Nur al-Din, Nureddine → `nur din`; Habib Ullah → `habib ullah`. Arabic script likewise.
 * @param words normalised words, in order
 */
export function mergeArabic(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1];
    if (word > '\u0620' && word < '\u06ff') {
      at += mergeScript(words, at, out);
      continue;
    }
    const first = word.charCodeAt(0);
    if ((first === 97 || first === 101 || first === 103) && next !== undefined && ABD.test(word)) {
      const after = words[at + 2];
      if (ARTICLE.test(next) && after !== undefined) {
        out.push(servant(after));
        at += 2;
        continue;
      }
      if (next.length > 2) {
        out.push(servant(ALLAH.test(next) ? 'lah' : next));
        at += 1;
        continue;
      }
    }
    if ((first === 97 || first === 101) && word.length >= 7 && word.charCodeAt(1) === 98) {
      const whole = WHOLE_ABD.exec(word);
      if (whole?.[2] !== undefined) {
        out.push(servant(/^l?l[ae]h?$/.test(whole[2]) ? 'lah' : whole[2]));
        continue;
      }
    }
    const before = out[out.length - 1];
    if (before !== undefined && before.length > 1 && DIN.test(word)) {
      if (ARTICLE.test(before) && out.length > 1) out.pop();
      out[out.length - 1] = `${out[out.length - 1]} udin`;
      continue;
    }
    if (before !== undefined && before.length > 2 && ALLAH.test(word) && !before.includes(' ')) {
      out[out.length - 1] = `${before} ulah`;
      continue;
    }
    const din = word.length >= 7 && word.length <= 14 && /[ie]ne?$/.test(word) ? WHOLE_DIN.exec(word) : null;
    if (din?.[1] !== undefined && !/(?:ad|ard|and|on|er)$/.test(din[1]) && !/^(?:const|bern|gal|kon)/.test(din[1])) {
      out.push(`${din[1]} udin`);
      continue;
    }
    out.push(word);
  }
  return out;
}

const plainLetters = (word: string): string => word.replace(/[أإآٱ]/g, 'ا').replace(/ی/g, 'ي');

/** The same in Arabic letters. @returns how many words beyond the first were used. */
function mergeScript(words: readonly string[], at: number, out: string[]): number {
  const word = words[at] ?? '';
  const next = words[at + 1];
  const plain = plainLetters(word);
  const bare = (text: string): string => (/^ال.{2,}/.test(plainLetters(text)) ? text.slice(2) : text);
  if ((plain === 'عبد' || plain === 'عبدال') && next !== undefined) {
    if (plainLetters(next) === 'ال' && words[at + 2] !== undefined) {
      out.push(`عبد ${words[at + 2]}`);
      return 2;
    }
    out.push(`عبد ${bare(next)}`);
    return 1;
  }
  const joined = /^عبدال(.{2,})$/.exec(plain);
  if (joined?.[1] !== undefined) {
    out.push(`عبد ${joined[1]}`);
    return 0;
  }
  const before = out[out.length - 1];
  if (before !== undefined && /^(?:ال)?د[يی]ن$/.test(plain)) {
    out[out.length - 1] = `${before} دين`;
    return 0;
  }
  const din = /^(.{2,})ال(دين)$/.exec(plain);
  if (din?.[1] !== undefined) {
    out.push(`${din[1]} دين`);
    return 0;
  }
  if (before !== undefined && before.length > 2 && /^الله?$/.test(plain) && !before.includes(' ')) {
    out[out.length - 1] = `${before} له`;
    return 0;
  }
  out.push(word);
  return 0;
}
