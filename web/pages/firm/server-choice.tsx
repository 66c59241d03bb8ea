import { Select } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../answers.ts';
import { usePage } from '../../context.ts';

/** Which server a section speaks of: the first one, until another is chosen; '' = there is none. */
export function useServerChoice(): {
  readonly server: string;
  readonly servers: readonly string[];
  readonly choose: (name: string) => void;
} {
  const { value } = useAnswer('/api/profiles', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const servers = (value ?? []).map(({ name }) => name);
  return { server: chosen ?? servers[0] ?? '', servers, choose: setChosen };
}

/** Nothing where there is only one. */
export function ServerChoice(props: ReturnType<typeof useServerChoice>) {
  const { words } = usePage();
  if (props.servers.length < 2) return null;
  return (
    <Select
      label={words.shell.server}
      data={[...props.servers]}
      value={props.server}
      onChange={(name) => props.choose(name ?? '')}
      allowDeselect={false}
    />
  );
}
