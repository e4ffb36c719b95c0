import { Accordion, Badge, Code, Group, Stack, Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import type { Operation } from './operations.ts';

const COLOURS: Readonly<Record<string, string>> = {
  GET: 'teal',
  POST: 'harbour',
  PUT: 'orange',
  PATCH: 'orange',
  DELETE: 'red',
};

/** One call: what it is for, what it takes, what it answers. */
export function OperationItem({ operation }: { readonly operation: Operation }) {
  const text = useText();
  const { method, path, summary, action, parameters, body, answer } = operation;
  return (
    <Accordion.Item value={`${method} ${path}`}>
      <Accordion.Control>
        <Group gap="sm" wrap="wrap">
          <Badge color={COLOURS[method] ?? 'gray'} w={72} className="ltr">
            {method}
          </Badge>
          <span className="mono">{path}</span>
          <Text size="sm" c="dimmed" lang="en">
            {summary}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          {action && (
            <Text size="sm">
              {text.t('api.action')}: <span className="mono">{action}</span>
            </Text>
          )}
          {parameters.length > 0 && (
            <div>
              <Text size="sm" fw={650}>
                {text.t('api.parameters')}
              </Text>
              {parameters.map((parameter) => (
                <div key={parameter.in + parameter.name} className="mono">
                  {parameter.name} ({parameter.in}
                  {parameter.required ? ', required' : ''}) {JSON.stringify(parameter.schema)}
                </div>
              ))}
            </div>
          )}
          {body !== undefined && <Schema title={text.t('api.body')} schema={body} />}
          {answer !== undefined && <Schema title={text.t('api.answer')} schema={answer} />}
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Schema({ title, schema }: { readonly title: string; readonly schema: unknown }) {
  return (
    <div>
      <Text size="sm" fw={650}>
        {title}
      </Text>
      <Code block className="ltr" mah={360} style={{ overflow: 'auto' }}>
        {JSON.stringify(schema, null, 2)}
      </Code>
    </div>
  );
}
