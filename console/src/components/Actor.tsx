import { Text } from '@mantine/core';
import { useName } from '../api/names.ts';
import { useMe } from '../api/session.ts';
import { useText } from '../i18n/use-text.ts';

/** Who acted: a person by name, another bureau, or the system itself. */
export function Actor({ id, name }: { readonly id: string; readonly name?: string | null }) {
  const text = useText();
  const me = useMe();
  const mine = id === me.mark || id === me.person.id;
  const given = name && name !== id ? name : null;
  const found = useName(mine || given ? null : id);
  const bureau = /^bureau:([A-Z]{2}|IPSG)$/.exec(id)?.[1];
  const words = mine
    ? text.t('common.you')
    : (given ??
      found ??
      (bureau ? text.bureau(bureau) : id.startsWith('system') ? text.t('common.node') : id.replace(/^person:/, '')));
  return (
    <Text span inherit>
      {/^[0-9a-f]{8}-/.test(words) ? (
        // Another bureau's person, who is a number to us; or one whose name is on its way.
        <span className="mono">{words.slice(0, 8)}</span>
      ) : (
        <bdi>{words}</bdi>
      )}
    </Text>
  );
}
