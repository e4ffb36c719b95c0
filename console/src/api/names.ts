import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { useMe } from './session.ts';

const PATH = '/api/people/names';
/** A page asks for all its people in one call. */
const GATHER_MS = 15;
const MOST = 100;

type Names = ReadonlyMap<string, string>;
let gathering: { ids: Set<string>; names: Promise<Names> } | null = null;

function nameOf(uuid: string): Promise<string | null> {
  if (!gathering || gathering.ids.size >= MOST) {
    const ids = new Set<string>();
    const names = new Promise<void>((resolve) => window.setTimeout(resolve, GATHER_MS)).then(async () => {
      if (gathering?.ids === ids) gathering = null;
      const answer = await call<{ names: { id: string; name: string }[] }>('GET', PATH, {
        query: { ids: [...ids].join(',') },
      });
      return new Map(answer.names.map(({ id, name }) => [id, name]));
    });
    gathering = { ids, names };
  }
  gathering.ids.add(uuid);
  return gathering.names.then((names) => names.get(uuid) ?? null);
}

const PERSON = /^(?:person:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The name of a person of this bureau, by the id that a record holds; undefined while it is asked, null when there is none. */
export function useName(id: string | null): string | null | undefined {
  const me = useMe();
  const uuid = id === null ? undefined : PERSON.exec(id)?.[1];
  const { data, error } = useQuery({
    queryKey: [PATH, uuid ?? null],
    queryFn: () => nameOf(uuid ?? ''),
    enabled: uuid !== undefined && !me.is('requesting-officer'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (uuid === undefined || me.is('requesting-officer') || error) return null;
  return data;
}
