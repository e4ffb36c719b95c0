import { Text } from '@mantine/core';
import type { AuthorityKeys as Keys } from '../../../../src/hosting/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Which access keys speak for the authority: its software reads referrals and decides by itself. */
export function AuthorityKeys() {
  const text = useText();
  const query = useGet<Keys>('/api/hosting/partners');
  return (
    <Section title={text.t('hosting.keys')}>
      <Loaded query={query}>
        {(keys) => (
          <>
            <Text size="sm" mb="xs">
              {text.t('hosting.keys.hint', { name: keys.authorityName })}
            </Text>
            {keys.items.length === 0 ? (
              <Text size="sm" c="dimmed">
                {text.t('hosting.keys.none')}
              </Text>
            ) : (
              <RowTable
                caption={text.t('hosting.keys')}
                rows={keys.items}
                keyOf={(row) => row.partnerId}
                columns={[
                  {
                    label: text.t('hosting.keys.key'),
                    lead: true,
                    cell: (row) => <Actor id={`partner:${row.partnerId}`} />,
                  },
                  { label: text.t('common.by'), cell: (row) => <Actor id={row.boundBy} /> },
                  { label: text.t('common.date'), cell: (row) => <When at={row.at} /> },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
