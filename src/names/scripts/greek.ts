import type { Form } from '../match/form.ts';
import { type Letters, write } from './letters.ts';

const LETTERS: Letters = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'T',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'ks',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'i',
  φ: 'f',
  χ: 'x',
  ψ: 'ps',
  ω: 'o',
  ου: 'u',
  αι: 'e',
  ει: 'i',
  οι: 'i',
  αυ: 'av',
  ευ: 'ev',
  ηυ: 'iv',
  μπ: 'b',
  ντ: 'd',
  γκ: 'g',
  γγ: 'ng',
  γχ: 'nx',
  τσ: 'c',
  τζ: 'J',
  γι: 'y',
  γε: 'ye',
  υι: 'i',
  γξ: 'nks',
};
/** Letter for letter, as ELOT 743 writes. */
const PLAIN: Letters = {
  ...LETTERS,
  αι: 'ai',
  οι: 'oi',
  ει: 'ei',
  μπ: 'mp',
  ντ: 'nt',
  γκ: 'gk',
  τζ: 'c',
  γι: 'gi',
  γε: 'ge',
  υ: 'i',
  αυ: 'af',
  ευ: 'ef',
};

/** A Greek word as it sounds and as ELOT 743 writes it. */
export function greekForms(word: string): Form[] {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
  const forms: Form[] = [{ sounds: write(bare, LETTERS), bare: false, cost: 0 }];
  const plain = write(bare, PLAIN);
  if (plain !== forms[0]?.sounds) forms.push({ sounds: plain, bare: false, cost: 0 });
  if (bare.startsWith('γ') || bare.includes('χ'))
    forms.push({ sounds: plain.replace(/^g/, 'y').replace(/x/g, 'h'), bare: false, cost: 0.01 });
  return forms;
}
