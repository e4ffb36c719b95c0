import { Alert, Button, Group, Paper, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconArrowsSplit } from '@tabler/icons-react';
import { useState } from 'react';
import { Actor } from '../../../components/Actor.tsx';
import { When } from '../../../components/When.tsx';
import { setAt } from '../../../form/pointer.ts';
import { useText } from '../../../i18n/use-text.ts';
import { type Clash, joined, threeWay } from './three-way.ts';

interface Props {
  /** Places that are compared, each with its label. */
  readonly fields: readonly (readonly [pointer: string, label: string])[];
  readonly base: object;
  readonly yours: object;
  readonly theirs: object;
  readonly changedBy: string | null;
  readonly changedAt: number | null;
  readonly pending: boolean;
  /** How a value of a place is shown. */
  show(pointer: string, value: unknown): string;
  /** What stands, after the choice. */
  onResolve(value: object): void;
}

type Choice = 'yours' | 'theirs' | 'both';

/** Two people changed one thing: both values beside each other, and the slower of the two says what stands. */
export function ConflictChoice({ fields, base, yours, theirs, changedBy, changedAt, pending, show, onResolve }: Props) {
  const text = useText();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const labels = new Map(fields);
  const { clashes, kept, merged } = threeWay(
    fields.map(([pointer]) => pointer),
    base,
    yours,
    theirs,
  );
  const undecided = clashes.some(({ pointer }) => choices[pointer] === undefined);

  function resolve(): void {
    onResolve(
      clashes.reduce((value, clash) => {
        const choice = choices[clash.pointer];
        const stands = choice === 'yours' ? clash.yours : choice === 'both' ? joined(clash) : clash.theirs;
        return setAt(value, clash.pointer, stands);
      }, merged),
    );
  }

  return (
    <Stack gap="sm">
      <Alert color="orange" icon={<IconArrowsSplit />} title={text.t('conflict.title')} role="alert">
        <Text size="sm">
          {changedBy && <Actor id={changedBy} />}
          {changedBy && changedAt !== null && ' · '}
          {changedAt !== null && <When at={changedAt} />}
        </Text>
        <Text size="sm">{text.t('conflict.hint')}</Text>
      </Alert>
      {clashes.map((clash) => (
        <ClashChoice
          key={clash.pointer}
          clash={clash}
          label={labels.get(clash.pointer) ?? clash.pointer}
          choice={choices[clash.pointer] ?? null}
          show={(value) => show(clash.pointer, value) || text.t('conflict.none-said')}
          onChoose={(choice) => setChoices((before) => ({ ...before, [clash.pointer]: choice }))}
        />
      ))}
      {kept.length > 0 && (
        <Text size="sm" c="dimmed">
          {text.t('conflict.kept', { fields: kept.map((pointer) => labels.get(pointer) ?? pointer).join(', ') })}
        </Text>
      )}
      <Group justify="flex-end">
        <Button onClick={resolve} disabled={undecided} loading={pending}>
          {text.t('conflict.save')}
        </Button>
      </Group>
    </Stack>
  );
}

interface ClashProps {
  readonly clash: Clash;
  readonly label: string;
  readonly choice: Choice | null;
  show(value: unknown): string;
  onChoose(choice: Choice): void;
}

function ClashChoice({ clash, label, choice, show, onChoose }: ClashProps) {
  const text = useText();
  const both = joined(clash);
  const options: readonly (readonly [Choice, unknown])[] = [
    ['theirs', clash.theirs],
    ['yours', clash.yours],
    ...(both === null ? [] : [['both', both] as const]),
  ];
  return (
    <Radio.Group label={label} value={choice} onChange={(value) => onChoose(value as Choice)}>
      <SimpleGrid cols={{ base: 1, sm: options.length }} spacing="xs" mt={4}>
        {options.map(([name, value]) => (
          <Radio.Card key={name} value={name} p="sm" aria-label={`${label}: ${text.t(`conflict.${name}`)}`}>
            <Group wrap="nowrap" align="flex-start" gap="xs">
              <Radio.Indicator />
              <div style={{ minWidth: 0 }}>
                <Text size="sm" fw={600}>
                  {text.t(`conflict.${name}`)}
                </Text>
                <Paper className="prose" bg="transparent">
                  <Text size="sm" dir="auto">
                    {show(value)}
                  </Text>
                </Paper>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
