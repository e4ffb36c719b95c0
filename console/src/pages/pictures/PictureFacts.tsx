import { Group, Stack, Text } from '@mantine/core';
import type { MediaView } from '../../../../src/identification/contract.ts';
import { Actor } from '../../components/Actor.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Facts } from '../../components/Facts.tsx';
import { CaseLink, SeriesLink } from '../../components/Linked.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { schemeWords } from './scheme-words.ts';

/** What is known of a picture without showing it: what people and lists call it, how it was made, whose it is. */
export function PictureFacts({ media }: { readonly media: MediaView }) {
  const text = useText();
  const { exif, place, video } = media;
  return (
    <>
      <Section title={text.t('pictures.class')}>
        <Stack gap={4} mb="sm">
          {media.classifications.length === 0 && <Text size="sm">{text.t('pictures.class.none')}</Text>}
          {media.classifications.map((said) => (
            <Text key={said.scheme} size="sm">
              <strong>{schemeWords(text, said)}</strong> · <Actor id={said.by} /> · <When at={said.at} />
            </Text>
          ))}
        </Stack>
        {media.lists.length > 0 && (
          <>
            <Text size="xs" c="dimmed">
              {text.t('pictures.lists')}
            </Text>
            <Stack gap={4} mb="sm">
              {media.lists.map((entry) => (
                <Group key={entry.entryId} gap="xs">
                  <Text size="sm" fw={600}>
                    <bdi>{entry.listName}</bdi>
                  </Text>
                  <Text size="sm">
                    {text.phrase(`match.${entry.kind}`, { distance: entry.distance })}
                    {entry.classification && ` · ${schemeWords(text, entry.classification)}`}
                  </Text>
                </Group>
              ))}
            </Stack>
          </>
        )}
        <Facts
          facts={[
            [text.t('pictures.class.known'), text.t(media.known ? 'common.yes' : 'common.no')],
            [text.t('pictures.distributed'), text.word(media.distributed, 'distributed')],
            [text.t('pictures.quality'), text.number(media.quality)],
            [text.t('pictures.size'), `${media.width}×${media.height} · ${text.size(media.size)} · ${media.type}`],
            video && [
              text.t('pictures.video'),
              `${video.durationMs === null ? '' : `${text.number(Math.round(video.durationMs / 1000))} s · `}${text.t('pictures.video.frames', { n: video.frames })}`,
            ],
            [
              text.t('pictures.deposit'),
              <StateBadge key="d" state={media.deposit} scope="contribution.state" size="sm" />,
            ],
            [
              text.t('pictures.sealed-at'),
              <span key="s">
                <When at={media.sealedAt} /> · <Actor id={media.sealedBy} />
              </span>,
            ],
            media.owner && [
              text.t('pictures.owner'),
              <span key="o">
                <BureauTag code={media.owner} />{' '}
                {media.ownerTerms?.until && text.t('pictures.owner.until', { day: text.date(media.ownerTerms.until) })}
              </span>,
            ],
            media.seriesId && [text.t('pictures.series'), <SeriesLink key="ser" id={media.seriesId} />],
            media.cases.length > 0 && [
              text.t('pictures.cases'),
              <Stack key="c" gap={2}>
                {media.cases.map((caseId) => (
                  <CaseLink key={caseId} id={caseId} tab="pictures" />
                ))}
              </Stack>,
            ],
            exif?.taken && [text.t('pictures.taken'), exif.taken],
            exif &&
              (exif.make || exif.model) && [
                text.t('pictures.camera'),
                [exif.make, exif.model].filter(Boolean).join(' '),
              ],
            exif?.software && [text.t('pictures.software'), exif.software],
            place && [
              text.t('pictures.place'),
              <span key="p" className="ltr">
                {place.latitude}, {place.longitude}
              </span>,
            ],
          ]}
        />
      </Section>
      {media.openings.length > 0 && (
        <Section title={text.t('pictures.openings')}>
          <Stack gap={4}>
            {media.openings.map((opening) => (
              <Group key={`${opening.at}${opening.person}`} gap="xs">
                <BureauTag code={opening.bureau} />
                <Text size="sm">
                  {opening.purpose} · <When at={opening.at} />
                </Text>
              </Group>
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}
