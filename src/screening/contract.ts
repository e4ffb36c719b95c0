/** What the API and the console know of screening. The reader of machine readable zones is pure, and shared. */

export { countryOf, type MrzProblem, type MrzReading, readMrz } from '../mrz/index.ts';
export * from './contract-documents.ts';
export * from './contract-query.ts';
export * from './contract-screening.ts';
