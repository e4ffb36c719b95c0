import { Badge, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import type { ModelPerson, TipModel } from '../../../../src/tips/contract.ts';
import { Facts } from '../../components/Facts.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { defanged, Lines } from './Lines.tsx';
import { nameOf } from './owners.ts';

/** Who is in the report: the reported and the children first, those who reported last. */
export function People({ model }: { readonly model: TipModel }) {
  const text = useText();
  if (model.people.length === 0) return null;
  return (
    <Section title={text.t('tips.people')}>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {model.people.map((person, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a person of a report is its place in it
          <PersonCard key={at} at={at} person={person} model={model} />
        ))}
      </SimpleGrid>
    </Section>
  );
}

const COLORS: Readonly<Partial<Record<ModelPerson['role'], string>>> = {
  reported: 'red',
  victim: 'harbour',
  recipient: 'orange',
};

function PersonCard({
  at,
  person,
  model,
}: {
  readonly at: number;
  readonly person: ModelPerson;
  readonly model: TipModel;
}) {
  const text = useText();
  const of = `person:${at}`;
  const mine = <T extends { readonly of: string }>(list: readonly T[]): T[] => list.filter((one) => one.of === of);
  const { account } = person;
  const linked = person.ofPerson === null ? undefined : model.people[person.ofPerson];
  const tri = (value: 'yes' | 'no' | 'unknown') => value !== 'unknown' && text.t(`tip.tri.${value}`);
  return (
    <Paper component="article" withBorder p="sm" aria-label={nameOf(person, text)}>
      <Group gap="xs" mb="xs">
        <Badge color={COLORS[person.role] ?? 'gray'} variant="light" tt="none">
          {text.t(`tip.role.${person.role}`)}
        </Badge>
        <Text fw={600}>
          <bdi>{nameOf(person, text)}</bdi>
        </Text>
        {linked && (
          <Text size="xs" c="dimmed">
            <bdi>
              {person.association} · {nameOf(linked, text)}
            </bdi>
          </Text>
        )}
      </Group>
      <Facts
        cols={2}
        facts={[
          person.dateOfBirth && [text.t('person.birth'), text.partialDate(person.dateOfBirth)],
          person.age !== null && [text.t('tip.person.age'), text.number(person.age)],
          (account.service || account.id) && [
            text.t('tip.person.account'),
            <Lines key="a" lines={[account.service, account.id]} />,
          ],
          [...account.screenNames, ...account.displayNames].length > 0 && [
            text.t('tip.person.names'),
            <Lines key="n" lines={[...account.screenNames, ...account.displayNames]} />,
          ],
          mine(model.phones).length > 0 && [
            text.t('tip.person.phones'),
            <Lines
              key="p"
              lines={mine(model.phones).map((one) =>
                verified(
                  `${one.callingCode ? `${one.callingCode} ` : ''}${one.value}`,
                  one.verified,
                  text.t('tip.verified'),
                ),
              )}
            />,
          ],
          mine(model.emails).length > 0 && [
            text.t('tip.person.emails'),
            <Lines
              key="e"
              lines={mine(model.emails).map((one) => verified(one.value, one.verified, text.t('tip.verified')))}
            />,
          ],
          mine(model.ips).length > 0 && [
            text.t('tip.person.ips'),
            <Lines key="i" lines={mine(model.ips).map((one) => one.address)} />,
          ],
          mine(model.urls).length > 0 && [
            text.t('tip.person.urls'),
            <Lines key="u" lines={mine(model.urls).map((one) => defanged(one.url))} />,
          ],
          mine(model.devices).length > 0 && [
            text.t('tip.person.devices'),
            <Lines key="d" lines={mine(model.devices).map((one) => `${one.type} ${one.value}`)} />,
          ],
          account.disabled !== 'unknown' && [text.t('tip.person.disabled'), text.t(`tip.disabled.${account.disabled}`)],
          [text.t('tip.person.notified'), tri(account.userNotified) || null],
          [text.t('tip.person.compromised'), tri(account.compromised) || null],
          account.group && [text.t('tip.person.group'), <bdi key="g">{account.group}</bdi>],
          person.priorReports.length > 0 && [text.t('tip.person.prior'), text.list(person.priorReports)],
          person.vehicle && [text.t('tip.person.vehicle'), <bdi key="v">{person.vehicle}</bdi>],
          person.school && [text.t('tip.person.school'), <bdi key="s">{person.school}</bdi>],
          ...person.facts.map((fact) => [fact.name, <bdi key={fact.name}>{fact.value}</bdi>] as const),
        ]}
      />
      {[account.bio, ...person.notes].map(
        (note) =>
          note && (
            <Text key={note} size="sm" className="prose" mt="xs">
              <bdi>{note}</bdi>
            </Text>
          ),
      )}
    </Paper>
  );
}

function verified(value: string, how: 'yes' | 'no' | 'unknown', word: string): string {
  return how === 'yes' ? `${value} (${word})` : value;
}
