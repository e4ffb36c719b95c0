import { useGet } from '../api/hooks.ts';
import { useText } from '../i18n/use-text.ts';

interface BureauList {
  readonly bureaus: readonly { readonly code: string; readonly city: string | null }[];
}

/** What a bureau calls itself: after its city. Its country's name until the directory is read. */
export function useBureauName(code: string): string {
  const text = useText();
  const { data } = useGet<BureauList>('/api/directory/bureaus', undefined, { lasting: true });
  const city = data?.bureaus.find((bureau) => bureau.code === code)?.city;
  return code !== 'IPSG' && city ? text.t('bureau.of-city', { city }) : text.bureau(code);
}
