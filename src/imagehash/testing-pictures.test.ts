import { expect, it } from 'vitest';
import { hammingDistance, pdq } from './index.ts';
import { draw, KINDS } from './testing-pictures.ts';

/** Kind, seed, sides; quality and hash as the reference's arithmetic, compiled apart in C, gives them for these pixels. */
const FROZEN = [
  ['gradient', 1, 160, 120, 52, '6d01b4b7594ba6b7943296b5750096b5543796b5d48196b5a52994b5a5ad96b5'],
  ['gradient', 2, 256, 192, 57, 'b26fd64db24fb24dd64db249924d924d9249d24d5a6aea4da94d552aa8a54db5'],
  ['gradient', 3, 560, 60, 34, '4e6270cec662318cce6261ce466360cece6263cece6371cece6371cec6639cce'],
  ['gradient', 4, 64, 64, 44, '94d2096594d2496db4d2496d94d2496db4d2496db4d2d96d6cd2b66d6932b69b'],
  ['gradient', 5, 97, 131, 56, 'f030c0fef3f000fef8e060ff60e0c0fbf1f000f2f1f040fff0f000ff07f0ff80'],
  ['noise', 1, 160, 120, 84, '7f3ad3ad45a27e383a8943eca20cd2cfec5cd48bdb4893606f898dc80bfab222'],
  ['noise', 2, 256, 192, 91, '5a1c2c273e4cca55b6bc61e9c1269cb2777ea938567223f15d9ca3c2d8097c3c'],
  ['noise', 3, 560, 60, 58, '6e4a071d42a980b31dbcf75a854ae2bd9756beb7639ba242ca3824b2567836a7'],
  ['noise', 4, 64, 64, 90, '86d289ab9f78cc301fa2b3dfe80f81e414e809c1750610cbf3f6d2a3bf5828df'],
  ['noise', 5, 97, 131, 81, '56bbcb353fe64dd9b995cad87b0690d283b0f7425544fe38000701ca3e3ca6f5'],
  ['scene', 1, 160, 120, 100, '93ccc98e4f86a44f37df9e319c704ff00c11a28f31ce7186e38c145967c9efa4'],
  ['scene', 2, 256, 192, 100, '325a53bc0fa90d507c0344bf8a7eba7f716541a68fd2fe1276a9a9548e4104ef'],
  ['scene', 3, 560, 60, 100, '4e84985fe9cf2f082eeca07f754376a3c03a8c260ab138f759c737184f3cc867'],
  ['scene', 4, 64, 64, 100, '10763670e6bfef8688611cf1e19e819e3eb024b3e347806f3ef0c10ce384fff0'],
  ['scene', 5, 97, 131, 100, '0c93b77af83b602c46f09e236b0f6e9517789360690f6c9f987c166ce894ab93'],
  ['leaves', 1, 160, 120, 100, 'ddfadc5da0896b15222b58e7d334123e15c366b6f65bb2eb8d5e85cc54900b11'],
  ['leaves', 2, 256, 192, 100, '1ffd2374c57824eb63b85aed64d825afb22d5706192dc590199fae0d64d0cea1'],
  ['leaves', 3, 560, 60, 100, '31e99d67cd1ae3c5349cfde0863b7ed289e754e4c668b30c0b56d0212fd4b24a'],
  ['leaves', 4, 64, 64, 100, '40399cb5ef129478a146efec7e76faaa51611f83f8697a07152807852d09f3b6'],
  ['leaves', 5, 97, 131, 100, '0a0c6ecee770f2557c3d8bf82988bfd2560492706bb9893a68f2de5b60099fa6'],
] as const;

it.each(FROZEN)('%s %i of %i×%i is the reference hash', (kind, seed, width, height, quality, hex) => {
  expect(pdq(draw(kind, seed, width, height))).toMatchObject({ quality, hex });
});

it('different pictures are beyond 31', () => {
  const hashes = KINDS.flatMap((kind) => [1, 2, 3].map((seed) => pdq(draw(kind, seed, 100, 75)).hash));
  for (const [n, hash] of hashes.entries()) {
    for (const other of hashes.slice(n + 1)) expect(hammingDistance(hash, other)).toBeGreaterThan(31);
  }
});
