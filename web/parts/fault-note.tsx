import { Alert, Anchor, Group, Text } from '@mantine/core';
import { saidIn } from '../api.ts';
import type { Fault } from '../api.ts';
import { usePage } from '../context.ts';
import { useRoute } from '../route.ts';
import { Icon } from './icon.tsx';
import { remedyFor, toldHere } from './remedy.ts';

/** A fault: what happened, what to do about it, and the way to where that is done. */
export function FaultNote(props: {
  readonly fault: Pick<Fault, 'code' | 'what' | 'remedy' | 'language' | 'other'> | null;
}) {
  const page = usePage();
  const { language } = page;
  const [first, server, here] = useRoute();
  if (props.fault === null) return null;
  const fault = saidIn(props.fault, language);
  const remedy = remedyFor(fault.code, first === 'server' ? (server ?? null) : null, page);
  // The first run asks for the same settings itself.
  const places = here === 'setup' ? ['setup', 'settings'] : [here ?? 'overview'];
  const isElsewhere = remedy !== null && !places.some((place) => remedy.href.endsWith(`/${place}`));
  return (
    <Alert color="red" icon={<Icon name="warning" />} title={fault.what} role="alert" my="sm">
      {toldHere(fault.remedy) === '' ? null : <Text size="sm">{toldHere(fault.remedy)}</Text>}
      <Group gap="md" mt={4}>
        {isElsewhere ? (
          <Anchor href={remedy.href} size="sm" underline="always">
            {remedy.label}
          </Anchor>
        ) : null}
        <Text size="xs" c="dimmed" ff="monospace">
          {fault.code}
        </Text>
      </Group>
    </Alert>
  );
}
