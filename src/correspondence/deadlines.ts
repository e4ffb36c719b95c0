import { HOUR, type Urgency } from '../protocol/index.ts';
import data from './data/deadlines.json' with { type: 'json' };

/** When an answer is due, UTC ms, counted from `now`. */
export function answerDueAt(urgency: Urgency, now: number): number {
  return now + data.answerWithinHours[urgency] * HOUR;
}

/** How long before the deadline a reminder comes, ms. */
export function remindBefore(urgency: Urgency): number {
  return data.remindBeforeHours[urgency] * HOUR;
}

/** The role that owns work of this urgency. */
export function ownerOf(urgency: Urgency): { role: string } {
  return { role: data.owner[urgency] };
}

const inMs = (hours: Readonly<Record<Urgency, number>>): Record<Urgency, number> => ({
  routine: hours.routine * HOUR,
  urgent: hours.urgent * HOUR,
  'life-at-risk': hours['life-at-risk'] * HOUR,
});

/** The deadlines in force and where they come from. */
export const deadlinesInForce = {
  source: data.source,
  answerWithinMs: inMs(data.answerWithinHours),
  remindBeforeMs: inMs(data.remindBeforeHours),
};
