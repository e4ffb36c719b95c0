import { useComputedColorScheme } from '@mantine/core';
import cytoscape from 'cytoscape';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { CaseGraph } from '../../../../../src/cases/contract.ts';
import { refPath } from '../../../components/ref-path.ts';
import { useText } from '../../../i18n/use-text.ts';
import { edgeLabel, nodeLabel } from './CaseGraph.tsx';

const SHAPES: Readonly<Record<string, cytoscape.Css.NodeShape>> = {
  case: 'round-rectangle',
  subject: 'ellipse',
  outside: 'ellipse',
  bureau: 'hexagon',
  notice: 'triangle',
  request: 'round-tag',
};
const LONGEST = 26;
const short = (label: string): string => (label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label);

/** The graph drawn. For the eye alone: the list below it says the same, and is what the keyboard goes through. */
export function GraphPicture({ graph }: { readonly graph: CaseGraph }) {
  const text = useText();
  const navigate = useNavigate();
  const scheme = useComputedColorScheme('light');
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!place.current) return;
    const [ink, line, paper, person, own] =
      scheme === 'dark'
        ? ['#e6ebf0', '#6b7a8a', '#22303c', '#3f6f4f', '#2f6f8f']
        : ['#1d2a35', '#8896a3', '#eef3f7', '#d8ecdf', '#cfe6f1'];
    const drawing = cytoscape({
      container: place.current,
      elements: [
        ...graph.nodes.map((node, n) => ({
          data: {
            id: node.key,
            label: short(nodeLabel(text, node)),
            shape: SHAPES[node.kind] ?? 'rectangle',
            fill: n === 0 ? own : node.kind === 'subject' || node.kind === 'outside' ? person : paper,
            path: node.ref ? (refPath(node.ref) ?? '') : '',
          },
        })),
        ...graph.edges.map(({ from, to, kind }) => ({
          data: { id: `${from} ${to} ${kind}`, source: from, target: to, label: short(edgeLabel(text, kind)) },
        })),
      ],
      // What most is linked to stands in the middle, the rest around it.
      layout: {
        name: 'concentric',
        concentric: (node) => node.degree(false),
        levelWidth: () => 2,
        minNodeSpacing: 60,
        padding: 24,
      },
      minZoom: 0.3,
      maxZoom: 3,
      style: [
        {
          selector: 'node',
          style: {
            label: 'data(label)',
            shape: 'data(shape)' as never,
            'background-color': 'data(fill)',
            'border-color': line,
            'border-width': 1,
            color: ink,
            'font-size': 13,
            'text-valign': 'bottom',
            'text-margin-y': 4,
            width: 30,
            height: 30,
          },
        },
        {
          selector: 'edge',
          style: {
            label: 'data(label)',
            'curve-style': 'bezier',
            'line-color': line,
            'target-arrow-color': line,
            'target-arrow-shape': 'triangle',
            'arrow-scale': 0.7,
            color: ink,
            'font-size': 11,
            'text-rotation': 'autorotate',
            width: 1,
          },
        },
      ],
    });
    drawing.on('tap', 'node', (event) => {
      const path = String(event.target.data('path'));
      if (path) void navigate(path);
    });
    return () => drawing.destroy();
  }, [graph, text, scheme, navigate]);

  return (
    <div
      ref={place}
      role="img"
      aria-label={text.t('graph.picture')}
      dir="ltr"
      style={{
        height: 420,
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 6,
        marginBottom: 12,
      }}
    />
  );
}
