import type { z } from 'zod';
import type { byCountry } from '../../../../src/hosting/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { WorldMap } from '../../components/WorldMap.tsx';
import { useText } from '../../i18n/use-text.ts';

type Sums = z.output<typeof byCountry>;

/** How many addresses are where, drawn and as a table; those of no country are in the table alone. */
export function CountryMap({
  path,
  caption,
  everyMs,
}: {
  path: string;
  caption: string;
  everyMs?: number | undefined;
}) {
  const text = useText();
  const query = useGet<Sums>(path, undefined, { everyMs });
  return (
    <Loaded query={query}>
      {({ countries }) => {
        if (countries.length === 0) return <EmptyState title={text.t('hosting.where.empty')} />;
        const said = (row: Sums['countries'][number]): string =>
          text.t('hosting.count-of', { urls: text.number(row.urls), confirmed: text.number(row.confirmed) });
        return (
          <WorldMap
            caption={caption}
            countries={countries.flatMap((row) =>
              row.country === null
                ? []
                : [
                    {
                      code: row.country,
                      tone: row.confirmed === row.urls ? ('good' as const) : ('waiting' as const),
                      label: said(row),
                    },
                  ],
            )}
            table={
              <RowTable
                caption={caption}
                rows={countries}
                keyOf={(row) => `${row.country} ${row.verdict}`}
                columns={[
                  {
                    label: text.t('map.country'),
                    lead: true,
                    cell: (row) =>
                      row.country === null ? text.phrase(`hosting.verdict.${row.verdict}`) : text.country(row.country),
                  },
                  { label: text.t('hosting.count'), cell: said },
                ]}
              />
            }
          />
        );
      }}
    </Loaded>
  );
}
