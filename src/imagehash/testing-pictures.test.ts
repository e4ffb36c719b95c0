import { expect, it } from 'vitest';
import { hammingDistance, pdq } from './index.ts';
import { draw, KINDS } from './testing-pictures.ts';

/** Kind, seed, sides; quality and hash as the reference's arithmetic, compiled apart in C, gives them for these pixels. */
const FROZEN = [
  ['gradient', 1, 320, 240, 51, 'd189d6958169d4b544dcd695292216b515ae96b594b0d6b5a5a4d6b5b5a4d6b5'],
  ['gradient', 2, 512, 384, 58, 'b26fd64db24fb24dd64db249924d924d9249d24d5a6aea4da94d552aa8a54db5'],
  ['gradient', 3, 800, 533, 34, 'c66021cec660318cce62618e4e6361cece6371cece6371cece6373cec6639cce'],
  ['gradient', 4, 64, 64, 44, '94d2096594d2496db4d2496d94d2496db4d2496db4d2d96d6cd2b66d6932b69b'],
  ['gradient', 5, 97, 131, 56, 'f030c0fef3f000fef8e060ff60e0c0fbf1f000f2f1f040fff0f000ff07f0ff80'],
  ['noise', 1, 320, 240, 80, '7f3ad3ad452a7e193a8163ecf20cd8cfec1cd8835b4893206f898dc82bfab232'],
  ['noise', 2, 512, 384, 87, '5a1c2c072e4cca55b6bc25e9c122dcb2777ea9385e7223f15d9ca3c2d8097e3c'],
  ['noise', 3, 800, 533, 57, '6eca873d42a990b35dacf75a84a8e2bd9f56aeb76392a2624a3824b2565836a7'],
  ['noise', 4, 64, 64, 90, '86d289ab9f78cc301fa2b3dfe80f81e414e809c1750610cbf3f6d2a3bf5828df'],
  ['noise', 5, 97, 131, 81, '56bbcb353fe64dd9b995cad87b0690d283b0f7425544fe38000701ca3e3ca6f5'],
  ['scene', 1, 320, 240, 100, 'dbcc498e6486244f13dfde318c704fb00459328ff16e71c67b8c8c7933c97ba4'],
  ['scene', 2, 512, 384, 100, '325a539e07a90d503c0244bf8a7eba7f716741a78fd2fe1276a9e9548e4104ef'],
  ['scene', 3, 800, 533, 100, '0a8cb85fe9cb2f082efca17f754356a3c03a8e26bab3b8f719c437184b3c4863'],
  ['scene', 4, 64, 64, 100, '10763670e6bfef8688611cf1e19e819e3eb024b3e347806f3ef0c10ce384fff0'],
  ['scene', 5, 97, 131, 100, '0c93b77af83b602c46f09e236b0f6e9517789360690f6c9f987c166ce894ab93'],
  ['leaves', 1, 320, 240, 100, 'ddfafc1da2896f05222b59e7d23c124e15f36616f65be26b8d5e85cc44904b11'],
  ['leaves', 2, 512, 384, 100, '1ffd3374c57804e361b85aed64c825afbe2d5706192dd490199fae0d64d0eea1'],
  ['leaves', 3, 800, 533, 100, 'b1e99f376918e2c5349cfde0963b7ec381e556ecc668b3140b56d0212fd4b24a'],
  ['leaves', 4, 64, 64, 100, '40399cb5ef129478a146efec7e76faaa51611f83f8697a07152807852d09f3b6'],
  ['leaves', 5, 97, 131, 100, '0a0c6ecee770f2557c3d8bf82988bfd2560492706bb9893a68f2de5b60099fa6'],
] as const;

it.each(FROZEN)('%s %i of %i×%i is the reference hash', (kind, seed, width, height, quality, hex) => {
  expect(pdq(draw(kind, seed, width, height))).toMatchObject({ quality, hex });
});

it('different pictures are beyond 31', () => {
  const hashes = KINDS.flatMap((kind) => [1, 2, 3].map((seed) => pdq(draw(kind, seed, 160, 120)).hash));
  for (const [n, hash] of hashes.entries()) {
    for (const other of hashes.slice(n + 1)) expect(hammingDistance(hash, other)).toBeGreaterThan(31);
  }
});
