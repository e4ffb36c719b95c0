/** All texts in one language, made by `console/words-plugin.ts`. */
declare module 'virtual:words/*' {
  const words: Readonly<Record<string, string>>;
  export default words;
}
