import { availableParallelism } from 'node:os';
import { AppError, invalid } from '../../platform/index.ts';
import { DecodePool } from './pool.ts';
import { DecodeProblem } from './problem.ts';
import type { TaskName, Tasks } from './tasks.ts';

/** Of all bureaus in this process: memory is bounded by the machine, not by how many bureaus it hosts. */
const pool = new DecodePool(Math.max(2, Math.min(4, availableParallelism())));

/**
 * Runs a task over a file's bytes in a decoder process.
 * @throws AppError `unsupported-type` or `invalid` with the decoder's code
 */
export async function decode<K extends Exclude<TaskName, 'scan'>>(
  name: K,
  bytes: Uint8Array,
  give: Omit<Tasks[K]['give'], 'size'>,
): Promise<Tasks[K]['get']> {
  try {
    return await pool.run(name, { ...give, size: bytes.length } as Tasks[K]['give'], { bytes });
  } catch (error) {
    throw error instanceof DecodeProblem ? toAppError(error) : error;
  }
}

function toAppError({ code, params }: DecodeProblem): AppError {
  if (code === 'media.type-unknown') {
    return new AppError('unsupported-type', 'neither picture nor video', { errors: [{ pointer: '/body', code }] });
  }
  if (code === 'video.ffmpeg-missing') return new AppError('unavailable', code, { errors: [{ pointer: '', code }] });
  return invalid(code === 'media.crop-outside' ? '/body/crop' : '/body', code, params);
}
