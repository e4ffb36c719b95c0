import type { WordTable } from '../i18n/words.ts';
import { common } from './common.ts';
import { desk } from './desk.ts';
import { intake } from './intake.ts';
import { shell } from './shell.ts';

/** The console's own texts. Codes that rooms send are worded by the rooms. */
export const chrome = { ...common, ...shell, ...desk, ...intake } as const satisfies WordTable;
export type TextKey = keyof typeof chrome;
