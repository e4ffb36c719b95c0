import { Button } from '@mantine/core';
import { IconMaximize } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { BoardView } from '../../../../src/desk/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { BoardFigures } from './BoardFigures.tsx';

const EVERY_MS = 15_000;

/** The board, in the console; one button makes it fill the wall. */
export function BoardPage() {
  const text = useText();
  const query = useGet<BoardView>('/api/board', undefined, { everyMs: EVERY_MS });
  const [full, setFull] = useState(false);
  useEffect(() => {
    const left = (): void => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', left);
    return () => document.removeEventListener('fullscreenchange', left);
  }, []);
  const figures = (
    <Loaded query={query}>{(board) => <BoardFigures board={board} failed={query.error !== null} />}</Loaded>
  );
  if (full) return <div className="board-wall">{figures}</div>;
  return (
    <>
      <PageHeader
        title={text.t('board.title')}
        actions={
          <Button
            variant="default"
            leftSection={<IconMaximize size={16} aria-hidden />}
            onClick={() => void document.documentElement.requestFullscreen()}
          >
            {text.t('board.full')}
          </Button>
        }
      />
      {figures}
    </>
  );
}
