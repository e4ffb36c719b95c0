import { Center, Loader } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';

/** While a page is fetched. */
export function Waiting() {
  const text = useText();
  return (
    <Center mih="40vh">
      <Loader aria-label={text.t('common.loading')} />
    </Center>
  );
}
