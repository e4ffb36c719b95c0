import phones from './data/phones.json' with { type: 'json' };

const CALLING: Readonly<Record<string, string>> = phones.callingCodes;
const NORTH_AMERICA: Readonly<Record<string, string>> = phones.northAmerica;
/** The longest calling code, and one digit more where a country shares another's (+76 of +7). */
const LONGEST = 3;

export interface NumberPlace {
  readonly country: string;
  readonly state: string | null;
  readonly areaCode: string | null;
}

/** Day of the table of calling and area codes. */
export const PHONES_SNAPSHOT = phones.snapshot;

/**
 * Where a telephone number was first given out. Null: it does not say its country, or none has it. Ten digits without any sign of
 * a country are not taken for an American number: half the world writes such.
 * @param value as the report gives it
 * @param callingCode as the report gives it beside the number, `+1`
 */
export function placeOfNumber(value: string, callingCode: string | null): NumberPlace | null {
  const code = callingCode?.replace(/\D/g, '') ?? '';
  const bare = value.replace(/[^\d+]/g, '');
  const digits = bare.startsWith('+')
    ? bare.slice(1)
    : bare.startsWith('00')
      ? bare.slice(2)
      : code !== ''
        ? code + bare.replace(/^0+/, '')
        : '';
  if (!/^\d{6,15}$/.test(digits)) return null;
  if (digits.startsWith('1')) return northAmerican(digits.slice(1));
  for (let length = LONGEST; length >= 1; length--) {
    const country = CALLING[digits.slice(0, length)];
    if (country !== undefined) return { country, state: null, areaCode: null };
  }
  return null;
}

function northAmerican(national: string): NumberPlace | null {
  if (national.length !== 10) return null;
  const areaCode = national.slice(0, 3);
  const place = NORTH_AMERICA[areaCode];
  if (place === undefined) return null;
  return place.startsWith('US-')
    ? { country: 'US', state: place.slice(3), areaCode }
    : { country: place, state: null, areaCode };
}
