/** A value as it was and as it will be; one that was not there before is only new. */
export function BeforeAfter(props: { readonly before: string | null; readonly after: string | null }) {
  const { before, after } = props;
  return (
    <>
      {before === null || before === '' ? null : (
        <>
          <span className="before">{before}</span>{' '}
        </>
      )}
      <span className="after">{after === null || after === '' ? '–' : after}</span>
    </>
  );
}
