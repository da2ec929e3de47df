import { TriangleAlert } from 'lucide-react';
import { formatSize } from '@/components/generations/format-size';
import type { LiveFile } from '@/lib/generations/live';
import type { Phase } from '@/lib/generations/schemas';

export interface PhaseDetailsProps {
  readonly phase: Phase;
  readonly files: readonly LiveFile[];
  readonly onOpenFile: (path: string) => void;
}

/** What a phase produced or promised, and what did not go as asked. */
export function PhaseDetails({ phase, files, onOpenFile }: PhaseDetailsProps) {
  const written = new Set(files.map(({ path }) => path));
  const awaited = phase.targets.filter(({ path }) => !written.has(path));
  const shortfallPaths = new Set(phase.shortfalls.map(({ path }) => path));
  const warnings = phase.warnings.filter(
    (text) => ![...shortfallPaths].some((path) => text.startsWith(path)),
  );
  return (
    <div className="pt-1 pb-4 text-sm">
      {phase.failure ? (
        <div className="mb-3 rounded-md border border-destructive/35 bg-destructive/5 px-3 py-2.5">
          <p className="break-words font-medium text-destructive">{phase.failure.message}</p>
          {phase.failure.hint ? <p className="mt-0.5">{phase.failure.hint}</p> : null}
        </div>
      ) : null}
      {phase.shortfalls.map(({ path, reason, fallback }) => (
        <Note key={path}>
          <code className="break-all font-mono text-[0.8125rem]">{path}</code>
          {fallback ? ': the blueprint stands in. ' : ' is missing. '}
          {reason}
        </Note>
      ))}
      {warnings.map((text) => (
        <Note key={text}>{text}</Note>
      ))}
      <ul className="border-border border-l">
        {files.map((file) => (
          <li key={file.path}>
            <button
              type="button"
              onClick={() => onOpenFile(file.path)}
              className="flex min-h-7 w-full items-baseline justify-between gap-4 rounded-sm px-3 py-1 text-left hover:bg-accent max-sm:min-h-11 max-sm:items-center"
            >
              <span className="min-w-0 break-all font-mono text-[0.8125rem]">{file.path}</span>
              <span className="tabular shrink-0 text-muted-foreground text-xs">{formatSize(file.size)}</span>
            </button>
          </li>
        ))}
        {awaited.map(({ path, purpose }) => (
          <li key={path} className="px-3 py-1 text-muted-foreground">
            <span className="break-all font-mono text-[0.8125rem]">{path}</span>
            <span className="block text-xs sm:inline sm:before:content-['_·_']">{purpose}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return (
    <p className="mb-2 flex gap-2 break-words">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
