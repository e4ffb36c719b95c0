import { Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-router/dom';
import { useGate } from '../api/gate.ts';
import { SessionProvider, useSessionChange, useSessionQuery } from '../api/session.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { useText } from '../i18n/use-text.ts';
import { WallBoard, wallKey } from '../pages/board/WallBoard.tsx';
import { SignInPage } from '../pages/sign-in/SignInPage.tsx';
import { createRouter } from './router.tsx';

/** The pages for who is signed in; the sign-in page for everybody else. The address stays, so one comes back to it. */
export function SessionGate() {
  const [screenKey] = useState(wallKey);
  return screenKey ? <WallBoard screenKey={screenKey} /> : <People />;
}

function People() {
  const text = useText();
  const session = useSessionQuery();
  const gate = useGate();
  const change = useSessionChange();
  const [router] = useState(createRouter);
  const [ended, setEnded] = useState(false);

  useEffect(() => {
    if (gate === 'signed-out' && session.data) {
      setEnded(true);
      void change.signOut();
    }
  });

  if (session.data && gate !== 'signed-out') {
    return (
      <SessionProvider value={session.data}>
        <RouterProvider router={router} />
      </SessionProvider>
    );
  }
  if (session.data === null) return <SignInPage ended={ended} />;
  return (
    <Center mih="100vh" p="md">
      {session.error ? <ProblemAlert error={session.error} /> : <Loader aria-label={text.t('common.loading')} />}
    </Center>
  );
}
