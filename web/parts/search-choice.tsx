import { CloseButton, Combobox, InputBase, Loader, Text, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { usePage } from '../context.ts';

const TYPING_MS = 200;

/** Something to choose: a good, a group, a partner, an object. */
export interface Found {
  readonly id: number;
  readonly name: string;
  /** Its code, when it has one; said beside the name. */
  readonly code?: string;
  /** Anything more that tells two of one name apart. */
  readonly hint?: string;
}

/** Chooses one thing of the warehouse by a part of its name or its code, never by a number known by heart. */
export function SearchChoice(props: {
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  readonly error?: string | undefined;
  /** What is chosen; null = nothing. */
  readonly value: Found | null;
  readonly onChange: (chosen: Found | null) => void;
  /** What fits to a name or code; asked for the empty text too. */
  readonly search: (text: string) => Promise<readonly Found[]>;
  readonly placeholder?: string;
}) {
  const { words } = usePage();
  const { value, onChange, search } = props;
  const [text, setText] = useState<string | null>(null);
  const [wanted] = useDebouncedValue(text, TYPING_MS);
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => setText(null) });
  useEffect(() => {
    if (wanted === null) return undefined;
    let isOld = false;
    search(wanted).then(
      (rows) => (isOld ? undefined : setFound(rows)),
      () => (isOld ? undefined : setFound([])),
    );
    return () => {
      isOld = true;
    };
    // Asked anew when something else is typed, whatever function does the asking.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the function is another each time
  }, [wanted]);
  const open = (): void => {
    setText((before) => before ?? '');
    combobox.openDropdown();
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        onChange(found?.find((row) => String(row.id) === id) ?? null);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <InputBase
          {...(props.id === undefined ? {} : { id: props.id })}
          label={props.label}
          description={props.description}
          error={props.error}
          placeholder={props.placeholder ?? words.everywhere.searchHint}
          value={text ?? (value === null ? '' : nameOf(value))}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onFocus={open}
          onClick={open}
          onBlur={() => combobox.closeDropdown()}
          rightSectionPointerEvents="all"
          rightSection={
            value === null ? null : (
              <CloseButton size="sm" aria-label={words.everywhere.clear} onClick={() => onChange(null)} />
            )
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} className="scroll-y" aria-label={props.label}>
          {found === null ? (
            <Combobox.Empty>
              <Loader size="xs" />
            </Combobox.Empty>
          ) : null}
          {found?.length === 0 ? <Combobox.Empty>{words.everywhere.nothingFound}</Combobox.Empty> : null}
          {found?.map((row) => (
            <Combobox.Option key={row.id} value={String(row.id)} active={row.id === value?.id}>
              <Text size="sm">{nameOf(row)}</Text>
              {row.hint === undefined ? null : (
                <Text size="xs" c="dimmed">
                  {row.hint}
                </Text>
              )}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function nameOf({ name, code }: Found): string {
  return code === undefined || code === '' ? name : `${name} · ${code}`;
}
