import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Particulars, SubjectRole } from '../../../src/cases/contract.ts';
import { useText } from '../i18n/use-text.ts';
import { nameLines } from './name-lines.ts';
import { ParticularsFacts } from './ParticularsFacts.tsx';

interface Props {
  readonly role: SubjectRole;
  readonly particulars: Particulars;
  /** A victim's names and documents are held, apart and sealed. */
  readonly identityHeld?: boolean;
  readonly actions?: ReactNode;
}

/** A person, as far as the reader may know. */
export function PersonCard({ role, particulars, identityHeld = false, actions }: Props) {
  const text = useText();
  const [first, ...others] = nameLines(particulars.names);
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" align="flex-start" gap="xs" mb={6}>
        <Stack gap={2}>
          <Group gap="xs">
            <Text fw={650}>{first ?? (identityHeld ? text.t('person.sealed') : text.t('person.unnamed'))}</Text>
            {identityHeld && <IconLock size={15} aria-hidden />}
            <Badge variant="outline" color="gray" tt="none">
              {text.word(role, 'subject')}
            </Badge>
          </Group>
          {others.length > 0 && (
            <Text size="sm" c="dimmed">
              {others.join(' · ')}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      <ParticularsFacts particulars={particulars} />
    </Paper>
  );
}
