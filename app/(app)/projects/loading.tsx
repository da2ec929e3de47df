import { Skeleton } from '@/components/ui/skeleton';

const places = ['a', 'b', 'c', 'd', 'e', 'f'];

export default function Loading() {
  return (
    <main id="main" className="appear-late mx-auto max-w-7xl px-4 py-8 sm:px-6 sm:py-10" aria-busy="true">
      <p role="status" className="sr-only">
        Loading
      </p>
      <Skeleton className="h-8 w-40" />
      <Skeleton className="mt-6 mb-5 h-9 w-full max-w-sm" />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {places.map((place) => (
          <Skeleton key={place} className="h-36 rounded-lg" />
        ))}
      </div>
    </main>
  );
}
