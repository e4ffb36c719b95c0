/** Wire shapes that server and console share. Pure zod: nothing here touches Node. */
export * from './bodies.ts';
export * from './common.ts';
export * from './leaves.ts';
export * from './partial-date.ts';
export * from './patterns.ts';
export * from './problem.ts';
