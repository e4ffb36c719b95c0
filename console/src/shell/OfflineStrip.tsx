import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';

/** Said at the top of every page while the connection is away. */
export function OfflineStrip({ online }: { readonly online: boolean }) {
  const text = useText();
  return (
    <div role="status">
      {!online && (
        <Alert color="orange" icon={<IconPlugConnectedX />} title={text.t('problem.offline')} mb="sm">
          {text.t('problem.offline.hint')}
        </Alert>
      )}
    </div>
  );
}
