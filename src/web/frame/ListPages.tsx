import { Cluster, PageCounter, Pagination } from "smarthr-ui";

/** Which rows of a long list these are, and the way to the others; nothing where all are in sight. */
export function ListPages({
  total,
  page,
  perPage,
  onPage,
}: {
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  readonly onPage: (page: number) => void;
}) {
  if (total <= perPage) return null;
  const start = (page - 1) * perPage + 1;
  return (
    <Cluster justify="space-between" align="center">
      {start <= total && <PageCounter start={start} end={Math.min(page * perPage, total)} total={total} />}
      <Pagination
        total={Math.ceil(total / perPage)}
        current={Math.min(page, Math.ceil(total / perPage))}
        padding={2}
        onClick={onPage}
      />
    </Cluster>
  );
}
