import type { I18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { UnlockDialog } from '../shell/UnlockDialog.tsx';
import { SessionGate } from './SessionGate.tsx';
import { cssVariables, theme } from './theme.ts';
import { Waiting } from './Waiting.tsx';

/** Pages behind a private link, or open to everyone: nobody is asked to sign in to them. */
const NO_ACCOUNT = /^\/(?:ask|evidence|task)(?:\/|$)/;
const PublicApp = lazy(async () => ({ default: (await import('../pages/public/PublicApp.tsx')).PublicApp }));

/** Everything that every page needs around it. */
export function App({ i18n, client }: { readonly i18n: I18n; readonly client: QueryClient }) {
  return (
    <I18nProvider i18n={i18n}>
      <DirectionProvider>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <QueryClientProvider client={client}>
            <Notifications position="bottom-right" autoClose={6000} />
            {NO_ACCOUNT.test(window.location.pathname) ? (
              <Suspense fallback={<Waiting />}>
                <PublicApp />
              </Suspense>
            ) : (
              <>
                <SessionGate />
                <UnlockDialog />
              </>
            )}
          </QueryClientProvider>
        </MantineProvider>
      </DirectionProvider>
    </I18nProvider>
  );
}
