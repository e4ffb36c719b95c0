import { Button, Group, Menu, Paper, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { COLOURS, DRAFT_COLOURS, NOTICE_STATES } from '../../../../src/notices/contract.ts';
import { useMe } from '../../api/session.ts';
import { ColourMark } from '../../components/ColourMark.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { NoticeList } from './NoticeList.tsx';

const RELATIONS = ['owner', 'holder', 'secretariat'];

/** Notices known here, ours and received ones. */
export function NoticesPage() {
  const text = useText();
  const me = useMe();
  const [colour, setColour] = useState<string | null>(null);
  const [state, setState] = useState<string | null>(null);
  const [relation, setRelation] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 300);
  const drafts = me.is('analyst', 'supervisor', 'watch-officer') && !me.isSecretariat;
  const filters = [
    [text.t('notices.colour'), colour, setColour, COLOURS, 'notice.colour'],
    [text.t('common.state'), state, setState, NOTICE_STATES, 'notice.state'],
    [text.t('notices.relation'), relation, setRelation, RELATIONS, 'notice.relation'],
  ] as const;
  return (
    <>
      <PageHeader title={text.t('notices.title')} actions={drafts && <NewNotice />} />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Group gap="sm">
            <TextInput
              aria-label={text.t('notices.find')}
              placeholder={text.t('notices.find')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {filters.map(([label, value, set, values, scope]) => (
              <Select
                key={label}
                aria-label={label}
                placeholder={label}
                data={values.map((item) => ({ value: item, label: text.word(item, scope) }))}
                value={value}
                onChange={set}
                clearable
                allowDeselect
                w={{ base: '100%', xs: 190 }}
              />
            ))}
          </Group>
          <NoticeList
            filter={{
              colour: colour ?? undefined,
              state: state ?? undefined,
              relation: relation ?? undefined,
              q: q.length >= 2 ? q : undefined,
            }}
          />
        </Stack>
      </Paper>
    </>
  );
}

/** A draft begins with its colour. */
export function NewNotice({ caseId }: { readonly caseId?: string }) {
  const text = useText();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} aria-hidden />}>{text.t('notices.new')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {DRAFT_COLOURS.map((colour) => (
          <Menu.Item
            key={colour}
            component={Link}
            to={`/notices/new?colour=${colour}${caseId ? `&case=${caseId}` : ''}`}
          >
            <ColourMark colour={colour} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
