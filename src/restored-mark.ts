import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from './platform/index.ts';

const pathOf = (dataDir: string): string => join(dataDir, 'restored');

/** Notes that a bureau's database was put back from a backup: purges ordered since are still to be carried out. */
export const markRestored = (dataDir: string): Promise<void> => writePrivateFile(pathOf(dataDir), '');

export const isRestored = async (dataDir: string): Promise<boolean> =>
  (await stat(pathOf(dataDir)).catch(() => null)) !== null;

export const clearRestored = (dataDir: string): Promise<void> => rm(pathOf(dataDir), { force: true });
