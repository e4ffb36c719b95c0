import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconEye, IconFileTypePdf, IconJson } from '@tabler/icons-react';
import { useState } from 'react';
import { LANGUAGES } from '../../../../../src/notices/contract.ts';
import { Section } from '../../../components/Section.tsx';
import { useText } from '../../../i18n/use-text.ts';
import type { NoticeProps } from '../notice-props.ts';
import { PreviewDialog } from '../PreviewDialog.tsx';

const NAMES = { en: 'English', fr: 'Français', es: 'Español', ar: 'العربية' } as const;

/** The notice as it is handed on: looked at here, as a PDF in each language, and for machines. */
export function DocumentSection({ notice }: NoticeProps) {
  const text = useText();
  const [viewing, setViewing] = useState(false);
  const path = `/api/notices/${notice.id}/document`;
  return (
    <Section
      title={text.t('document.title')}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          onClick={() => setViewing(true)}
        >
          {text.t('document.view')}
        </Button>
      }
    >
      <Group gap="md">
        {LANGUAGES.map((lang) => (
          <Anchor key={lang} href={`${path}?lang=${lang}&format=pdf`} target="_blank" size="sm" lang={lang}>
            <IconFileTypePdf size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {NAMES[lang]}
          </Anchor>
        ))}
        <Anchor href={`${path}?format=json`} download size="sm">
          <IconJson size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} /> {text.t('document.copy')}
        </Anchor>
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {text.t('document.hint')}
      </Text>
      {viewing && <PreviewDialog id={notice.id} version={notice.version} onClose={() => setViewing(false)} />}
    </Section>
  );
}
