import { Skeleton } from '@/components/ui/skeleton';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

export default function Loading() {
  return (
    <main id="main" aria-busy="true" className="appear-late">
      <p role="status" className="sr-only">
        Loading
      </p>
      <div className="border-border border-b">
        <div className="mx-auto max-w-7xl px-4 py-5 sm:px-6">
          <Skeleton className="h-8 w-64" />
        </div>
      </div>
      <div className="mx-auto grid max-w-7xl gap-14 px-4 py-10 sm:px-6 lg:grid-cols-[5fr_7fr]">
        <Skeleton className="mx-auto h-72 w-full max-w-md rounded-xl" />
        <div className="grid content-start gap-4">
          {rows.map((row) => (
            <Skeleton key={row} className="h-9" />
          ))}
        </div>
      </div>
    </main>
  );
}
