import type { WordTable } from '../i18n/words.ts';
import { alerts } from './alerts.ts';
import { bench } from './bench.ts';
import { besideRequests } from './beside-requests.ts';
import { caseWork } from './case-work.ts';
import { cases } from './cases.ts';
import { clues } from './clues.ts';
import { common } from './common.ts';
import { dedupe } from './dedupe.ts';
import { desk } from './desk.ts';
import { fileRequests } from './files.ts';
import { frames } from './frames.ts';
import { guests } from './guests.ts';
import { hosting } from './hosting.ts';
import { imports } from './imports.ts';
import { intake } from './intake.ts';
import { listed } from './listed.ts';
import { lookups } from './lookups.ts';
import { lyon } from './lyon.ts';
import { noticeFields } from './notice-fields.ts';
import { noticeForms } from './notice-forms.ts';
import { noticeLife } from './notice-life.ts';
import { noticePublic } from './notice-public.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';
import { pictures } from './pictures.ts';
import { requests } from './requests.ts';
import { requirements } from './requirements.ts';
import { screening } from './screening.ts';
import { series } from './series.ts';
import { sharing } from './sharing.ts';
import { shell } from './shell.ts';
import { system } from './system.ts';
import { threads } from './threads.ts';
import { tipRouting } from './tip-routing.ts';
import { tips } from './tips.ts';
import { travel } from './travel.ts';
import { triage } from './triage.ts';
import { watch } from './watch.ts';
import { withdrawal } from './withdrawal.ts';

/** The console's own texts. Codes that rooms send are worded by the rooms. */
export const chrome = {
  ...common,
  ...shell,
  ...desk,
  ...intake,
  ...guests,
  ...besideRequests,
  ...requests,
  ...cases,
  ...caseWork,
  ...threads,
  ...requirements,
  ...notices,
  ...noticeFields,
  ...noticeForms,
  ...noticeLife,
  ...noticePublic,
  ...pictures,
  ...lookups,
  ...listed,
  ...frames,
  ...lyon,
  ...screening,
  ...series,
  ...clues,
  ...bench,
  ...people,
  ...sharing,
  ...fileRequests,
  ...imports,
  ...system,
  ...tipRouting,
  ...tips,
  ...travel,
  ...triage,
  ...dedupe,
  ...hosting,
  ...withdrawal,
  ...watch,
  ...alerts,
} as const satisfies WordTable;
export type TextKey = keyof typeof chrome;
