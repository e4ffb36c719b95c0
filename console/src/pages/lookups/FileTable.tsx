import { ActionIcon, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { MIN_QUALITY } from '../../../../src/identification/contract.ts';
import { RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import type { HashedFile } from '../../hashing/use-hashed-files.ts';
import { useText } from '../../i18n/use-text.ts';

/** More rows than a person reads slow the page down. */
const SHOWN = 100;
const ORDER = { failed: 0, hashing: 1, hashed: 2, waiting: 3 } as const;

interface Props {
  readonly files: readonly HashedFile[];
  readonly repeated: ReadonlySet<number>;
  readonly disabled: boolean;
  onRemove(key: number): void;
}

/** How far each file is; those left out come first. */
export function FileTable({ files, repeated, disabled, onRemove }: Props) {
  const text = useText();
  const rows = files.length > SHOWN ? files.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]) : files;
  const stateOf = (file: HashedFile) => (repeated.has(file.key) ? 'same' : file.state);

  function noteOf({ failed, hashes }: HashedFile): string | null {
    if (failed) return text.t(`files.fail.${failed}`);
    if (hashes?.code) return text.t(`files.code.${hashes.code}`);
    if (hashes?.picture && hashes.picture.quality < MIN_QUALITY) return text.t('files.code.low-quality');
    return null;
  }

  return (
    <Stack gap="xs">
      <RowTable
        caption={text.t('files.list')}
        rows={rows.slice(0, SHOWN)}
        keyOf={(file) => String(file.key)}
        columns={[
          { label: text.t('pictures.label'), lead: true, cell: (file) => <bdi>{file.name}</bdi> },
          {
            label: text.t('common.state'),
            cell: (file) => <StateBadge state={stateOf(file)} scope="files.state" size="sm" />,
          },
          { label: text.t('pictures.size'), cell: (file) => text.size(file.size) },
          {
            label: text.t('pictures.quality'),
            cell: ({ hashes }) => hashes?.picture && text.number(Math.round(hashes.picture.quality)),
          },
          {
            label: text.t('common.note'),
            cell: (file) => noteOf(file) && <Text size="sm">{noteOf(file)}</Text>,
          },
          {
            label: '',
            width: 44,
            cell: (file) => (
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={disabled}
                onClick={() => onRemove(file.key)}
                aria-label={`${text.t('common.remove')}: ${file.name}`}
              >
                <IconX size={16} />
              </ActionIcon>
            ),
          },
        ]}
      />
      {files.length > SHOWN && (
        <Text size="sm" c="dimmed" px="sm">
          {text.t('files.more', { n: files.length - SHOWN })}
        </Text>
      )}
    </Stack>
  );
}
