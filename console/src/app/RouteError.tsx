import { Alert, Button, Stack } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';

/** A page that failed takes nothing else down with it. */
export function RouteError() {
  const text = useText();
  return (
    <Stack p="md" align="flex-start">
      <Alert color="red" title={text.t('problem.page')} role="alert" />
      <Button onClick={() => window.location.reload()}>{text.t('common.try-again')}</Button>
    </Stack>
  );
}
