import { Text } from '@mantine/core';
import type { FeedbackView } from '../../../../src/identification/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { Actor } from '../../components/Actor.tsx';
import { PagedTable } from '../../components/PagedTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** What people here said of a source's entries, and whether the source has taken it. */
export function FeedbackGiven({ sourceId }: { readonly sourceId: string }) {
  const text = useText();
  const list = usePages<FeedbackView>('/api/hash-feedback', { sourceId });
  return (
    <Section title={text.t('sharing.feedback.given')}>
      <PagedTable
        list={list}
        caption={text.t('sharing.feedback.given')}
        empty={text.t('sharing.feedback.none')}
        keyOf={({ id }) => id}
        columns={[
          {
            label: text.t('sharing.entries.entry'),
            lead: true,
            cell: ({ key, type }) => (
              <span className="ltr">
                {key} · {type}
              </span>
            ),
          },
          {
            label: text.t('sharing.feedback.sentiment'),
            cell: ({ sentiment, note }) => (
              <div>
                <StateBadge state={sentiment} scope="sharing.sentiment" size="sm" />
                <Text size="xs">
                  <bdi>{note}</bdi>
                </Text>
              </div>
            ),
          },
          {
            label: text.t('common.state'),
            cell: ({ state, code }) => (
              <div>
                <StateBadge state={state} scope="sharing.feedback.state" size="sm" />
                {code && <Text size="xs">{text.phrase(code)}</Text>}
              </div>
            ),
          },
          {
            label: text.t('common.at'),
            cell: ({ by, at }) => (
              <>
                <Actor id={by} /> · <When at={at} />
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
