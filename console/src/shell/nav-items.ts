import {
  IconApi,
  IconArrowsExchange,
  IconBell,
  IconBulb,
  IconCircleCheck,
  IconDatabaseCog,
  IconDatabaseExport,
  IconEye,
  IconFileDownload,
  IconFileImport,
  IconFileText,
  IconFolder,
  IconInbox,
  IconLayoutDashboard,
  IconLifebuoy,
  IconListCheck,
  IconListDetails,
  IconMailbox,
  IconMessages,
  IconPhoto,
  IconPhotoSearch,
  IconPlane,
  IconPlaneDeparture,
  type IconProps,
  IconRefresh,
  IconScale,
  IconScaleOutline,
  IconSpeakerphone,
  IconStack2,
  IconTopologyStar3,
  IconUserSearch,
  IconUsers,
  IconWorldSearch,
  IconWorldShare,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Me } from '../api/session.ts';
import type { TextKey } from '../locales/index.ts';

export interface NavItem {
  readonly to: string;
  readonly label: TextKey;
  readonly icon: ComponentType<IconProps>;
  readonly group: 'work' | 'pictures' | 'system';
}

type Role = Me['person']['roles'][number];
const STAFF: readonly Role[] = ['analyst', 'supervisor', 'watch-officer'];
const IDENTIFIERS: readonly Role[] = [...STAFF, 'vid-specialist', 'curator'];

interface Entry extends NavItem {
  readonly roles: readonly Role[];
  readonly at?: 'IPSG' | 'national';
}

/** What each role finds in its menu; whether an act is allowed is decided by the bureau, never here. */
const ENTRIES: readonly Entry[] = [
  { to: '/desk', label: 'nav.desk', icon: IconInbox, group: 'work', roles: [...IDENTIFIERS, 'reviewer'] },
  {
    to: '/board',
    label: 'nav.board',
    icon: IconLayoutDashboard,
    group: 'work',
    roles: [...IDENTIFIERS, 'reviewer', 'auditor'],
  },
  { to: '/watch', label: 'nav.watch', icon: IconEye, group: 'work', roles: [...STAFF, 'auditor'] },
  {
    to: '/intake',
    label: 'nav.intake',
    icon: IconLifebuoy,
    group: 'work',
    roles: ['requesting-officer'],
    at: 'national',
  },
  { to: '/my/requests', label: 'nav.my-requests', icon: IconListCheck, group: 'work', roles: ['requesting-officer'] },
  { to: '/requests', label: 'nav.requests', icon: IconListCheck, group: 'work', roles: [...STAFF, 'auditor'] },
  { to: '/cases', label: 'nav.cases', icon: IconFolder, group: 'work', roles: [...STAFF, 'vid-specialist', 'auditor'] },
  {
    to: '/reviews',
    label: 'nav.reviews',
    icon: IconCircleCheck,
    group: 'work',
    roles: ['reviewer', 'supervisor', 'auditor'],
    at: 'IPSG',
  },
  {
    to: '/screenings',
    label: 'nav.screening',
    icon: IconUserSearch,
    group: 'work',
    roles: [...STAFF, 'auditor'],
    at: 'national',
  },
  { to: '/travel', label: 'nav.travel', icon: IconPlane, group: 'work', roles: [...STAFF, 'auditor'] },
  {
    to: '/removals',
    label: 'nav.removals',
    icon: IconPlaneDeparture,
    group: 'work',
    roles: [...STAFF, 'auditor'],
    at: 'national',
  },
  { to: '/notices', label: 'nav.notices', icon: IconFileText, group: 'work', roles: [...STAFF, 'reviewer', 'auditor'] },
  {
    to: '/notices/retests',
    label: 'nav.retests',
    icon: IconRefresh,
    group: 'work',
    roles: ['supervisor', 'reviewer'],
  },
  {
    to: '/notice-imports',
    label: 'nav.notice-imports',
    icon: IconFileImport,
    group: 'work',
    roles: ['analyst', 'supervisor', 'auditor'],
  },
  {
    to: '/threads',
    label: 'nav.threads',
    icon: IconMessages,
    group: 'work',
    roles: [...IDENTIFIERS, 'reviewer', 'auditor'],
  },
  {
    to: '/requirements',
    label: 'nav.requirements',
    icon: IconListDetails,
    group: 'work',
    roles: [...STAFF, 'requesting-officer', 'administrator', 'auditor'],
    at: 'national',
  },
  {
    to: '/hosting',
    label: 'nav.hosting',
    icon: IconWorldSearch,
    group: 'work',
    roles: [...STAFF, 'auditor'],
    at: 'national',
  },
  {
    to: '/tips',
    label: 'nav.tips',
    icon: IconMailbox,
    group: 'work',
    roles: [...STAFF, 'vid-specialist', 'auditor', 'administrator'],
    at: 'national',
  },
  { to: '/pictures', label: 'nav.pictures', icon: IconPhoto, group: 'pictures', roles: [...IDENTIFIERS, 'auditor'] },
  {
    to: '/lookups',
    label: 'nav.lookups',
    icon: IconPhotoSearch,
    group: 'pictures',
    roles: [...IDENTIFIERS, 'auditor'],
  },
  { to: '/series', label: 'nav.series', icon: IconStack2, group: 'pictures', roles: [...IDENTIFIERS, 'auditor'] },
  { to: '/clues', label: 'nav.clues', icon: IconBulb, group: 'pictures', roles: IDENTIFIERS },
  { to: '/bench', label: 'nav.bench', icon: IconScale, group: 'pictures', roles: ['curator', 'vid-specialist'] },
  {
    to: '/hash-lists',
    label: 'nav.lists',
    icon: IconListDetails,
    group: 'pictures',
    roles: [...IDENTIFIERS, 'auditor'],
  },
  {
    to: '/file-requests',
    label: 'nav.file-requests',
    icon: IconFileDownload,
    group: 'pictures',
    roles: [...IDENTIFIERS, 'auditor'],
  },
  {
    to: '/appeals',
    label: 'nav.appeals',
    icon: IconSpeakerphone,
    group: 'pictures',
    roles: [...IDENTIFIERS, 'auditor'],
  },
  {
    to: '/public-extract',
    label: 'nav.public',
    icon: IconWorldShare,
    group: 'system',
    roles: ['administrator', 'supervisor', 'auditor'],
  },
  {
    to: '/hash-sharing',
    label: 'nav.sharing',
    icon: IconArrowsExchange,
    group: 'system',
    roles: ['administrator', 'analyst', 'supervisor', 'vid-specialist', 'curator', 'auditor'],
  },
  {
    to: '/lyon',
    label: 'nav.lyon',
    icon: IconDatabaseCog,
    group: 'pictures',
    roles: ['curator', 'vid-specialist', 'auditor', 'administrator'],
    at: 'IPSG',
  },
  {
    to: '/national-systems',
    label: 'nav.systems',
    icon: IconDatabaseExport,
    group: 'system',
    roles: [...STAFF, 'auditor', 'administrator'],
    at: 'national',
  },
  {
    to: '/conservation',
    label: 'nav.conservation',
    icon: IconScaleOutline,
    group: 'system',
    roles: [...STAFF, 'auditor', 'administrator'],
  },
  {
    to: '/alerts',
    label: 'nav.alerts',
    icon: IconBell,
    group: 'system',
    roles: [...IDENTIFIERS, 'reviewer', 'administrator', 'auditor'],
  },
  {
    to: '/deconfliction',
    label: 'nav.deconfliction',
    icon: IconArrowsExchange,
    group: 'system',
    roles: ['administrator', 'supervisor', 'auditor'],
    at: 'national',
  },
  { to: '/people', label: 'nav.people', icon: IconUsers, group: 'system', roles: ['administrator', 'auditor'] },
  {
    to: '/federation',
    label: 'nav.federation',
    icon: IconTopologyStar3,
    group: 'system',
    roles: [...IDENTIFIERS, 'reviewer', 'auditor', 'administrator'],
  },
];
const EVERYBODY: NavItem = { to: '/api-reference', label: 'nav.api', icon: IconApi, group: 'system' };

export function navItems(me: Me): readonly NavItem[] {
  const mine = ENTRIES.filter(
    (entry) => me.is(...entry.roles) && (!entry.at || (entry.at === 'IPSG') === me.isSecretariat),
  );
  return [...mine, EVERYBODY];
}
