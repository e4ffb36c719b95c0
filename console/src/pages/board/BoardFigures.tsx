import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconClockHour4,
  IconDiamondFilled,
  IconHeartbeat,
  type IconProps,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { BoardView } from '../../../../src/desk/contract.ts';
import { useNow } from '../../components/use-now.ts';
import { useText } from '../../i18n/use-text.ts';
import { taskWords } from '../desk/item-words.ts';
import './board.css';

type Tone = 'well' | 'warn' | 'bad';
const ICONS: Readonly<Record<Tone, ComponentType<IconProps>>> = {
  well: IconCircleCheckFilled,
  warn: IconDiamondFilled,
  bad: IconAlertTriangleFilled,
};

interface TileProps {
  readonly label: string;
  readonly tone: Tone;
  readonly value: ReactNode;
  readonly icon?: ComponentType<IconProps>;
  readonly small?: boolean;
  readonly children?: ReactNode;
}

function Tile({ label, tone, value, icon, small = false, children }: TileProps) {
  const Icon = (tone === 'bad' && icon) || ICONS[tone];
  return (
    <section className={`board-tile board-${tone}`} aria-label={label}>
      <h2>
        <Icon size="1em" aria-hidden /> {label}
      </h2>
      <p className={small ? 'board-words' : 'board-number'}>{value}</p>
      {children && <div className="board-more">{children}</div>}
    </section>
  );
}

/** The figures in big type. Sign, word and colour say the same; nothing of a case is in them. */
export function BoardFigures({ board, failed }: { readonly board: BoardView; readonly failed: boolean }) {
  const text = useText();
  const now = useNow(15_000);
  const { undelivered, conservation, oldest } = board;
  const late = oldest ? oldest.dueAt - now : 0;
  const time = (at: number): string => text.dateTime(at);
  return (
    <div className="board-grid" aria-live="polite">
      <Tile
        label={text.t('board.overdue')}
        tone={board.overdue > 0 ? 'bad' : 'well'}
        value={text.number(board.overdue)}
      >
        {text.t('board.open')}: {text.number(board.open)}
        {board.snoozed > 0 && ` · ${text.t('board.aside', { n: board.snoozed })}`}
      </Tile>
      <Tile
        label={text.t('board.life')}
        tone={board.lifeAtRisk > 0 ? 'bad' : 'well'}
        icon={IconHeartbeat}
        value={text.number(board.lifeAtRisk)}
      />
      <Tile
        label={text.t('board.hour')}
        tone={board.dueWithinHour > 0 ? 'warn' : 'well'}
        icon={IconClockHour4}
        value={text.number(board.dueWithinHour)}
      >
        {board.escalated > 0 && `${text.t('board.escalated')}: ${text.number(board.escalated)}`}
      </Tile>
      <Tile
        label={text.t('board.undelivered')}
        tone={undelivered.failing > 0 ? 'bad' : undelivered.waiting > 0 ? 'warn' : 'well'}
        value={text.number(undelivered.waiting)}
      >
        {undelivered.failing > 0 &&
          text.t('board.failing', {
            n: undelivered.failing,
            bureaus: text.list(undelivered.bureaus.map((code) => text.bureau(code))),
          })}
        {undelivered.oldestAt !== null && ` ${text.t('board.since', { at: time(undelivered.oldestAt) })}`}
      </Tile>
      <Tile
        small
        label={text.t('board.difference')}
        tone={conservation.alarmSince !== null ? 'bad' : conservation.checkedAt === null ? 'warn' : 'well'}
        value={text.t(
          conservation.alarmSince !== null
            ? 'board.differs'
            : conservation.checkedAt === null
              ? 'board.unchecked'
              : 'board.balanced',
        )}
      >
        {conservation.alarmSince !== null && `${text.t('board.since', { at: time(conservation.alarmSince) })} · `}
        {conservation.checkedAt !== null && text.t('board.checked', { at: time(conservation.checkedAt) })}
      </Tile>
      <Tile
        small
        label={text.t('board.oldest')}
        tone={oldest === null || late > 3_600_000 ? 'well' : late > 0 ? 'warn' : 'bad'}
        value={
          oldest === null ? '–' : text.t(late > 0 ? 'deadline.left' : 'deadline.overdue', { time: text.duration(late) })
        }
      >
        {oldest && taskWords(text, { task: oldest.task, params: {} })}
      </Tile>
      <Tile
        small
        label={text.t('board.on-watch')}
        tone={board.onWatch.length === 0 ? 'bad' : board.unsignedHandovers.length > 0 ? 'warn' : 'well'}
        value={board.onWatch.length === 0 ? text.t('board.nobody') : text.list(board.onWatch.map((one) => one.name))}
      >
        {board.unsignedHandovers.length > 0 && <p>{text.t('board.unsigned', { n: board.unsignedHandovers.length })}</p>}
        {board.nextGap ? (
          <p>{text.t('board.gap', { from: time(board.nextGap.from), to: time(board.nextGap.to) })}</p>
        ) : (
          board.rosterUntil !== null && <p>{text.t('board.planned', { at: time(board.rosterUntil) })}</p>
        )}
      </Tile>
      <p className="board-foot" role="status">
        {failed && (
          <strong>
            <IconAlertTriangleFilled size="1em" aria-hidden /> {text.t('board.stale')} ·{' '}
          </strong>
        )}
        {text.t('board.as-of', { at: time(board.now) })}
        {board.alarms > 0 && ` · ${text.t('board.alarms', { n: board.alarms })}`}
        {board.alerts.dead > 0 && ` · ${text.t('board.dead-alerts', { n: board.alerts.dead })}`}
      </p>
    </div>
  );
}
