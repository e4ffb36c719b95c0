import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTopologyStar3 } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { CaseGraph as Graph, GraphNode } from '../../../../../src/cases/contract.ts';
import { useGet } from '../../../api/hooks.ts';
import { Loaded } from '../../../components/Loaded.tsx';
import { refPath } from '../../../components/ref-path.ts';
import { Section } from '../../../components/Section.tsx';
import type { Text as Words } from '../../../i18n/text.ts';
import { useText } from '../../../i18n/use-text.ts';
import type { CaseProps } from '../case-props.ts';

/** Drawn by a library of its own, fetched when somebody wants to see it. */
const GraphPicture = lazy(async () => ({ default: (await import('./GraphPicture.tsx')).GraphPicture }));

export function nodeLabel(text: Words, node: GraphNode): string {
  const kind = text.word(node.kind, 'thing');
  if (node.kind === 'bureau') return text.bureau(node.label ?? '');
  if (node.kind === 'subject') return node.label ?? text.word(node.state ?? '', 'subject');
  if (node.ref === null && node.kind !== 'outside') return `${kind}: ${text.t('link.hidden')}`;
  return [node.number, node.label === null ? kind : text.word(node.label)].filter(Boolean).join(' ');
}

/** What a line between two says: a relation, or how a thing belongs to the case. */
export function edgeLabel(text: Words, kind: string): string {
  return text.knows(`relation.${kind}`) ? text.phrase(`relation.${kind}`) : text.word(kind, 'edge');
}

/** Who and what is linked: as a list for everybody, and as a picture for who wants one. */
export function CaseGraph({ file }: CaseProps) {
  const text = useText();
  const [drawn, draw] = useDisclosure(false);
  const query = useGet<Graph>(`/api/cases/${file.id}/graph`);
  return (
    <Section
      title={text.t('graph.title')}
      actions={
        <Button
          size="xs"
          variant="light"
          leftSection={<IconTopologyStar3 size={14} aria-hidden />}
          onClick={draw.toggle}
          aria-expanded={drawn}
        >
          {text.t('graph.show')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(graph) => (
          <>
            {drawn && (
              <Suspense fallback={<Text size="sm">…</Text>}>
                <GraphPicture graph={graph} />
              </Suspense>
            )}
            <GraphList graph={graph} />
            {graph.left > 0 && (
              <Text size="sm" c="dimmed">
                {text.t('graph.left', { n: graph.left })}
              </Text>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** The same as the picture: each of them, and what it is linked to. */
function GraphList({ graph }: { readonly graph: Graph }) {
  const text = useText();
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]));
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }} aria-label={text.t('graph.list')}>
      {graph.nodes.map((node) => {
        const lines = graph.edges.flatMap(({ from, to, kind }) => {
          const other = byKey.get(from === node.key ? to : from);
          if (!other || (from !== node.key && to !== node.key)) return [];
          const words = edgeLabel(text, kind);
          const said =
            from === node.key ? `${words} → ${nodeLabel(text, other)}` : `${nodeLabel(text, other)} → ${words}`;
          return [said];
        });
        return (
          <li key={node.key}>
            <NodeLink node={node} />
            <Text size="xs" c="dimmed" dir="auto">
              {lines.join(' · ')}
            </Text>
          </li>
        );
      })}
    </Stack>
  );
}

function NodeLink({ node }: { readonly node: GraphNode }) {
  const text = useText();
  const to = node.ref && refPath(node.ref);
  const label = nodeLabel(text, node);
  const kind = text.word(node.kind, 'thing');
  const whole = (
    <>
      {kind}: <bdi>{label}</bdi>
    </>
  );
  if (!to) return <Text size="sm">{whole}</Text>;
  return (
    <Anchor component={Link} to={to} size="sm">
      {whole}
    </Anchor>
  );
}
