import { ActionIcon, Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { CaseView } from '../../../../../src/cases/contract.ts';
import { useSend } from '../../../api/hooks.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { refPath, stateScope } from '../../../components/ref-path.ts';
import { Section } from '../../../components/Section.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { When } from '../../../components/When.tsx';
import { useText } from '../../../i18n/use-text.ts';
import type { CaseProps } from '../case-props.ts';
import { CaseGraph } from './CaseGraph.tsx';
import { Pairs } from './Pairs.tsx';

/** What the case is linked to, who in other cases may be the same person, and all of it as a graph. */
export function CaseLinks({ file }: CaseProps) {
  const text = useText();
  const send = useSend();
  return (
    <>
      <Pairs file={file} />
      <Section title={text.t('case.links')}>
        <ProblemAlert error={send.error} />
        {file.links.length === 0 && <EmptyState title={text.t('case.links.none')} />}
        <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {file.links.map((link) => (
            <Group key={`${link.ref.kind}${link.ref.id}`} component="li" gap="xs" justify="space-between" wrap="nowrap">
              <LinkedThing link={link} />
              {file.state === 'open' && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  onClick={() => send.mutate({ path: `/api/cases/${file.id}/unlink`, body: { ref: link.ref } })}
                  aria-label={`${text.t('link.remove')}: ${link.label}`}
                >
                  <IconLinkOff size={15} />
                </ActionIcon>
              )}
            </Group>
          ))}
        </Stack>
      </Section>
      <CaseGraph file={file} />
    </>
  );
}

function LinkedThing({ link }: { readonly link: CaseView['links'][number] }) {
  const text = useText();
  const to = refPath(link.ref);
  const label = text.word(link.now?.title ?? link.label);
  const isHidden = link.label === '';
  return (
    <Group gap="xs" wrap="wrap">
      <Badge variant="outline" color="gray" tt="none">
        {text.word(link.ref.kind, 'thing')}
      </Badge>
      {isHidden ? (
        <Text size="sm" c="dimmed">
          {text.t('link.hidden')}
        </Text>
      ) : to ? (
        <Anchor component={Link} to={to} size="sm">
          {link.now?.number && <span className="ltr">{link.now.number} </span>}
          <bdi>{label}</bdi>
        </Anchor>
      ) : (
        <Text size="sm">
          <bdi>{label}</bdi>
        </Text>
      )}
      {link.now && text.knows(`${stateScope(link.ref.kind)[0]}.${link.now.state}`) && (
        <StateBadge state={link.now.state} scope={stateScope(link.ref.kind)[0] ?? 'case.state'} />
      )}
      <Text size="xs" c="dimmed">
        <When at={link.at} />
      </Text>
    </Group>
  );
}
