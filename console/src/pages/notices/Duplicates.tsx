import { Alert, Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { duplicateList } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly form: object;
  /** The notice that the form is of. */
  readonly except?: string | undefined;
}

/** Notices in force and drafts that may be about the same person, looked for as the person is written down. */
export function Duplicates({ form, except }: Props) {
  const text = useText();
  const me = useMe();
  const send = useSend<z.infer<typeof duplicateList>>(undefined, { quiet: true });
  const { subject, colour } = form as { subject?: Record<string, unknown>; colour: string };
  const who = JSON.stringify([
    subject?.familyName,
    subject?.forename,
    subject?.nativeName,
    subject?.aliases,
    subject?.birthDate,
    subject?.documents,
  ]);
  const [settled] = useDebouncedValue(who, 700);
  const { mutate } = send;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when who it is about has changed and stands still
  useEffect(() => {
    // A supervisor or an auditor at the Secretariat looks on; only who works with the form is told.
    if (!me.is('analyst', 'supervisor', 'watch-officer', 'reviewer')) return;
    if (!subject?.familyName && !subject?.documents) return;
    const { photos: _photos, ...person } = subject;
    mutate({
      path: '/api/notices/duplicates',
      body: { form: { colour, subject: person }, ...(except ? { except } : {}) },
    });
  }, [settled, except]);
  const items = send.data?.items ?? [];
  if (send.data === undefined) return null;
  return (
    <Section title={text.t('notice.duplicates')}>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed" role="status">
          {text.t('notice.duplicates.none')}
        </Text>
      ) : (
        <Stack gap="sm">
          <Alert color="orange" icon={<IconUsers />} p="xs" role="status">
            {text.t('notice.duplicates.some', { n: items.length })}
          </Alert>
          {items.map((item) => (
            <div key={item.notice}>
              <Group gap={6}>
                <Anchor component={Link} to={`/notices/${item.notice}`} target="_blank" size="sm" fw={600}>
                  {item.number ?? item.reference ?? item.name ?? text.t('notices.unnamed')}
                </Anchor>
                <ColourMark colour={item.colour} />
                <StateBadge state={item.state} scope="notice.state" size="sm" />
                <BureauTag code={item.owner} />
              </Group>
              <Text size="sm">{item.name}</Text>
              <Group gap={4} mt={2}>
                {item.reasons.map((reason) => (
                  <Badge
                    key={reason.code}
                    size="sm"
                    tt="none"
                    variant="light"
                    color={reason.code.endsWith('.same') ? 'orange' : 'gray'}
                  >
                    {text.phrase(reason.code, reason.params)}
                  </Badge>
                ))}
              </Group>
            </div>
          ))}
        </Stack>
      )}
    </Section>
  );
}
