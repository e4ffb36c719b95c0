import type { TravelForm, WireTravelForm } from './contract.ts';

/** Letters and digits alone, without marks, in lower case. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * What tells that two notifications are about one person: the same document of one country, or the same name (its parts in
 * any order) with the same full date of birth. Strict on purpose: who is told to be the same is not notified again.
 */
export function personKeys(person: TravelForm['person'] | WireTravelForm['person']): string[] {
  const documents = person.documents
    .filter((one) => one.country !== undefined)
    .map((one) => `document:${one.country}:${bare(one.number).replaceAll(' ', '')}`);
  const date = person.birth?.date;
  const names =
    date?.length === 10
      ? person.names
          .filter((name) => name.kind !== 'nickname' && name.kind !== 'online')
          .map((name) => bare(name.full ?? `${name.given ?? ''} ${name.family ?? ''}`))
          .filter((name) => name.includes(' '))
          .map((name) => `name:${name.split(' ').sort().join(' ')}:${date}`)
      : [];
  return [...new Set([...documents, ...names])].slice(0, 60).sort();
}

/** What a list shows: family name, given name. */
export function nameOf(person: TravelForm['person'] | WireTravelForm['person']): string | null {
  const name = person.names.find((one) => one.kind === 'current' || one.kind === 'birth') ?? person.names[0];
  if (!name) return null;
  return [name.family, name.given].filter(Boolean).join(', ') || (name.full ?? null);
}
