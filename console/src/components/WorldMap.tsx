import { Box, Skeleton } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { useText } from '../i18n/use-text.ts';
import { RowTable } from './RowTable.tsx';
import './world-map.css';

/** How a country is drawn; each tone has its own pattern too, so that colour is never alone. */
export type MapTone = 'good' | 'waiting' | 'bad' | 'neutral' | 'home';

export interface MapCountry {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly tone: MapTone;
  /** What there is to say of it, in the reader's language. */
  readonly label: string;
}

/** From one country to the next, in the order they are drawn. */
export interface MapArc {
  readonly from: string;
  readonly to: string;
}

interface Props {
  /** Names the picture and the table beside it. */
  readonly caption: string;
  readonly countries: readonly MapCountry[];
  readonly arcs?: readonly MapArc[];
  /** The equivalent list; absent, a table of countries and labels is made. */
  readonly table?: ReactNode;
}

// The outlines of the world are fetched when the first map is shown.
const WorldDrawing = lazy(() => import('./WorldDrawing.tsx'));

/** A map of the world with the same facts as a table beside it, which is what a screen reader gets. */
export function WorldMap({ caption, countries, arcs = [], table }: Props) {
  const text = useText();
  return (
    <div className="world-map">
      <Box aria-hidden className="world-map-drawing">
        <Suspense fallback={<Skeleton h="100%" mih={180} />}>
          <WorldDrawing countries={countries} arcs={arcs} />
        </Suspense>
      </Box>
      <div className="world-map-table">
        {table ?? (
          <RowTable
            caption={caption}
            rows={countries}
            keyOf={(row) => row.code}
            columns={[
              { label: text.t('map.country'), lead: true, cell: (row) => text.country(row.code) },
              { label: text.t('common.state'), cell: (row) => row.label },
            ]}
          />
        )}
      </div>
    </div>
  );
}
