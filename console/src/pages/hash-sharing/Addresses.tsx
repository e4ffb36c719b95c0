import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

interface View {
  readonly origins: readonly string[];
  readonly environments: readonly { readonly label: string; readonly baseUrl: string; readonly test: boolean }[];
}

/** The only hosts this bureau calls for lists. */
export function Addresses() {
  const text = useText();
  const me = useMe();
  const query = useGet<View>('/api/hash-source-addresses');
  const [typed, setTyped] = useState<string | null>(null);
  const send = useSend(() => setTyped(null));
  return (
    <Section title={text.t('sharing.addresses')}>
      <Loaded query={query}>
        {({ origins, environments }) => (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const lines = (typed ?? '').split(/\s+/).filter(Boolean);
              send.mutate({ path: '/api/hash-source-addresses', method: 'PUT', body: { origins: lines } });
            }}
          >
            <Textarea
              label={text.t('sharing.addresses')}
              description={text.t('sharing.addresses.hint')}
              value={typed ?? origins.join('\n')}
              onChange={(event) => setTyped(event.currentTarget.value)}
              readOnly={!me.is('administrator')}
              autosize
              minRows={2}
              dir="ltr"
            />
            <Text size="sm" c="dimmed" mt="xs">
              {environments.map(({ label, baseUrl }) => `${label}: ${baseUrl}`).join(' · ')}
            </Text>
            <ProblemAlert error={send.error} />
            {me.is('administrator') && (
              <Group justify="flex-end" mt="xs">
                <Button type="submit" size="xs" loading={send.isPending} disabled={typed === null}>
                  {text.t('common.save')}
                </Button>
              </Group>
            )}
          </form>
        )}
      </Loaded>
    </Section>
  );
}
