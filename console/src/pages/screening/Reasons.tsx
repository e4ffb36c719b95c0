import { Group, Table, Text } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { CandidateView } from '../../../../src/screening/contract.ts';
import { useText } from '../../i18n/use-text.ts';

/** Why the record may be the person: by field, and the names word by word. */
export function Reasons({ candidate }: { readonly candidate: CandidateView }) {
  const text = useText();
  const { terms, tokens } = candidate.reasons;
  if (terms.length === 0) return null;
  return (
    <Group align="flex-start" gap="xl">
      <Table withRowBorders={false} verticalSpacing={2} w="auto" aria-label={text.t('screen.why')}>
        <Table.Tbody>
          {terms.map((term) => (
            <Table.Tr key={`${term.term}${term.code}`}>
              <Table.Td c="dimmed" fz="sm">
                {text.word(term.term, 'reason.term')}
              </Table.Td>
              <Table.Td fz="sm">
                <Group gap={6} wrap="nowrap">
                  <Sign score={term.score} />
                  <span>{text.phrase(`reason.${term.code}`, term.params)}</span>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {tokens.length > 0 && (
        <Table withRowBorders={false} verticalSpacing={2} w="auto">
          <Table.Thead>
            <Table.Tr>
              <Table.Th fz="xs">{text.t('screen.asked')}</Table.Th>
              <Table.Th fz="xs">{text.t('screen.on-record')}</Table.Th>
              <Table.Th fz="xs">{text.t('screen.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tokens.map((token) => (
              <Table.Tr key={`${token.query}|${token.record}`}>
                <Table.Td fz="sm">
                  <bdi>{token.query ?? '–'}</bdi>
                </Table.Td>
                <Table.Td fz="sm">
                  <bdi>{token.record ?? '–'}</bdi>
                </Table.Td>
                <Table.Td fz="sm" c="dimmed">
                  {text.word(token.reason, 'reason.token')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Group>
  );
}

/** For, against, or in between; the words say the same. */
function Sign({ score }: { readonly score: number }) {
  if (score >= 0.8) return <IconCheck size={15} color="var(--mantine-color-teal-6)" aria-hidden />;
  if (score <= 0.3) return <IconX size={15} color="var(--mantine-color-red-6)" aria-hidden />;
  return (
    <Text span c="orange" lh={1} aria-hidden>
      <IconMinus size={15} />
    </Text>
  );
}
