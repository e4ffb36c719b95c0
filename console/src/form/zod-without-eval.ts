import { config } from 'zod/v4/core';

/** The page's policy allows no `eval`; zod is told so before it tries. */
config({ jitless: true });
