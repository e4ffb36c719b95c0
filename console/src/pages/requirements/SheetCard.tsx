import { Badge, Group, Stack, Text } from '@mantine/core';
import { ASSISTANCE, type SheetView } from '../../../../src/directory/contract.ts';
import { Facts } from '../../components/Facts.tsx';
import { useText } from '../../i18n/use-text.ts';
import { languageName, requirementText } from './requirement-words.ts';

type Shown = Pick<SheetView, 'profile' | 'items'> & { readonly treaty?: SheetView['treaty'] };

/** What a country requires, for one kind of assistance or all: readable without training, fit for paper. */
export function SheetCard({ sheet, wanted }: { readonly sheet: Shown; readonly wanted: string | null }) {
  const text = useText();
  const { profile, treaty } = sheet;
  const groups = ASSISTANCE.map((assistance) => ({
    assistance,
    items: sheet.items.filter((item) => item.assistance === assistance),
  })).filter(({ assistance, items }) => items.length > 0 && (wanted === null || assistance === wanted));
  const verified = (on: string | null) =>
    on === null ? text.t('req.unverified') : text.t('req.verified', { date: text.partialDate(on) });
  return (
    <Stack gap="md">
      <Facts
        cols={2}
        facts={[
          [text.t('req.languages'), text.list(profile.languages.map((code) => languageName(text, code)))],
          treaty !== undefined && [
            text.t('req.treaty'),
            treaty === null
              ? text.t('req.treaty.none')
              : treaty.inForce
                ? text.t('req.treaty.in-force', { date: text.partialDate(treaty.inForce) })
                : text.t('req.treaty.listed'),
          ],
          [text.t('req.red'), text.word(profile.redNotice, 'red-notice')],
          profile.papersDays !== null && [text.t('req.days'), text.number(profile.papersDays)],
          [text.t('req.nationals'), text.word(profile.extraditesNationals, 'known')],
          [text.t('req.hague'), text.word(profile.hague, 'known')],
        ]}
      />
      {groups.length === 0 && <Text c="dimmed">{text.t('req.none')}</Text>}
      {groups.map(({ assistance, items }) => (
        <section key={assistance}>
          <Text component="h3" fw={600} size="sm" m={0} mb={4}>
            {text.word(assistance, 'assistance')}
          </Text>
          <Stack component="ul" gap={8} m={0} p={0} style={{ listStyle: 'none' }}>
            {[...items]
              .sort((a, b) => Number(b.blocking) - Number(a.blocking))
              .map((item) => (
                <li key={item.id}>
                  <Group gap="xs" wrap="nowrap" align="start">
                    <Badge color={item.blocking ? 'red' : 'gray'} variant="light" style={{ flexShrink: 0 }}>
                      {text.t(item.blocking ? 'req.blocking' : 'req.advised')}
                    </Badge>
                    <div>
                      <Text size="sm">{requirementText(text, item)}</Text>
                      <Text size="xs" c="dimmed">
                        {verified(item.verifiedOn)} · <bdi>{item.source}</bdi>
                      </Text>
                    </div>
                  </Group>
                </li>
              ))}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}
