import './form/zod-without-eval.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@fontsource-variable/noto-sans-arabic/wght.css';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { App } from './app/App.tsx';
import { createI18n } from './i18n/catalog.ts';
import { directionOf, type Language } from './i18n/words.ts';

const root = document.getElementById('root');
if (!root) throw new Error('no #root');
const i18n = await createI18n();
const language = i18n.locale as Language;
document.documentElement.lang = language;
document.documentElement.dir = directionOf(language);

createRoot(root).render(
  <StrictMode>
    <App i18n={i18n} client={createQueryClient()} />
  </StrictMode>,
);
