export interface MrzNames {
  /** Primary identifier: the family name, or the whole name of who has only one. */
  readonly family: string;
  readonly given: string;
  /** The field is full to its last place: the rest of the name may not have fitted. */
  readonly truncated: boolean;
}

/** The name field (Doc 9303-3, section 4.6): primary and secondary identifier apart by two fillers, words by one. */
export function readNames(raw: string): MrzNames {
  const trimmed = raw.replace(/<+$/, '');
  const gap = trimmed.indexOf('<<');
  const family = gap < 0 ? trimmed : trimmed.slice(0, gap);
  const given = gap < 0 ? '' : trimmed.slice(gap + 2);
  const words = (part: string): string => part.split('<').filter(Boolean).join(' ');
  return { family: words(family), given: words(given), truncated: raw.length > 0 && !raw.endsWith('<') };
}
