import { Anchor, Checkbox, Group, Input, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { fill } from '../../../src/texts/fill.ts';
import type { WarehouseAnswer } from '../../../src/api/setup.ts';
import { usePage } from '../../context.ts';
import { useFormats } from '../../formats.ts';
import { afterTick, groupTree, keptBranches, nodeGoods, nodeIds, takenIds } from './group-nodes.ts';
import type { GroupNode } from './group-nodes.ts';

/** Groups to choose, as a tree with how many goods each has; a group takes its subgroups along (S13). */
export function GroupTree(props: {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly error: string | undefined;
  readonly groups: WarehouseAnswer['groups'];
  readonly chosen: readonly number[];
  readonly onChange: (chosen: readonly number[]) => void;
}) {
  const { words } = usePage();
  const formats = useFormats();
  const { groups, chosen, onChange, label } = props;
  const [text, setText] = useState('');
  const tree = useMemo(() => groupTree(groups), [groups]);
  const set = takenIds(tree, chosen);
  const toggle = (ids: readonly number[], isOn: boolean): void =>
    onChange(afterTick(tree, chosen, { ids, isOn }));
  const all = tree.flatMap(nodeIds);
  const goods = groups.filter(({ id }) => set.has(id)).reduce((sum, group) => sum + group.goods, 0);
  const sum = {
    groups: formats.counted(set.size, 'group'),
    goods: formats.counted(goods, 'good'),
  };
  return (
    <Input.Wrapper label={label} description={props.description} error={props.error} labelElement="div">
      <Group mt="xs" gap="md" justify="space-between" align="center">
        <TextInput
          aria-label={words.settings.treeSearch}
          placeholder={words.settings.treeSearch}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          size="sm"
          flex="1 1 12rem"
        />
        <Group gap="md">
          <Anchor component="button" type="button" size="sm" onClick={() => toggle(all, true)}>
            {words.settings.treeAll}
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={() => toggle([...set], false)}>
            {words.settings.treeNone}
          </Anchor>
        </Group>
      </Group>
      <ScrollArea.Autosize mah={340} mt="xs" type="auto" offsetScrollbars viewportProps={{ tabIndex: -1 }}>
        <Stack gap={2} role="group" aria-label={label} id={props.id} tabIndex={-1}>
          {keptBranches(tree, text).map((node) => (
            <Branch key={node.group.id} node={node} chosen={set} onToggle={toggle} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <Text size="sm" c="dimmed" mt={4} aria-live="polite">
        {fill(words.settings.treeChosen, sum)}
      </Text>
    </Input.Wrapper>
  );
}

function Branch(props: {
  readonly node: GroupNode;
  readonly chosen: ReadonlySet<number>;
  readonly onToggle: (ids: readonly number[], isOn: boolean) => void;
}) {
  const formats = useFormats();
  const { node, chosen, onToggle } = props;
  const ids = nodeIds(node);
  const count = ids.filter((id) => chosen.has(id)).length;
  return (
    <>
      <Checkbox
        size="sm"
        py={3}
        label={
          <>
            {node.group.name}{' '}
            <Text span c="dimmed" className="figure" size="sm">
              {formats.count(nodeGoods(node))}
            </Text>
          </>
        }
        checked={chosen.has(node.group.id)}
        indeterminate={!chosen.has(node.group.id) && count > 0}
        onChange={(event) => onToggle(ids, event.currentTarget.checked)}
      />
      {node.children.length === 0 ? null : (
        <Stack gap={2} className="tree-level">
          {node.children.map((child) => (
            <Branch key={child.group.id} node={child} chosen={chosen} onToggle={onToggle} />
          ))}
        </Stack>
      )}
    </>
  );
}
