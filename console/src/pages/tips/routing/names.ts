import type { PlaceEvidence, Target } from '../../../../../src/tips/contract.ts';
import type { Text } from '../../../i18n/text.ts';

/** A receiver in the reader's language: bureaus by country, others by their own name. */
export function receiverName(target: Pick<Target, 'kind' | 'id'>, name: string, text: Text): string {
  if (target.kind === 'bureau') return text.bureau(target.id);
  return target.id === 'national-unit' ? text.phrase('tip.target.national-unit') : name;
}

export const targetKey = (target: Pick<Target, 'kind' | 'id'>): string => `${target.kind} ${target.id}`;

/** `Massachusetts, United States`, as near as it is known. */
export function placeName(place: Pick<PlaceEvidence, 'country' | 'state' | 'city'>, text: Text): string {
  if (place.country === null) return '–';
  const country = text.country(place.country);
  return place.state === null ? country : `${place.state}, ${country}`;
}

/** Names of data files are names; our own tables have words. */
export function sourceName(source: string, text: Text): string {
  switch (source) {
    case 'report':
      return text.t('routing.source.report');
    case 'phone-codes':
      return text.t('routing.source.phone-codes');
    case 'zip-prefixes':
      return text.t('routing.source.zip-prefixes');
    case 'iana-zones':
      return text.t('routing.source.iana-zones');
    default:
      return source;
  }
}
