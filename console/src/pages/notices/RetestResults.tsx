import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RetestDetail, RetestResult } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Finding } from './RuleResults.tsx';

/** The notices that a run found no longer to pass, and what they fail by. */
export function RetestResults({ id, running }: { readonly id: string; readonly running: boolean }) {
  const text = useText();
  const query = useGet<RetestDetail>(`/api/notice-retests/${id}`, undefined, running ? { everyMs: 1_000 } : {});
  return (
    <Section title={text.t('retests.failing')}>
      <Loaded query={query}>
        {(run) =>
          run.results.length === 0 ? (
            <EmptyState title={text.t('retests.all-pass')} />
          ) : (
            <Stack gap="sm">
              {run.results.map((result) => (
                <Result key={result.notice} result={result} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Section>
  );
}

function Result({ result }: { readonly result: RetestResult }) {
  const text = useText();
  return (
    <Paper withBorder p="sm">
      <Group gap="xs" mb={6}>
        <Anchor component={Link} to={`/notices/${result.notice}`} fw={600} className="ltr">
          {result.number ?? result.reference ?? text.t('notices.unnamed')}
        </Anchor>
        <ColourMark colour={result.colour} />
        <BureauTag code={result.owner} />
        <StateBadge state={result.standing} scope="notice.retest.standing" size="sm" />
      </Group>
      <Stack gap={6}>
        {result.findings.map((finding) => (
          <Finding key={finding.id} finding={finding} />
        ))}
      </Stack>
      {result.reason && (
        <Text size="sm" mt={6} className="prose">
          {text.t('common.reason')}: {result.reason}
        </Text>
      )}
    </Paper>
  );
}
