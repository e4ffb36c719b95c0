const KEY = 'homeward.screening.trip';

/** The journey of the traveller before: the next in the queue stands at the same counter. Kept in this tab alone. */
export function keptTrip(): object {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as object;
  } catch {
    return {};
  }
}

export function keepTrip(trip: object): void {
  sessionStorage.setItem(KEY, JSON.stringify(trip));
}
