import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export type Fact = readonly [label: string, value: ReactNode];

/** Named facts; those that are not known are left out. */
export function Facts({
  facts,
  cols = 3,
}: {
  readonly facts: readonly (Fact | null | false | '' | undefined)[];
  readonly cols?: 1 | 2 | 3 | 4;
}) {
  const shown = facts.filter(
    (fact): fact is Fact =>
      Boolean(fact) && (fact as Fact)[1] !== null && (fact as Fact)[1] !== '' && (fact as Fact)[1] !== undefined,
  );
  return (
    <SimpleGrid
      component="dl"
      cols={{ base: 1, xs: Math.min(2, cols), md: cols }}
      spacing="md"
      verticalSpacing="xs"
      m={0}
    >
      {shown.map(([label, value]) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} size="sm">
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}
