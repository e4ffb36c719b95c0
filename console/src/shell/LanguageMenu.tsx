import { useLingui } from '@lingui/react';
import { Button, Menu, useDirection } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { activate, rememberLanguage } from '../i18n/catalog.ts';
import { useText } from '../i18n/use-text.ts';
import { directionOf, LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/words.ts';

/** One of the four working languages, with the direction it is written in. */
export function LanguageMenu() {
  const text = useText();
  const { i18n } = useLingui();
  const { setDirection } = useDirection();

  async function choose(language: Language): Promise<void> {
    // First, so that a page opened while the language is being read speaks it already.
    rememberLanguage(language);
    await activate(i18n, language);
    document.documentElement.lang = language;
    setDirection(directionOf(language));
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" c="inherit" px={8} className="bar-button" aria-label={text.t('shell.language')}>
          <IconLanguage size={18} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            dir={directionOf(language)}
            fw={language === text.language ? 700 : undefined}
            aria-current={language === text.language}
            onClick={() => void choose(language)}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
