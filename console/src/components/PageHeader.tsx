import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { useMe } from '../api/session.ts';

interface Props {
  readonly title: string;
  /** The human number, read from left to right. */
  readonly number?: string | null;
  readonly badges?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly hint?: ReactNode;
}

/** What this page is, its state, and what can be done here. */
export function PageHeader({ title, number, badges, actions, back, hint }: Props) {
  const { bureau } = useMe();
  const tab = number ? `${number} · ${title}` : title;
  useEffect(() => {
    document.title = `${tab} · ${bureau} Homeward`;
  }, [tab, bureau]);
  return (
    <Stack gap={6} mb="md">
      {back && (
        <Anchor component={Link} to={back.to} size="sm" w="fit-content">
          <Group gap={2} wrap="nowrap">
            <span className="flip">
              <IconChevronLeft size={16} aria-hidden />
            </span>
            {back.label}
          </Group>
        </Anchor>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="sm" align="center">
          <Title order={1}>
            {number && (
              <>
                <Text span inherit c="dimmed" className="ltr">
                  {number}
                </Text>{' '}
              </>
            )}
            <bdi>{title}</bdi>
          </Title>
          {badges}
        </Group>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {hint && (
        <Text c="dimmed" size="sm" maw={760}>
          {hint}
        </Text>
      )}
    </Stack>
  );
}
