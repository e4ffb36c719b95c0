import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconCircleDashed,
  IconClock,
  IconEye,
  IconMail,
  IconPencil,
  IconPlayerPause,
  type IconProps,
  IconSend,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';

export interface Look {
  readonly color: string;
  readonly icon: ComponentType<IconProps>;
}

const waiting: Look = { color: 'harbour', icon: IconClock };
const sent: Look = { color: 'harbour', icon: IconSend };
const good: Look = { color: 'teal', icon: IconCheck };
const ended: Look = { color: 'gray', icon: IconCircleDashed };
const no: Look = { color: 'red', icon: IconBan };
const back: Look = { color: 'orange', icon: IconArrowBackUp };
const warn: Look = { color: 'orange', icon: IconAlertTriangle };

/** A state is told by its word; colour and sign only help the eye. */
const LOOKS: Readonly<Record<string, Look>> = {
  draft: { color: 'gray', icon: IconPencil },
  received: waiting,
  confirmed: good,
  accepted: good,
  returned: back,
  declined: no,
  refused: no,
  open: waiting,
  closed: ended,
  submitted: sent,
  'in-review': { color: 'harbour', icon: IconEye },
  issued: good,
  amended: good,
  extended: good,
  expired: ended,
  purged: good,
  kept: good,
  mended: good,
  suspended: { color: 'orange', icon: IconPlayerPause },
  withdrawn: ended,
  cancelled: ended,
  discarded: ended,
  queued: { color: 'gray', icon: IconClock },
  sending: sent,
  sent,
  delivered: { color: 'harbour', icon: IconMail },
  read: { color: 'harbour', icon: IconEye },
  answered: good,
  failing: warn,
  undelivered: warn,
  missing: warn,
  withheld: ended,
  'not-connected': ended,
  connected: good,
  hosted: good,
  'purge-missing': warn,
  pass: good,
  fail: no,
  judge: { color: 'yellow', icon: IconEye },
  met: good,
  'not-met': no,
  'not-confirmed': no,
  held: good,
  none: ended,
  unidentified: warn,
  lead: waiting,
  identified: good,
  protected: good,
  owed: warn,
  awaited: waiting,
  settled: ended,
  done: good,
  'not-possible': no,
  yes: good,
  no,
  asking: sent,
  asked: waiting,
  cleared: good,
  published: good,
  proposed: waiting,
  requested: sent,
  rejected: no,
  waiting: { color: 'gray', icon: IconClock },
  hashing: waiting,
  hashed: good,
  same: ended,
  failed: no,
  uploading: sent,
  ready: waiting,
  running: sent,
  undoing: sent,
  undone: back,
  active: good,
  retired: ended,
  arrested: good,
  charged: good,
  convicted: good,
  agreed: good,
  disagreed: warn,
  paused: { color: 'orange', icon: IconPlayerPause },
  pulling: sent,
  'backing-off': warn,
  stopped: no,
  said: waiting,
  granted: good,
  in: good,
  out: no,
};

export function lookOf(state: string): Look {
  return LOOKS[state] ?? { color: 'gray', icon: IconCircleDashed };
}
