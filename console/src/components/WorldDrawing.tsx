import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';
import type { MapArc, MapCountry } from './WorldMap.tsx';
// ISO alpha-2 to the outline's ISO number ('' where the country is too small to be drawn) and a point in its largest part;
// from world-atlas 2.0.2 (Natural Earth, public domain).
import places from './world-places.json';

type Place = readonly [outline: string, lon: number, lat: number];

const WIDTH = 800;
const HEIGHT = 400;
const topology = world as unknown as Topology<{ countries: GeometryCollection }>;
const outlines = feature(topology, topology.objects.countries).features.filter((one) => one.id !== '010');
const placeOf = (code: string): Place | undefined => (places as unknown as Record<string, Place>)[code];
const projection = geoNaturalEarth1().fitExtent(
  [
    [2, 2],
    [WIDTH - 2, HEIGHT - 2],
  ],
  { type: 'FeatureCollection', features: outlines },
);
const path = geoPath(projection);
const drawn = outlines.map((one) => ({ outline: String(one.id ?? ''), d: path(one) ?? '' }));

/** The map itself, drawn by the browser; hidden from screen readers, which have the table. */
export default function WorldDrawing(props: { countries: readonly MapCountry[]; arcs: readonly MapArc[] }) {
  const tones = new Map(props.countries.map((country) => [placeOf(country.code)?.[0] ?? '', country]));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="presentation">
      <g className="world-land">
        {drawn.map(({ outline, d }, n) => {
          const country = outline === '' ? undefined : tones.get(outline);
          return (
            // The outlines never change their order.
            // biome-ignore lint/suspicious/noArrayIndexKey: fixed list
            <path key={n} d={d} data-tone={country?.tone}>
              {country && <title>{country.label}</title>}
            </path>
          );
        })}
      </g>
      {props.arcs.map((arc, n) => {
        const line = arcPath(arc);
        // biome-ignore lint/suspicious/noArrayIndexKey: legs keep their order, and two may be alike
        return line && <path key={n} d={line} className="world-arc" />;
      })}
      {props.countries.map((country) => {
        const at = pointOf(country.code);
        return (
          at && (
            <circle key={country.code} cx={at[0]} cy={at[1]} r={4.5} className="world-point" data-tone={country.tone}>
              <title>{country.label}</title>
            </circle>
          )
        );
      })}
    </svg>
  );
}

function pointOf(code: string): readonly [number, number] | null {
  const place = placeOf(code);
  return place ? projection([place[1], place[2]]) : null;
}

/** The way along the globe. */
function arcPath({ from, to }: MapArc): string | null {
  const [a, b] = [placeOf(from), placeOf(to)];
  if (!a || !b || from === to) return null;
  return path({
    type: 'LineString',
    coordinates: [
      [a[1], a[2]],
      [b[1], b[2]],
    ],
  });
}
