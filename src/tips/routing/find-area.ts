import type { PlaceEvidence } from '../contract-routing.ts';
import type { AreaRule } from '../contract-rules.ts';

/** Whose part of a state a place lies in: by ZIP, then by the name of a county or city, then by area code. Null: no row says. */
export function findArea(place: PlaceEvidence, state: string, areas: readonly AreaRule[]): string | null {
  const own = areas.filter((area) => area.state === state);
  const { zip, city, areaCode } = place;
  const found =
    (zip === null ? undefined : own.find((area) => area.zips.some((range) => isIn(zip, range)))) ??
    (city === null ? undefined : own.find((area) => area.places.includes(bareName(city)))) ??
    (areaCode === null ? undefined : own.find((area) => area.phones.includes(areaCode)));
  return found?.taskForce ?? null;
}

function isIn(prefix: string, range: string): boolean {
  const [from = '', to = from] = range.split('-');
  return prefix >= from && prefix <= to;
}

const bareName = (name: string): string => name.replace(/ (?:county|city)$/, '');
