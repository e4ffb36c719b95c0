import { Anchor, Badge, Box, Group, Text } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { createBrowserRouter, Outlet } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { useText } from '../../i18n/use-text.ts';
import { LanguageMenu } from '../../shell/LanguageMenu.tsx';
import { SchemeMenu } from '../../shell/SchemeMenu.tsx';
import { useBureauCode } from '../sign-in/use-bureau-code.ts';
import { AskPage } from './AskPage.tsx';
import { EvidencePage } from './EvidencePage.tsx';
import { StatusPage } from './StatusPage.tsx';
import { TaskPage } from './TaskPage.tsx';

const router = createBrowserRouter([
  {
    Component: Frame,
    children: [
      { path: '/ask', Component: AskPage },
      { path: '/ask/status', Component: StatusPage },
      { path: '/evidence', Component: EvidencePage },
      { path: '/task', Component: TaskPage },
    ],
  },
]);

/** The pages that need no account. */
export function PublicApp() {
  return <RouterProvider router={router} />;
}

function Frame(): ReactNode {
  const text = useText();
  const bureau = useBureauCode();
  useEffect(() => {
    document.title = `${text.t('guest.title')} · ${bureau ?? ''} Homeward`;
  }, [text, bureau]);
  return (
    <Box mih="100vh" display="flex" style={{ flexDirection: 'column' }}>
      <Box component="header" className="bar" px="md" py={8}>
        <Group justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
            {bureau && (
              <Badge size="lg" color="gray.0" c="dark.9" radius="sm" className="ltr">
                {bureau}
              </Badge>
            )}
            <Text fw={650} c="white" truncate>
              {bureau ? text.bureau(bureau) : 'Homeward'}
            </Text>
          </Group>
          <Group gap={4} wrap="nowrap">
            <LanguageMenu />
            <SchemeMenu />
          </Group>
        </Group>
      </Box>
      <Box component="main" id="main" p={{ base: 'sm', sm: 'md' }} maw={980} w="100%" mx="auto" style={{ flex: 1 }}>
        <Outlet />
      </Box>
      <Box component="footer" p="sm" ta="center">
        <Anchor href="/" size="sm">
          {text.t('guest.sign-in')}
        </Anchor>
      </Box>
    </Box>
  );
}
