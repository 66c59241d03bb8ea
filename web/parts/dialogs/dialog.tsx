import { Modal } from '@mantine/core';
import type { ModalProps } from '@mantine/core';
import { useFocusBack } from './focus-back.ts';

/** A question or a form over the page, open while it is drawn. Escape closes it; the focus goes back. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  useFocusBack();
  return <Modal opened {...props} />;
}
