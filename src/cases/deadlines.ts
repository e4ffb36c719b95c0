import { HOUR, type Urgency } from '../protocol/index.ts';
import data from './data/deadlines.json' with { type: 'json' };

export type Deadline = keyof typeof data.hours;

/** When a step is due, UTC ms, counted from `now`. */
export function dueAt(step: Deadline, urgency: Urgency, now: number): number {
  return now + data.hours[step][urgency] * HOUR;
}

/** The role that owns work of this urgency. */
export function ownerOf(urgency: Urgency): { role: string } {
  return { role: data.owner[urgency] };
}
