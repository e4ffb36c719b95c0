import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { BASELINE_CODES, type CurationView } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import type { Text as Words } from '../../i18n/text.ts';
import { useText } from '../../i18n/use-text.ts';
import { schemeWords } from '../pictures/scheme-words.ts';

const codeWords = (text: Words, code: string) =>
  BASELINE_CODES.some((known) => known === code) ? text.word(code, 'bench.vote.code') : code;

/** What others said: shown once the reader has voted, or when it is over. */
export function CurationVotes({ item }: { readonly item: CurationView }) {
  const text = useText();
  const me = useMe();
  const [asking, dialog] = useDisclosure(false);
  const reopen = useSend(dialog.close);
  return (
    <>
      {item.state === 'agreed' && item.outcome && (
        <Alert color="teal" mb="md">
          {text.t('bench.agreed', { code: codeWords(text, item.outcome) })}
        </Alert>
      )}
      {item.state === 'disagreed' && (
        <Alert color="orange" mb="md">
          {text.t('bench.disagreed')}
        </Alert>
      )}
      <Section
        title={text.t('bench.others')}
        actions={
          item.state !== 'open' &&
          me.isSecretariat &&
          me.is('curator') && (
            <Button size="xs" variant="default" onClick={dialog.open}>
              {text.t('bench.reopen')}
            </Button>
          )
        }
      >
        {item.myVote && (
          <Text size="sm" fw={600} mb="xs">
            {text.t('bench.voted', { code: codeWords(text, item.myVote.code) })} · {item.myVote.reason}
          </Text>
        )}
        {item.votes === null ? (
          <Text size="sm" c="dimmed">
            {text.t('bench.vote.alone')}
          </Text>
        ) : (
          <Stack gap={6}>
            {item.votes.map((vote) => (
              <Group key={`${vote.round} ${vote.bureau} ${vote.at}`} gap="xs" wrap="nowrap" align="baseline">
                <BureauTag code={vote.bureau} />
                <Text size="sm">
                  <strong>{codeWords(text, vote.code)}</strong> · {vote.reason} ·{' '}
                  {text.t('bench.round', { n: vote.round })} · <When at={vote.at} />
                </Text>
              </Group>
            ))}
          </Stack>
        )}
      </Section>
      {item.classifications && (
        <Section title={text.t('bench.said')}>
          <Stack gap={6}>
            {item.classifications.map((said) => (
              <Group key={`${said.bureau} ${said.scheme}`} gap="xs">
                <BureauTag code={said.bureau} />
                <Text size="sm">
                  {schemeWords(text, said)} · <When at={said.at} />
                </Text>
              </Group>
            ))}
          </Stack>
        </Section>
      )}
      <ReasonDialog
        opened={asking}
        title={text.t('bench.reopen')}
        confirm={text.t('bench.reopen')}
        pending={reopen.isPending}
        error={reopen.error}
        onClose={dialog.close}
        onConfirm={(reason) => reopen.mutate({ path: `/api/curations/${item.id}/reopen`, body: { reason } })}
      />
    </>
  );
}
