/** A moment as `datetime-local` wants it: the reader's own clock, to the minute. */
export function localInput(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
