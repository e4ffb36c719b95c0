import { Button, Stack } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ClueView, ViewedPicture } from '../../../../src/identification/contract.ts';
import { useText } from '../../i18n/use-text.ts';

/** The object alone with its words, for paper: no person, no case, no name. */
export function ClueSheet({ clue, picture }: { readonly clue: ClueView; readonly picture: ViewedPicture }) {
  const text = useText();
  const facts = [text.word(clue.kind, 'clue.kind'), clue.make, ...clue.placeHints].filter(Boolean).join(' · ');
  return (
    <Stack gap="sm">
      <Button
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => window.print()}
        w="fit-content"
        data-autofocus
      >
        {text.t('clue.sheet.print')}
      </Button>
      <article className="sheet" aria-label={text.t('clue.sheet')}>
        <h2>{text.t('clue.sheet.title')}</h2>
        <p>{text.t('clue.sheet.why')}</p>
        <img src={`data:${picture.type};base64,${picture.data}`} alt={clue.words} />
        <p>
          <strong>
            <bdi>{clue.words}</bdi>
          </strong>
          <br />
          <bdi>{facts}</bdi>
        </p>
        <p>
          {text.t('clue.sheet.tell', { reference: `${clue.series.label} · ${clue.bureau} · ${clue.id.slice(0, 8)}` })}
        </p>
        <p>
          <small>
            {text.t('clue.sheet.law')} · {text.bureau(clue.bureau)} · {text.date(clue.at)}
          </small>
        </p>
      </article>
    </Stack>
  );
}
