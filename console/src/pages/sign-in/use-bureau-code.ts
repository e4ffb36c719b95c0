import { useGet } from '../../api/hooks.ts';

interface Description {
  readonly info?: { readonly title?: string };
}

/** Whose console this is, before anyone has signed in: the API's own title says it (`Homeward US`). */
export function useBureauCode(): string | null {
  const { data } = useGet<Description>('/api/openapi.json', undefined, { lasting: true });
  return /\b(?:[A-Z]{2}|IPSG)$/.exec(data?.info?.title ?? '')?.[0] ?? null;
}
