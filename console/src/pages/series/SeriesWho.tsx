import { Button, Stepper } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { Link } from 'react-router';
import { SERIES_STATES, type SeriesView } from '../../../../src/identification/contract.ts';
import { useMe } from '../../api/session.ts';
import { Bureaus } from '../../components/Bureaus.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** How far the identification is, who leads it, who else has part in it, and the way to write to them. */
export function SeriesWho({ series }: { readonly series: SeriesView }) {
  const text = useText();
  const me = useMe();
  const at = SERIES_STATES.indexOf(series.state);
  const others = [...new Set([...(series.by ? [series.by] : []), ...series.contributors, ...series.workers])].filter(
    (code) => code !== me.bureau,
  );
  const about = new URLSearchParams({ to: others.join(','), series: series.id, label: series.label });
  return (
    <Section
      title={text.t('series.who')}
      actions={
        others.length > 0 &&
        !me.is('auditor') && (
          <Button
            component={Link}
            to={`/threads/new?${about}`}
            size="xs"
            variant="light"
            leftSection={<IconMessage size={16} aria-hidden />}
          >
            {others.length === 1
              ? text.t('lookup.write', { bureau: text.bureau(others[0] ?? '') })
              : text.t('series.write')}
          </Button>
        )
      }
    >
      <Stepper
        active={series.state === 'protected' ? at + 1 : at}
        size="xs"
        mb="md"
        aria-label={text.t('series.steps')}
        className="series-steps"
      >
        {SERIES_STATES.map((state) => (
          <Stepper.Step key={state} label={text.word(state, 'series.state')} component="div" />
        ))}
      </Stepper>
      <Facts
        facts={[
          [
            text.t('series.leads'),
            series.by ? (
              <span key="b">
                <BureauTag code={series.by} />
                {series.since !== null && (
                  <>
                    {' '}
                    {text.t('series.led-since')} <When at={series.since} day />
                  </>
                )}
              </span>
            ) : (
              text.t('series.nobody-leads')
            ),
          ],
          [text.t('series.contributors'), <Bureaus key="c" codes={series.contributors} />],
          series.workers.length > 0 && [text.t('series.workers'), <Bureaus key="w" codes={series.workers} />],
          [text.t('series.media'), text.number(series.media)],
          [text.t('notices.changed'), <When key="u" at={series.updatedAt} />],
        ]}
      />
    </Section>
  );
}
