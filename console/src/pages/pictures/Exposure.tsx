import { Badge } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useGet } from '../../api/hooks.ts';
import { useText } from '../../i18n/use-text.ts';

/** How many pictures the reader was shown today. */
export function Exposure() {
  const text = useText();
  const { data } = useGet<{ readonly today: number }>('/api/my/exposure');
  if (!data) return null;
  return (
    <Badge variant="default" tt="none" leftSection={<IconEye size={13} aria-hidden />}>
      {text.t('seal.today', { n: data.today })}
    </Badge>
  );
}
