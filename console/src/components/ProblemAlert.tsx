import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconAlertCircle, IconPlugConnectedX } from '@tabler/icons-react';
import { ApiError, bodyPointer } from '../api/problem.ts';
import { useText } from '../i18n/use-text.ts';
import { fieldId } from './field-errors.ts';
import { WhatChanged } from './WhatChanged.tsx';

interface Props {
  readonly error: unknown;
  /** Pointers that have a field of their own on this page: they are listed as links to it. */
  readonly fields?: boolean;
}

/** Why something did not happen, in the reader's words, with the rule's own sentence where there is one. */
export function ProblemAlert({ error, fields = false }: Props) {
  const text = useText();
  if (!error) return null;
  const problem = error instanceof ApiError ? error : new ApiError(500, 'internal');
  const offline = problem.code === 'offline';
  const Icon = offline ? IconPlugConnectedX : IconAlertCircle;
  const single = problem.errors.length === 1 && problem.code === 'refused' ? problem.errors[0] : undefined;
  const title = single ? text.phrase(single.code, single.params) : text.word(problem.code, 'problem');
  return (
    <Alert color={offline ? 'orange' : 'red'} icon={<Icon />} title={title} role="alert" my="sm">
      {offline && <Text size="sm">{text.t('problem.offline.hint')}</Text>}
      {!single && problem.errors.length > 0 && (
        <List size="sm" spacing={2}>
          {problem.errors.map((item) => {
            const pointer = bodyPointer(item.pointer);
            const words = text.phrase(item.code, item.params);
            return (
              <List.Item key={`${item.pointer} ${item.code}`}>
                {fields && pointer !== '' ? (
                  <Anchor href={`#${fieldId(pointer)}`} size="sm" onClick={(event) => focusField(event, pointer)}>
                    {labelOf(pointer) ?? <span className="mono">{pointer}</span>}: {words}
                  </Anchor>
                ) : (
                  <>
                    {words} {pointer !== '' && <span className="mono">{pointer}</span>}
                  </>
                )}
              </List.Item>
            );
          })}
        </List>
      )}
      {problem.code === 'conflict' && (
        <>
          <WhatChanged current={problem.values?.current} />
          <Text size="sm">{text.t('problem.conflict.hint')}</Text>
        </>
      )}
    </Alert>
  );
}

/** What the page itself calls the field. */
function labelOf(pointer: string): string | null {
  const label = document.querySelector(`label[for="${fieldId(pointer)}"], #${fieldId(pointer)}-label`);
  return label?.textContent?.replace(/\s*\*$/, '') || null;
}

function focusField(event: { preventDefault(): void }, pointer: string): void {
  const parts = pointer.split('/');
  // The field itself, or the nearest group around it.
  for (let n = parts.length; n > 1; n--) {
    const element = document.getElementById(fieldId(parts.slice(0, n).join('/')));
    if (!element) continue;
    event.preventDefault();
    element.scrollIntoView({ block: 'center' });
    element.focus();
    return;
  }
}
