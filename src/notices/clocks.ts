import data from './data/life.json' with { type: 'json' };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The clocks of a notice's life in milliseconds; `data/life.json` says where each is from. A bureau may set its own. */
export interface Clocks {
  /** How long before its end the owner is warned. */
  readonly warnBefore: number;
  /** How long before its end the Secretariat is told that nobody answered. */
  readonly unansweredBefore: number;
  readonly warrantEscalateAfter: number;
  readonly suspensionWarnBefore: number;
  readonly dismissal: number;
  readonly purgeRemindAfter: number;
  readonly purgeRemindEvery: number;
  readonly purgeEscalateAfter: number;
  /** Longest first. */
  readonly papersRemindBefore: readonly number[];
  /** How long the Secretariat keeps the content of what it refused. */
  readonly refusedKeep: number;
  readonly diffusionCheck: number;
  readonly entryEnter: number;
  readonly entryRemove: number;
  readonly entryValidateWarn: number;
}

const DEFAULTS: Clocks = {
  warnBefore: data.review.warnDaysBefore * DAY,
  unansweredBefore: data.review.unansweredDaysBefore * DAY,
  warrantEscalateAfter: data.warrant.escalateDaysAfter * DAY,
  suspensionWarnBefore: data.suspension.warnDaysBefore * DAY,
  dismissal: data.suspension.dismissalDays * DAY,
  purgeRemindAfter: data.purge.remindAfterHours * HOUR,
  purgeRemindEvery: data.purge.remindEveryHours * HOUR,
  purgeEscalateAfter: data.purge.escalateAfterHours * HOUR,
  papersRemindBefore: data.papers.remindDaysBefore.map((days) => days * DAY),
  refusedKeep: data.refused.keepDays * DAY,
  diffusionCheck: data.diffusion.checkHours * HOUR,
  entryEnter: data.entry.enterHours * HOUR,
  entryRemove: data.entry.removeHours * HOUR,
  entryValidateWarn: data.entry.validateWarnDays * DAY,
};

export const clocksOf = (deps: { readonly clocks?: Partial<Clocks> }): Clocks => ({ ...DEFAULTS, ...deps.clocks });

/** Days from an entry in a national system to its validation, where nothing else was said. */
export const validateDays: Readonly<Record<string, number>> = data.entry.validateDays;

export const YEAR_MS = 365 * DAY;
export const DAY_MS = DAY;
