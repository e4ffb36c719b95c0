import { Text } from '@mantine/core';
import { useMe } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';

/** Who acted: a person by name, another bureau, or the system itself. */
export function Actor({ id, name }: { readonly id: string; readonly name?: string | null }) {
  const text = useText();
  const me = useMe();
  const bureau = /^bureau:([A-Z]{2}|IPSG)$/.exec(id)?.[1];
  const words =
    id === me.mark || id === me.person.id
      ? text.t('common.you')
      : (name ?? (bureau ? text.bureau(bureau) : id.startsWith('system') ? text.t('common.node') : id));
  return (
    <Text span inherit>
      {words.startsWith('person:') ? <span className="mono">{words.slice(7, 15)}</span> : words}
    </Text>
  );
}
