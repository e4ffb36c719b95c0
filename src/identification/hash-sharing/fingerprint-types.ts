/** Type keys of the protocol and the element each is written as. */
const TAGS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  PDNA: 'pdna',
  PDQ: 'pdq',
  NETCLEAN: 'netclean',
  VIDENTIFIER: 'videntifier',
  TMK_PDQF: 'tmk-pdqf',
  SSVH_PDNA: 'ssvh-pdna',
  SSVH_SAFER_HASH: 'ssvh-safer-hash',
};
/** The documentation has both names for one type. */
const ALIASES: Readonly<Record<string, string>> = { TMK_SAFER_HASH: 'SSVH_SAFER_HASH' };

/** `tmk-pdqf`, `TmkPdqf` and `TMK_PDQF` to `TMK_PDQF`; a type that is not known stays as it was written. */
export function typeKey(written: string): string {
  const key = written
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
  if (TAGS[key] !== undefined) return key;
  return ALIASES[key] ?? written;
}

/** Element name of a known type; undefined for others. */
export const tagOf = (key: string): string | undefined => TAGS[key];

/** As feedback writes a type: `Md5`. */
export const feedbackName = (key: string): string =>
  (TAGS[key] ?? key)
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
