/*
 * What a decoder process may use. A file is hostile until decoded: whatever it does, it ends one process that holds nothing.
 */

/** Decoded at three bytes a pixel, this bounds one uploaded picture's memory to about 150 MB. */
export const MAX_PIXELS = 50_000_000;
/** A seizure holds what cameras make (a telephone's 108 megapixels). */
export const MAX_SCAN_PIXELS = 120_000_000;
/** Under this there is nothing to recognise. */
export const MIN_SIDE = 16;
/** A picture file beyond this is no picture; of it the file hashes alone are taken. */
export const MAX_PICTURE_FILE = 200 * 1024 * 1024;

/** sharp gives up by itself; the process is killed when it does not, and says nothing for so long. */
export const DECODE_SECONDS = 20;
export const TASK_MS = 30_000;
export const BEAT_MS = 3_000;

/** Private writable memory (RLIMIT_DATA): pixels, the decoder's own, JavaScript. Beyond it an allocation fails. */
export const MEMORY_BYTES = 1_536 * 1024 * 1024;
/** JavaScript's own part of it. */
export const HEAP_MB = 256;
/** A decoder writes no file, save the nameless copy of a video that is read in place. */
export const WRITTEN_BYTES = 128 * 1024 * 1024;
/** A process that has decoded so many files is replaced: what a native library leaks does not add up. */
export const TASKS_A_PROCESS = 5_000;
/** An idle process costs some 80 MB. */
export const IDLE_MS = 30_000;
