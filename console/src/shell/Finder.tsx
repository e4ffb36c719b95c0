import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconArrowRight, IconFileText, IconFolder, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseSummary } from '../../../src/cases/contract.ts';
import type { NoticeRow } from '../../../src/notices/contract.ts';
import { type Page, useGet } from '../api/hooks.ts';
import { useMe } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';
import { navItems } from './nav-items.ts';

const SHORTEST = 2;

/** Ctrl-K: to a page, or to a case or a notice by number, title or name. */
export function Finder() {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [sought] = useDebouncedValue(typed.trim(), 250);
  const items = navItems(me);
  const seeks = sought.length >= SHORTEST;
  const sees = (to: string) => items.some((item) => item.to === to);
  const cases = useGet<Page<CaseSummary>>('/api/cases', { q: sought, limit: 8 }, { enabled: seeks && sees('/cases') });
  const notices = useGet<Page<NoticeRow>>(
    '/api/notices',
    { q: sought, limit: 8 },
    { enabled: seeks && sees('/notices') },
  );

  const pages: SpotlightActionData[] = items
    .filter((item) => typed.trim() === '' || text.t(item.label).toLowerCase().includes(typed.trim().toLowerCase()))
    .map(({ to, label, icon: Icon }) => ({
      id: to,
      label: text.t(label),
      leftSection: <Icon size={18} aria-hidden />,
      rightSection: (
        <span className="flip">
          <IconArrowRight size={14} aria-hidden />
        </span>
      ),
      onClick: () => void navigate(to),
    }));
  const found: SpotlightActionData[] = seeks
    ? [
        ...(cases.data?.items ?? []).map((item) => ({
          id: `case ${item.id}`,
          label: `${item.number} · ${item.title}`,
          description: text.word(item.state, 'case.state'),
          leftSection: <IconFolder size={18} aria-hidden />,
          onClick: () => void navigate(`/cases/${item.id}`),
        })),
        ...(notices.data?.items ?? []).map((item) => ({
          id: `notice ${item.id}`,
          label:
            [item.number ?? item.reference, item.name].filter(Boolean).join(' · ') ||
            text.word(item.colour, 'notice.colour'),
          description: `${text.word(item.colour, 'notice.colour')} · ${text.word(item.state, 'notice.state')}`,
          leftSection: <IconFileText size={18} aria-hidden />,
          onClick: () => void navigate(`/notices/${item.id}`),
        })),
      ]
    : [];

  return (
    <Spotlight
      actions={[
        { group: text.t('nav.cases'), actions: found },
        { group: text.t('shell.navigation'), actions: pages },
      ]}
      // What the bureau found it found by more than the label says.
      filter={(_query, actions) => actions.filter((a) => !('actions' in a) || a.actions.length > 0)}
      onQueryChange={setTyped}
      nothingFound={text.t('shell.find.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: text.t('shell.find.hint'),
        'aria-label': text.t('shell.find'),
      }}
      shortcut={['mod + K']}
      scrollable
      maxHeight={420}
    />
  );
}
