import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { IcseJudgement, Verdict } from '../../../../src/identification/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Hash } from '../../components/Hash.tsx';
import { PagedTable } from '../../components/PagedTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

const VERDICT_CHOICES: readonly Verdict[] = ['not-same', 'same', 'unsure'];

/** What bureaus said of matches, by the pair of hashes; their reasons stay with them. */
export function Judgements() {
  const text = useText();
  const [verdict, setVerdict] = useState<Verdict>('not-same');
  const list = usePages<IcseJudgement>('/api/icse-judgements', { verdict });
  return (
    <Section
      title={text.t('lyon.judgements')}
      actions={
        <SegmentedControl
          size="xs"
          value={verdict}
          onChange={(value) => setVerdict(value as Verdict)}
          data={VERDICT_CHOICES.map((value) => ({ value, label: text.word(value, 'verdict') }))}
        />
      }
    >
      <PagedTable
        list={list}
        caption={text.t('lyon.judgements')}
        empty={text.t('lyon.judgements.none')}
        keyOf={({ id }) => id}
        columns={[
          { label: text.t('lyon.rate.bureau'), lead: true, cell: ({ bureau }) => <BureauTag code={bureau} /> },
          {
            label: text.t('common.state'),
            cell: ({ standing }) => <StateBadge state={standing} scope="judgement.standing" size="sm" />,
          },
          {
            label: text.t('lyon.judgements.asked'),
            cell: ({ askedPdq }) => askedPdq && <Hash value={askedPdq} short={12} />,
          },
          { label: text.t('lyon.judgements.held'), cell: ({ heldPdq }) => <Hash value={heldPdq} short={12} /> },
          { label: text.t('common.at'), cell: ({ at }) => <When at={at} /> },
        ]}
      />
    </Section>
  );
}
