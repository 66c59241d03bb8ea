import { Alert, Text } from '@mantine/core';
import type { Fault } from '../api.ts';

/** A fault: what happened, and what to do about it. */
export function FaultNote({ fault }: { readonly fault: Fault | null }) {
  if (fault === null) return null;
  return (
    <Alert color="red" title={fault.what} role="alert" my="sm">
      <Text size="sm">{fault.remedy}</Text>
      <Text size="xs" c="dimmed">
        {fault.code}
      </Text>
    </Alert>
  );
}
