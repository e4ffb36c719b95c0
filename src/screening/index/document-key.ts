/** A document number as it is compared: capitals and digits alone, so that `ab 12-34` is `AB1234`. Empty: no number. */
export function documentKey(number: string): string {
  return number.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
