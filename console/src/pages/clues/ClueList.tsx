import { SimpleGrid } from '@mantine/core';
import type { ClueView } from '../../../../src/identification/contract.ts';
import type { Query } from '../../api/client.ts';
import { useGet } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ClueCard } from './ClueCard.tsx';

/** Clues as Lyon lists them; each crop is opened apart. */
export function ClueList({ filter }: { readonly filter: Query }) {
  const text = useText();
  const query = useGet<{ readonly items: readonly ClueView[] }>('/api/clues', filter);
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={text.t('clues.empty')} />
        ) : (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {items.map((clue) => (
              <ClueCard key={clue.id} clue={clue} />
            ))}
          </SimpleGrid>
        )
      }
    </Loaded>
  );
}
