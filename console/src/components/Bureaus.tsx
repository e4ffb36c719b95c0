import { Group } from '@mantine/core';
import { BureauTag } from './BureauTag.tsx';

/** Several bureaus. */
export function Bureaus({ codes, named = true }: { readonly codes: readonly string[]; readonly named?: boolean }) {
  return (
    <Group gap={8} display="inline-flex">
      {codes.map((code) => (
        <BureauTag key={code} code={code} named={named} />
      ))}
    </Group>
  );
}
