/** Shapes shared by the zod schemas (browser) and the protocol code (server). No imports, so both may use it. */
export const BUREAU = '(?:[A-Z]{2}|IPSG)';
export const KIND = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

export const bureauPattern = new RegExp(`^${BUREAU}$`);
export const kindPattern = new RegExp(`^${KIND}$`);
export const uuidPattern = new RegExp(`^${UUID}$`);
export const wireIdPattern = new RegExp(`^(${BUREAU}):(${KIND}):(${UUID})$`);

/** Dotted codes such as message kinds and ledger acts: `notice.issued`, `case.request-accepted`. */
export const codePattern = new RegExp(`^${KIND}(?:\\.${KIND})*$`);

export const hexHashPattern = /^[0-9a-f]{64}$/;
