import { useGet } from '../../api/hooks.ts';

interface Codes {
  readonly hair: Readonly<Record<string, string>>;
  readonly eyes: Readonly<Record<string, string>>;
  readonly languages: Readonly<Record<string, string>>;
}

/** Codes of the notice form with their words, as the directory has them. */
export function useCodes(): Codes {
  const { data } = useGet<Codes>('/api/directory/codes', undefined, { lasting: true });
  return data ?? { hair: {}, eyes: {}, languages: {} };
}
