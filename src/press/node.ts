export { servePress } from './serve-press.ts';
