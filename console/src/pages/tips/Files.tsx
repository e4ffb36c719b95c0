import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconFileText, IconGavel, IconLock, IconPhoto } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { TipFile, TipView } from '../../../../src/tips/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AuthorityDialog } from './AuthorityDialog.tsx';

/** Files and documents of a report: what is known of each, and whether it may be opened. */
export function Files({ tip }: { readonly tip: TipView }) {
  const text = useText();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const records = me.is('analyst', 'supervisor') && tip.completedAt !== null;
  const closed = tip.fileList.some((file) => file.role === 'file' && !file.mayOpen);
  return (
    <Section
      title={text.t('tips.files')}
      actions={
        records &&
        tip.fileList.some((file) => file.role === 'file') && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconGavel size={16} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {text.t('tip.authority.record')}
          </Button>
        )
      }
    >
      {tip.fileList.length === 0 && <EmptyState title={text.t('tip.files.none')} />}
      {closed && (
        <Text size="sm" c="dimmed" mb="sm" maw={760}>
          {text.t('tip.authority.why')}
        </Text>
      )}
      <Stack gap="sm">
        {tip.fileList.map((file) => (
          <FileCard key={file.id} file={file} tipId={tip.id} records={records} />
        ))}
      </Stack>
      {asking && <AuthorityDialog tip={tip} fileId={null} onClose={() => setAsking(false)} />}
    </Section>
  );
}

interface CardProps {
  readonly file: TipFile;
  readonly tipId: string;
  readonly records: boolean;
}

function FileCard({ file, records }: CardProps) {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const [opening, setOpening] = useState(false);
  const open = useSend<{ mediaId: string }>(({ mediaId }) => void navigate(`/pictures/${mediaId}`));
  const { words } = file;
  const isFile = file.role === 'file';
  const canOpen =
    isFile &&
    file.isHere &&
    file.mayOpen &&
    file.decodeCode === null &&
    me.is('analyst', 'supervisor', 'vid-specialist');
  const exports = me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <Paper component="article" withBorder p="sm" aria-label={file.name ?? file.key}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Group gap="xs">
          {isFile ? <IconPhoto size={18} aria-hidden /> : <IconFileText size={18} aria-hidden />}
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            <bdi>{file.name ?? file.key}</bdi>
          </Text>
          {isFile && (
            <Badge color={file.viewed === 'yes' ? 'teal' : 'orange'} variant="light" tt="none" className="state-badge">
              {text.phrase(`tip.viewed.${file.viewed}`)}
            </Badge>
          )}
        </Group>
        <Group gap="xs">
          {canOpen && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconLock size={14} aria-hidden />}
              onClick={() => setOpening(true)}
            >
              {text.t('tip.file.open')}
            </Button>
          )}
          {!isFile && file.isHere && exports && (
            <Button
              size="compact-sm"
              variant="default"
              component="a"
              href={`/api/tip-files/${file.id}/document`}
              download
            >
              {text.t('tip.file.document')}
            </Button>
          )}
        </Group>
      </Group>
      <Facts
        cols={4}
        facts={[
          [
            file.isHere ? text.t('tip.file.sealed') : text.t('tips.files'),
            file.isHere
              ? [file.type, file.size !== null && text.size(file.size)].filter((one) => one).join(' · ')
              : text.t('tip.file.not-here'),
          ],
          isFile && [text.t('tip.file.looked'), text.phrase(`tip.looked-up.${file.lookedUp}`)],
          words?.classification && [text.t('tip.file.class'), words.classification],
          words &&
            words.publiclyAvailable !== 'unknown' && [
              text.t('tip.file.public'),
              text.t(`tip.tri.${words.publiclyAvailable}`),
            ],
          words &&
            words.annotations.length > 0 && [
              text.t('tip.annotations'),
              text.list(words.annotations.map((one) => text.word(one, 'tip.annotation'))),
            ],
          words && words.tags.length > 0 && [text.t('tip.file.tags'), text.list(words.tags)],
          file.md5 && ['MD5', <Hash key="m" value={file.md5} short={12} />],
          file.sha256 && ['SHA-256', <Hash key="s" value={file.sha256} short={12} />],
          words &&
            words.hashes.length > 0 && [
              text.t('tip.file.stated'),
              <Stack key="h" gap={0}>
                {words.hashes.map((hash) => (
                  <Group key={`${hash.kind}${hash.value}`} gap={4} wrap="nowrap">
                    <Text size="xs" c="dimmed">
                      {hash.kind.toUpperCase()}
                    </Text>
                    <Hash value={hash.value} short={12} />
                  </Group>
                ))}
              </Stack>,
            ],
          words &&
            words.details.length > 0 && [
              text.t('tip.file.details'),
              <bdi key="d">{words.details.map((pair) => `${pair.name}: ${pair.value}`).join('; ')}</bdi>,
            ],
          file.decodeCode && [text.t('tip.file.undecoded'), text.phrase(file.decodeCode)],
          file.mediaId && [
            text.t('lookup.match.picture'),
            <Anchor key="p" component={Link} to={`/pictures/${file.mediaId}`} size="sm">
              {text.t('tip.file.picture')}
            </Anchor>,
          ],
        ]}
      />
      {file.found.length > 0 && (
        <Known label={text.t('tip.file.known')}>
          {file.found.map((one) => (
            <Badge
              key={one.id}
              color={one.listKind === 'benign' ? 'teal' : 'red'}
              variant="light"
              tt="none"
              className="state-badge"
            >
              <bdi>
                {one.name} · {one.by.toUpperCase()}
                {one.label && ` · ${one.label}`}
                {one.series && ` · ${one.series}`}
              </bdi>
            </Badge>
          ))}
        </Known>
      )}
      {file.lyon.length > 0 && (
        <Known label={text.t('tip.file.lyon')}>
          {file.lyon.map((one) => (
            <Group key={`${one.seriesId}${one.kind}${one.distance}`} gap={6}>
              <Anchor component={Link} to={`/series/${one.seriesId}`} size="sm">
                <bdi>{one.seriesLabel}</bdi>
              </Anchor>
              <StateBadge state={one.seriesState} scope="series.state" size="sm" />
              <Text size="xs" c="dimmed">
                {text.phrase(`match.${one.kind}`, { distance: one.distance ?? 0 })}
              </Text>
            </Group>
          ))}
        </Known>
      )}
      {isFile && file.isHere && !file.mayOpen && records && (
        <Text size="xs" c="dimmed" mt="xs">
          {text.phrase('tip.file-needs-authority')}
        </Text>
      )}
      {opening && (
        <ReasonDialog
          opened
          title={text.t('tip.file.open')}
          warning={text.t('tip.file.open.hint')}
          confirm={text.t('tip.file.open')}
          pending={open.isPending}
          error={open.error}
          onClose={() => {
            open.reset();
            setOpening(false);
          }}
          onConfirm={(reason) => open.mutate({ path: `/api/tip-files/${file.id}/open`, body: { reason } })}
        />
      )}
    </Paper>
  );
}

function Known({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Group gap="xs" mt="xs">
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </Group>
  );
}
