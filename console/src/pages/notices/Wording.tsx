import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Menu,
  Paper,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconLanguage, IconPlus, IconTextPlus, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import {
  type Colour,
  type FieldWording,
  LANGUAGES,
  type Language,
  partIn,
  phraseOf,
  phrasesFor,
  RELATION_CODES,
  type SlotKind,
  type StandardPhrase,
  type WordedField,
  type WordingPart,
  type WordingState,
  wordedIn,
} from '../../../../src/notices/contract.ts';
import { useMe } from '../../api/session.ts';
import { CountrySelect } from '../../form/CountrySelect.tsx';
import { setAt } from '../../form/pointer.ts';
import type { Form } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly form: Form;
  /** Pointer of the field within the notice's form. */
  readonly field: WordedField;
  readonly colour: Colour;
  readonly label: string;
}

const LOOK: Record<WordingState, string> = {
  original: 'blue',
  standard: 'teal',
  translated: 'teal',
  missing: 'orange',
};

/**
 * A text that is written once and stands in four languages: standard phrases translate themselves, free text has its translations
 * beside it. Without a wording it is a plain text field.
 */
export function Wording({ form, field, colour, label }: Props) {
  const text = useText();
  const at = `/form${field}`;
  const place = wordingAt(field);
  const wording = form.get(place) as FieldWording | undefined;
  const worded = (next: FieldWording | undefined): void => {
    form.set(place, next);
    if (next) form.set(at, wordedIn(next, next.lang).text);
  };
  if (!wording) {
    const said = String(form.get(at) ?? '').trim();
    return (
      <div>
        <Textarea {...form.text(at)} label={label} autosize minRows={3} />
        <Button
          mt={6}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconLanguage size={14} aria-hidden />}
          onClick={() => worded({ lang: 'en', parts: said ? [{ text: said, translations: {} }] : [] })}
        >
          {text.t('notice.wording.begin')}
        </Button>
      </div>
    );
  }
  const set = (n: number, part: WordingPart | null): void =>
    worded({ ...wording, parts: wording.parts.flatMap((p, i) => (i === n ? (part ? [part] : []) : [p])) });
  const add = (part: WordingPart): void => worded({ ...wording, parts: [...wording.parts, part] });
  return (
    <Paper withBorder p="sm" role="group" aria-label={label}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Group gap={6}>
          <Text size="xs" c="dimmed" id={`${place}-lang`}>
            {text.t('notice.wording.written-in')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-labelledby={`${place}-lang`}
            data={LANGUAGES.map((lang) => ({ value: lang, label: lang }))}
            value={wording.lang}
            onChange={(lang) => worded({ ...wording, lang: lang as Language })}
          />
        </Group>
      </Group>
      <Stack gap="sm">
        {wording.parts.map((part, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence has no identity but its place
          <Part key={n} part={part} from={wording.lang} n={n + 1} onChange={(next) => set(n, next)} />
        ))}
        <Group gap="xs">
          <PhraseMenu
            colour={colour}
            field={field}
            lang={wording.lang}
            onPick={(phrase) => add({ phrase: phrase.id, slots: {} })}
          />
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconTextPlus size={14} aria-hidden />}
            onClick={() => add({ text: '', translations: {} })}
          >
            {text.t('notice.wording.free')}
          </Button>
          <Button variant="subtle" size="compact-sm" color="gray" onClick={() => worded(undefined)}>
            {text.t('notice.wording.stop')}
          </Button>
        </Group>
        <Whole wording={wording} />
      </Stack>
    </Paper>
  );
}

/** Where the wording of a field lies: its own slashes are no steps of the path. */
const wordingAt = (field: WordedField): string => `/form/wording/${field.replaceAll('/', '~1')}`;

/** The text as it will stand in each language, and how it came to be there. */
function Whole({ wording }: { readonly wording: FieldWording }) {
  const text = useText();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" aria-live="polite">
      {LANGUAGES.map((lang) => {
        const { text: said, state } = wordedIn(wording, lang);
        return (
          <Paper key={lang} p="xs" bg="var(--mantine-color-default-hover)">
            <Group gap={6} mb={2}>
              <Text size="xs" fw={700} tt="uppercase">
                {lang}
              </Text>
              <Badge size="xs" variant="light" color={LOOK[state]} tt="none">
                {text.word(state, 'notice.wording')}
              </Badge>
            </Group>
            <Text
              size="sm"
              lang={state === 'missing' ? undefined : lang}
              dir={lang === 'ar' && state !== 'missing' ? 'rtl' : 'auto'}
            >
              {said || '—'}
            </Text>
          </Paper>
        );
      })}
    </SimpleGrid>
  );
}

interface PartProps {
  readonly part: WordingPart;
  readonly from: Language;
  readonly n: number;
  onChange(next: WordingPart | null): void;
}

function Part({ part, from, n, onChange }: PartProps) {
  const text = useText();
  return (
    <Group gap="xs" align="start" wrap="nowrap">
      <div style={{ flex: 1, minWidth: 0 }}>
        {'phrase' in part ? (
          <Slots part={part} from={from} onChange={onChange} />
        ) : (
          <Translations part={part} from={from} n={n} onChange={onChange} />
        )}
      </div>
      <ActionIcon
        variant="default"
        size={30}
        onClick={() => onChange(null)}
        aria-label={`${text.t('common.remove')} ${n}`}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </Group>
  );
}

function Slots({
  part,
  from,
  onChange,
}: {
  readonly part: Extract<WordingPart, { phrase: string }>;
  readonly from: Language;
  onChange(next: WordingPart): void;
}) {
  const text = useText();
  const phrase = phraseOf(part.phrase);
  const slots = Object.entries(phrase?.slots ?? {});
  const fill = (name: string, value: string | null): void => {
    const { [name]: _before, ...rest } = part.slots;
    onChange({ ...part, slots: value ? { ...rest, [name]: value } : rest });
  };
  return (
    <Stack gap={4}>
      <Text size="sm" lang={from} dir="auto">
        {partIn(part, from, from).text}
      </Text>
      {slots.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="xs">
          {slots.map(([name, kind]) => (
            <Slot
              key={name}
              kind={kind}
              label={text.word(name, 'notice.slot')}
              value={part.slots[name] ?? ''}
              onChange={(value) => fill(name, value)}
            />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}

function Slot(props: {
  readonly kind: SlotKind;
  readonly label: string;
  readonly value: string;
  onChange(value: string | null): void;
}) {
  const text = useText();
  const id = useId();
  const { kind, label, value, onChange } = props;
  if (kind === 'country')
    return <CountrySelect id={id} error={null} label={label} value={value || null} onChange={onChange} />;
  if (kind === 'relation') {
    return (
      <Select
        label={label}
        data={RELATION_CODES.map((code) => ({ value: code, label: text.word(code, 'notice.relation-to-child') }))}
        value={value || null}
        onChange={onChange}
      />
    );
  }
  return (
    <TextInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(kind === 'date' ? { placeholder: '2026-05-31', dir: 'ltr' as const } : {})}
      {...(kind === 'number' ? { inputMode: 'numeric' as const } : {})}
    />
  );
}

/** Free text, and what a person made of it in the other languages, side by side. */
function Translations({
  part,
  from,
  n,
  onChange,
}: {
  readonly part: Extract<WordingPart, { text: string }>;
  readonly from: Language;
  readonly n: number;
  onChange(next: WordingPart): void;
}) {
  const text = useText();
  const me = useMe();
  const translate = (lang: Language, said: string): void => {
    const { [lang]: _before, ...rest } = part.translations;
    onChange({
      ...part,
      translations: said.trim() === '' ? rest : { ...rest, [lang]: { text: said, by: me.person.name } },
    });
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
      <Textarea
        label={`${from.toUpperCase()} · ${text.word('original', 'notice.wording')}`}
        aria-label={`${n} ${from}`}
        lang={from}
        dir="auto"
        autosize
        minRows={2}
        value={part.text}
        // What was translated was another text.
        onChange={(event) => onChange(setAt(part, '/text', event.currentTarget.value))}
      />
      {LANGUAGES.filter((lang) => lang !== from).map((lang) => (
        <Textarea
          key={lang}
          label={`${lang.toUpperCase()} · ${text.word(part.translations[lang] ? 'translated' : 'missing', 'notice.wording')}`}
          aria-label={`${n} ${lang}`}
          description={part.translations[lang]?.by}
          lang={lang}
          dir={lang === 'ar' ? 'rtl' : 'ltr'}
          autosize
          minRows={2}
          value={part.translations[lang]?.text ?? ''}
          onChange={(event) => translate(lang, event.currentTarget.value)}
        />
      ))}
    </SimpleGrid>
  );
}

function PhraseMenu(props: {
  readonly colour: Colour;
  readonly field: WordedField;
  readonly lang: Language;
  onPick(phrase: StandardPhrase): void;
}) {
  const text = useText();
  const phrases = phrasesFor(props.colour, props.field);
  if (phrases.length === 0) return null;
  return (
    <Menu position="bottom-start" width={420}>
      <Menu.Target>
        <Button variant="light" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />}>
          {text.t('notice.wording.phrase')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown style={{ maxHeight: 320, overflowY: 'auto' }}>
        {phrases.map((phrase) => (
          <Menu.Item key={phrase.id} onClick={() => props.onPick(phrase)}>
            <Text size="sm" lang={props.lang} dir="auto">
              {phrase[props.lang].replaceAll(
                /\{(\w+)\}/g,
                (_all, name: string) => `[${text.word(name, 'notice.slot')}]`,
              )}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
