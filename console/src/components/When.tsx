import { useText } from '../i18n/use-text.ts';

/** A moment in the reader's own time; the title says it in UTC. */
export function When({ at, day = false }: { readonly at: number; readonly day?: boolean }) {
  const text = useText();
  const iso = new Date(at).toISOString();
  return (
    <time dateTime={iso} title={`${iso.slice(0, 16).replace('T', ' ')} UTC`}>
      {day ? text.date(at) : text.dateTime(at)}
    </time>
  );
}
