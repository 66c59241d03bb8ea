import { Skeleton, Stack } from '@mantine/core';

const ROWS = [0, 1, 2, 3, 4, 5];

/** What stands where a place will stand, until it has come. */
export function PlaceSkeleton() {
  return (
    <Stack aria-hidden gap="md">
      <Skeleton h={72} />
      <Skeleton h={34} w="60%" />
      {ROWS.map((row) => (
        <Skeleton key={row} h={40} />
      ))}
    </Stack>
  );
}
