import { Button, Group, Stack, Text } from '@mantine/core';
import type { OwnClue } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Hash } from '../../components/Hash.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What was drawn from this picture. */
export function OwnClues({ clues }: { readonly clues: readonly OwnClue[] }) {
  const text = useText();
  const me = useMe();
  const send = useSend();
  if (clues.length === 0) return null;
  const draws = me.is('analyst', 'vid-specialist', 'curator');
  return (
    <Section title={text.t('clue.own')}>
      <ProblemAlert error={send.error} />
      <Stack gap="sm">
        {clues.map((clue) => (
          <Group key={clue.id} justify="space-between" gap="xs">
            <div>
              <Group gap="xs">
                <Text size="sm" fw={600}>
                  {text.word(clue.kind, 'clue.kind')}: {clue.words}
                </Text>
                <StateBadge state={clue.contribution} scope="contribution.state" size="sm" />
              </Group>
              <Text size="xs" c="dimmed">
                {[clue.make, ...clue.placeHints].filter(Boolean).join(' · ')} PDQ <Hash value={clue.pdq} short={12} />
              </Text>
            </div>
            {draws && (clue.contribution === 'none' || clue.contribution === 'refused') && (
              <Button
                size="xs"
                variant="light"
                loading={send.isPending}
                onClick={() =>
                  send.mutate({ path: `/api/clues/${clue.id}/contribute`, body: { version: clue.version } })
                }
              >
                {text.t('clue.list-at-lyon')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
