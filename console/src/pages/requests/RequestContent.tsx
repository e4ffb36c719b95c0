import { Stack, Text } from '@mantine/core';
import type { RequestView } from '../../../../src/cases/contract.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { PersonCard } from '../../person/PersonCard.tsx';

/** What the request says. */
export function RequestContent({ request }: { readonly request: RequestView }) {
  const text = useText();
  const { officer } = request;
  return (
    <>
      <Section title={text.t('request.content')}>
        <Stack gap="md">
          <Facts
            cols={3}
            facts={[
              [text.t('requests.wanted'), text.list(request.wanted.map((wanted) => text.word(wanted, 'wanted')))],
              [text.t('common.countries'), request.countries.map(text.country).join(', ') || text.t('common.unknown')],
              [text.t('common.received'), <When key="at" at={request.receivedAt} />],
              request.from && [text.t('requests.from'), <BureauTag key="from" code={request.from} />],
              request.theirRef && [
                text.t('request.their-case'),
                <span key="ref" className="mono">
                  {request.theirRef}
                </span>,
              ],
              request.agency && [text.t('request.agency'), `${request.agencyName ?? ''} (${request.agency})`],
              officer && [
                text.t('request.officer'),
                [officer.title, officer.name, officer.badge].filter(Boolean).join(' · '),
              ],
              officer && [
                text.t('intake.email'),
                <span key="mail" className="ltr">
                  {officer.email}
                </span>,
              ],
              officer && [
                text.t('request.given-phone'),
                <span key="phone" className="ltr">
                  {officer.phone}
                </span>,
              ],
              request.agencyReference && [
                text.t('request.agency-reference'),
                <span key="r" className="ltr">
                  {request.agencyReference}
                </span>,
              ],
              [text.t('request.submitted-by'), request.submittedBy],
            ]}
          />
          <div>
            <Text size="xs" c="dimmed">
              {text.t('common.summary')}
            </Text>
            <Text className="prose">{request.summary}</Text>
          </div>
          <Facts
            cols={2}
            facts={[
              [
                text.t('common.legal-basis'),
                <span key="l" className="prose">
                  {request.legalBasis}
                </span>,
              ],
              [
                text.t('common.purpose'),
                <span key="p" className="prose">
                  {request.purpose}
                </span>,
              ],
            ]}
          />
        </Stack>
      </Section>
      <Section title={text.t('request.persons')}>
        <Stack gap="sm">
          {request.persons.length === 0 && <Text c="dimmed">{text.t('request.persons.none')}</Text>}
          {request.persons.map((person) => (
            <PersonCard key={person.id} {...person} />
          ))}
        </Stack>
      </Section>
      {request.exchanges.length > 0 && (
        <Section title={text.t('request.exchanges')}>
          <Stack gap="sm">
            {request.exchanges.map((exchange) => (
              <div key={`${exchange.at}${exchange.kind}`}>
                <Text size="xs" c="dimmed">
                  {text.t(`request.exchange.${exchange.kind}`)} · <When at={exchange.at} />
                </Text>
                <Text className="prose">{exchange.text}</Text>
              </div>
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}
