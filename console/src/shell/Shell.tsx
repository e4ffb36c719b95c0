import { AppShell } from '@mantine/core';
import { useDisclosure, useIdle, useNetwork } from '@mantine/hooks';
import { Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { gate } from '../api/gate.ts';
import { useLive } from '../api/live.ts';
import { useText } from '../i18n/use-text.ts';
import { QueueStrip } from '../pages/desk/QueueStrip.tsx';
import { Bar } from './Bar.tsx';
import { Finder } from './Finder.tsx';
import { Navigation } from './Navigation.tsx';
import { OfflineStrip } from './OfflineStrip.tsx';

const SLEEP_MS = 30 * 60_000;

/** The frame around every page: whose console this is, where one is, and the way to everything else. */
export function Shell() {
  const text = useText();
  const [menuOpen, menu] = useDisclosure(false);
  const { pathname } = useLocation();
  const idle = useIdle(SLEEP_MS, { initialState: false });
  const { online } = useNetwork();
  const live = useLive(!idle);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  useEffect(() => {
    if (idle) gate.lock();
  }, [idle]);

  // A new page begins at its beginning, for eyes and for the keyboard.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the event
  useEffect(() => {
    menu.close();
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <>
      <a className="skip-link" href="#main">
        {text.t('shell.skip')}
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 212, breakpoint: 'md', collapsed: { mobile: !menuOpen } }}
        padding={{ base: 'sm', sm: 'md', lg: 'lg' }}
      >
        <AppShell.Header className="bar">
          <Bar menuOpen={menuOpen} onMenu={menu.toggle} live={live} />
        </AppShell.Header>
        <AppShell.Navbar p="xs" aria-label={text.t('shell.navigation')}>
          <Navigation onLeave={menu.close} />
        </AppShell.Navbar>
        <AppShell.Main id="main" ref={main} tabIndex={-1}>
          <OfflineStrip online={online} />
          <div style={{ maxWidth: 1320, marginInline: 'auto' }}>
            <QueueStrip />
            <Suspense>
              <Outlet />
            </Suspense>
          </div>
        </AppShell.Main>
      </AppShell>
      <Finder />
    </>
  );
}
