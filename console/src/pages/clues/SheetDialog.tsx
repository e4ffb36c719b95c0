import { Anchor, Select, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import { type ClueView, SHEET_LANGUAGES, type ViewGranted } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { LANGUAGE_NAMES } from '../../i18n/words.ts';

const PAPERS = ['a4', 'letter'] as const;

/** Opens the crop for paper: one clear view, on the record, as a page of its own to print. */
export function SheetDialog({ clue, onClose }: { readonly clue: ClueView; onClose(): void }) {
  const text = useText();
  const [lang, setLang] = useState<string | null>(text.language);
  const [paper, setPaper] = useState<string | null>('a4');
  const [made, setMade] = useState<string | null>(null);
  const send = useSend<ViewGranted>((granted) => {
    const sheet = `/api/clues/${clue.id}/sheet?${new URLSearchParams({
      view: granted.viewId,
      lang: lang ?? 'en',
      paper: paper ?? 'a4',
    })}`;
    if (window.open(sheet, '_blank')) onClose();
    else setMade(sheet);
  });
  return (
    <ReasonDialog
      opened
      title={text.t('clue.sheet')}
      warning={text.t('clue.sheet.hint')}
      confirm={text.t('clue.sheet.do')}
      pending={send.isPending}
      error={send.error}
      disabled={made !== null}
      onClose={onClose}
      onConfirm={(reason) => send.mutate({ path: `/api/clues/${clue.id}/open`, body: { reason, mode: 'clear' } })}
    >
      <SimpleGrid cols={2}>
        <Select
          label={text.t('clue.sheet.lang')}
          data={SHEET_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={lang}
          onChange={setLang}
        />
        <Select
          label={text.t('clue.sheet.paper')}
          data={PAPERS.map((value) => ({ value, label: text.t(`clue.sheet.paper.${value}`) }))}
          value={paper}
          onChange={setPaper}
        />
      </SimpleGrid>
      {made && (
        <Text size="sm" role="status">
          {text.t('clue.sheet.ready')}{' '}
          <Anchor href={made} target="_blank" size="sm" onClick={onClose}>
            {text.t('clue.sheet.open')}
          </Anchor>
        </Text>
      )}
    </ReasonDialog>
  );
}
