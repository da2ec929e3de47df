/** One JSON schema, folded away: names of shared schemas stay as references. */
export function SchemaView({ title, media }: { title: string; media: unknown }) {
  const schema = typeof media === 'object' && media !== null && 'schema' in media ? media.schema : undefined;
  if (schema === undefined) return <p className="font-medium">{title}</p>;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer font-medium">{title}</summary>
      <pre className="mt-2 whitespace-pre-wrap break-words rounded-md bg-muted p-3 text-xs leading-relaxed">
        {JSON.stringify(schema, null, 2)}
      </pre>
    </details>
  );
}
