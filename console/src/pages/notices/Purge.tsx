import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconHourglass } from '@tabler/icons-react';
import type { z } from 'zod';
import type { NoticeDetail, purgeView } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Who has confirmed, signed, that nothing is left; and who has not. */
export function Purge({ notice }: { readonly notice: NoticeDetail }) {
  const text = useText();
  const query = useGet<z.infer<typeof purgeView>>(`/api/notices/${notice.id}/purge`);
  return (
    <Section title={text.t('notice.purging')}>
      <Loaded query={query}>
        {(purge) => (
          <Stack gap="sm">
            <Alert color={purge.complete ? 'teal' : 'orange'} icon={purge.complete ? <IconCheck /> : <IconHourglass />}>
              {purge.complete ? (
                text.t('notice.purge.complete')
              ) : (
                <Group gap="xs">
                  {text.t('notice.purge.missing')}:
                  {purge.missing.map((code) => (
                    <BureauTag key={code} code={code} />
                  ))}
                </Group>
              )}
            </Alert>
            {purge.confirmed.map((holder) => (
              <Group key={holder.bureau} gap="sm">
                <BureauTag code={holder.bureau} />
                <Text size="sm">
                  {text.t('notice.purge.confirmed')} <When at={holder.at} /> · {text.t('notice.purge.copies')}:{' '}
                  {text.number(Object.values(holder.copies).reduce((sum, n) => sum + n, 0))}
                </Text>
                <Group gap={4}>
                  <Text size="xs" c="dimmed">
                    {text.t('notice.purge.proof')}
                  </Text>
                  <Hash value={holder.proof} short={12} />
                </Group>
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}
