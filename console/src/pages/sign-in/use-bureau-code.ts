import { useGet } from '../../api/hooks.ts';

/** Whose console this is, before anyone has signed in. */
export function useBureauCode(): string | null {
  const { data } = useGet<{ readonly code: string }>('/api/bureau', undefined, { lasting: true });
  return data?.code ?? null;
}
