import { Alert, Anchor, Group, Text, Timeline } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { HitDetail } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ColourMark } from '../../components/ColourMark.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { HitStepForm } from './HitStepForm.tsx';

/** A hit and what followed, step by step, and whose step is next. */
export function HitPage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<HitDetail>(`/api/hits/${id}`);
  return (
    <Loaded query={query}>
      {(hit) => (
        <>
          <PageHeader
            title={text.t('hit.title')}
            back={{ to: `/notices/${hit.notice}`, label: text.t('review.notice') }}
            badges={
              <>
                <ColourMark colour={hit.colour} />
                <StateBadge state={hit.state} scope="hit.state" size="lg" />
              </>
            }
          />
          {hit.banners.map((banner) => (
            <Alert key={banner.code} color="red" variant="filled" icon={<IconAlertTriangle />} mb="sm" role="alert">
              {text.phrase(banner.code, banner.params)}
            </Alert>
          ))}
          {hit.open && hit.papersLateAt !== null && (
            <Alert color="red" icon={<IconAlertTriangle />} mb="sm" role="alert">
              {text.t('hit.papers-overdue-since')} <When at={hit.papersLateAt} />
            </Alert>
          )}
          <Section title={text.t('hit.title')}>
            <Facts
              facts={[
                [text.t('hit.finder'), <BureauTag key="f" code={hit.finder} />],
                [text.t('hit.owner'), <BureauTag key="o" code={hit.owner} />],
                [text.t('hit.at'), <When key="a" at={hit.at} />],
                [text.t('hit.place'), hit.place],
                [text.t('hit.circumstances'), hit.circumstances],
                [
                  text.t('review.notice'),
                  <Anchor key="n" component={Link} to={`/notices/${hit.notice}`}>
                    {text.t('common.open')}
                  </Anchor>,
                ],
                hit.papersDue && [
                  text.t('hit.papers-due'),
                  <Group key="p" gap={6}>
                    <Deadline at={hit.papersDue.at} done={!hit.open} />
                    <Text size="xs" c="dimmed">
                      {text.t('hit.papers-basis', {
                        days: hit.papersDue.days,
                        basis: text.t(`hit.basis.${hit.papersDue.basis}`),
                      })}
                    </Text>
                    <Anchor component={Link} to="/papers-days" size="xs">
                      {text.t('papers.title')}
                    </Anchor>
                  </Group>,
                ],
              ]}
            />
          </Section>
          {hit.open ? (
            <HitStepForm hit={hit} />
          ) : (
            <Alert mb="md" color="gray">
              {text.t('hit.is-closed')}
            </Alert>
          )}
          {hit.steps.length > 0 && (
            <Section title={text.t('hit.steps')}>
              <Timeline active={hit.steps.length} bulletSize={14} lineWidth={2}>
                {hit.steps.map((step) => (
                  <Timeline.Item key={`${step.from}${step.n}`} title={text.word(step.step, 'hit.step')}>
                    <Text size="sm" c="dimmed">
                      <When at={step.at} /> · <BureauTag code={step.from} />
                    </Text>
                    {step.body && <StepBody body={step.body} />}
                  </Timeline.Item>
                ))}
              </Timeline>
            </Section>
          )}
        </>
      )}
    </Loaded>
  );
}

function StepBody({ body }: { readonly body: NonNullable<HitDetail['steps'][number]['body']> }) {
  const text = useText();
  const said = Object.entries(body).flatMap(([name, value]) => {
    if (name === 'step') return [];
    if (name === 'evidence' && typeof value === 'object' && value !== null) {
      const { who, where, country, when } = value as { who: string; where: string; country: string; when: string };
      return [`${who} · ${where}, ${text.country(country)} · ${text.partialDate(when)}`];
    }
    const word = String(value);
    if (name === 'method') return [text.word(word, 'hit.method')];
    if (name === 'through') return [text.word(word, 'hit.through')];
    return [/^\d{4}-\d{2}-\d{2}$/.test(word) ? text.partialDate(word) : word];
  });
  return said.length === 0 ? null : <Text size="sm">{said.join(' · ')}</Text>;
}
