/** What somebody is told: in words for a letter, in fields for a program. */
export interface NotificationMessage {
  readonly subject: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string | number>>;
}
