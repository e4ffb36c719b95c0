import { useQuery } from '@tanstack/react-query';
import type { BoardView } from '../../../../src/desk/contract.ts';
import { ApiError, readProblem } from '../../api/problem.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { useText } from '../../i18n/use-text.ts';
import { BoardFigures } from './BoardFigures.tsx';

const EVERY_MS = 15_000;

/** The key of a screen on the wall, out of `/board#key=…`; what follows the sign never reaches a server. */
export function wallKey(): string | null {
  if (window.location.pathname !== '/board') return null;
  return /^#key=([\w.~-]{16,200})$/.exec(window.location.hash)?.[1] ?? null;
}

/** A screen where nobody is signed in: its key reads the board and nothing else. */
export function WallBoard({ screenKey }: { readonly screenKey: string }) {
  const text = useText();
  const query = useQuery<BoardView, ApiError>({
    queryKey: ['wall-board'],
    queryFn: async ({ signal }) => {
      const response = await fetch('/api/board', {
        headers: { authorization: `Bearer ${screenKey}` },
        signal,
        credentials: 'omit',
      }).catch(() => null);
      if (!response) throw new ApiError(0, 'offline');
      if (!response.ok) throw await readProblem(response);
      return (await response.json()) as BoardView;
    },
    refetchInterval: EVERY_MS,
  });
  const refused = query.error !== null && query.error.status >= 400 && query.error.status < 500;
  return (
    <main className="board-wall">
      {refused && <p className="board-words">{text.t('board.key-refused')}</p>}
      {!refused && (
        <Loaded query={query}>{(board) => <BoardFigures board={board} failed={query.error !== null} />}</Loaded>
      )}
    </main>
  );
}
