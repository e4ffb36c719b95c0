// AssemblyScript. Where things lie in the memory of the PDQ kernel; ../pdq-kernel.ts has those that its caller needs.

export const SLAB: i32 = 16;
export const SIDE: i32 = 64;
export const FREQUENCIES: i32 = 16;

/** f32[16][64] cosines, f32[64][16] the same turned over, as the caller wrote them; then what is worked on. */
export const COSINES: usize = 1024;
export const TURNED: usize = COSINES + 4096;
export const IMAGE: usize = TURNED + 4096;
export const HALF: usize = IMAGE + 16384;
export const STRENGTHS: usize = HALF + 4096;
export const ASPECT: usize = STRENGTHS + 1024;
export const HASH: usize = ASPECT + 1024;
export const COUNTS: usize = HASH + 64;
export const SUMS: usize = COUNTS + 1024;
export const COLUMNS: usize = SUMS + 256;
/** f32[column][16 rows]. */
export const SAMPLED: usize = COLUMNS + 512;
export const START: usize = SAMPLED + 4096;
