import { Anchor, Checkbox } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { MediaSummary } from '../../../../src/identification/contract.ts';
import type { Query } from '../../api/client.ts';
import { usePages } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Hash } from '../../components/Hash.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { type Column, RowTable } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { schemeWords } from './scheme-words.ts';

interface Props {
  readonly filter: Query;
  /** For choosing what to look up. */
  readonly selected?: ReadonlySet<string>;
  onSelect?(id: string, selected: boolean): void;
}

/** Pictures by their hashes and records; none is shown. */
export function MediaList({ filter, selected, onSelect }: Props) {
  const text = useText();
  const list = usePages<MediaSummary>('/api/media', filter);
  const compact = selected !== undefined;
  const all: (Column<MediaSummary> | false)[] = [
    {
      label: text.t('pictures.label'),
      lead: true,
      cell: (item) => (
        <Anchor component={Link} to={`/pictures/${item.id}`} fw={600}>
          <IconLock size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {item.label || text.t('seal.closed')}
        </Anchor>
      ),
    },
    { label: 'SHA-256', cell: (item) => <Hash value={item.sha256} short={12} /> },
    !compact && {
      label: text.t('pictures.size'),
      cell: (item) => (
        <span className="ltr">
          {item.width}×{item.height}
        </span>
      ),
    },
    !compact && { label: text.t('pictures.quality'), cell: (item) => text.number(item.quality) },
    !compact && {
      label: text.t('pictures.class'),
      cell: (item) => item.classification && schemeWords(text, item.classification),
    },
    {
      label: text.t('pictures.at-lyon'),
      cell: (item) => <StateBadge state={item.contribution} scope="contribution.state" size="sm" />,
    },
    { label: text.t('pictures.sealed-at'), cell: (item) => <When at={item.sealedAt} /> },
  ];
  const columns = all.filter((column) => column !== false);
  if (selected && onSelect) {
    columns.unshift({
      label: text.t('pictures.select'),
      width: 40,
      cell: (item) => (
        <Checkbox
          aria-label={`${text.t('pictures.select')}: ${item.label}`}
          checked={selected.has(item.id)}
          onChange={(event) => onSelect(item.id, event.currentTarget.checked)}
        />
      ),
    });
  }
  return (
    <>
      <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={text.t('pictures.empty')} />
          ) : (
            <RowTable caption={text.t('pictures.title')} rows={items} keyOf={(item) => item.id} columns={columns} />
          )
        }
      </Loaded>
      <MoreButton more={list.more} />
    </>
  );
}
