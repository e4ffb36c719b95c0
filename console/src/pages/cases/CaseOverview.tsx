import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Actor } from '../../components/Actor.tsx';
import { AgencyName } from '../../components/AgencyName.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CaseNotes } from './CaseNotes.tsx';
import { CaseOutcomes } from './CaseOutcomes.tsx';
import type { CaseProps } from './case-props.ts';

export function CaseOverview({ file }: CaseProps) {
  const text = useText();
  return (
    <>
      <Section title={text.t('case.tab.overview')}>
        <Stack gap="md">
          <Facts
            facts={[
              [text.t('common.offence'), text.word(file.offence, 'offence')],
              [text.t('requests.wanted'), text.list(file.wanted.map((wanted) => text.word(wanted, 'wanted')))],
              [text.t('common.countries'), file.countries.map(text.country).join(', ') || text.t('common.unknown')],
              file.from && [text.t('requests.from'), <BureauTag key="f" code={file.from} />],
              file.agency && [text.t('request.agency'), <AgencyName key="a" ori={file.agency} />],
              file.request && [
                text.t('case.request'),
                <Anchor key="r" component={Link} to={`/requests/${file.request.id}`} className="ltr">
                  {file.request.number}
                </Anchor>,
              ],
              [text.t('case.lead'), <Actor key="l" id={file.leadId} name={file.lead} />],
              [text.t('cases.opened'), <When key="o" at={file.openedAt} />],
              [text.t('cases.review'), <When key="v" at={file.reviewAt} day />],
              file.theirRef && [
                text.t('request.their-case'),
                <span key="t" className="mono">
                  {file.theirRef}
                </span>,
              ],
              [
                text.t('case.wire-id'),
                <span key="w" className="mono">
                  {file.wireId}
                </span>,
              ],
            ]}
          />
          <div>
            <Text size="xs" c="dimmed">
              {text.t('common.summary')}
            </Text>
            <Text className="prose">{file.summary}</Text>
          </div>
          <Facts
            cols={2}
            facts={[
              [
                text.t('common.legal-basis'),
                <span key="l" className="prose">
                  {file.legalBasis}
                </span>,
              ],
              [
                text.t('common.purpose'),
                <span key="p" className="prose">
                  {file.purpose}
                </span>,
              ],
            ]}
          />
        </Stack>
      </Section>
      <CaseOutcomes file={file} />
      <CaseNotes file={file} />
    </>
  );
}
