import type { Metadata } from 'next';
import { openapiDocument } from '@/app/_operations/openapi-document';
import { SchemaView } from '@/app/api/docs/_components/schema-view';

export const metadata: Metadata = { title: 'HTTP interface' };

type Document = ReturnType<typeof openapiDocument>;
type PathItem = NonNullable<Document['paths']>[string];
type Described = NonNullable<PathItem['get']>;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The OpenAPI document as a page that needs no script: what people read before they write a client. */
export default function DocsPage() {
  const document = openapiDocument();
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'Other'))];
  return (
    <main id="main" className="mx-auto w-full max-w-4xl px-4 py-12 sm:px-6">
      <h1 className="font-semibold text-3xl tracking-tight">HTTP interface</h1>
      <p className="mt-3 max-w-2xl text-muted-foreground">{document.info.description}</p>
      <p className="mt-2 text-sm">
        <a className="underline underline-offset-4" href="/api/openapi.json">
          OpenAPI {document.openapi} document
        </a>
      </p>
      {tags.map((tag) => (
        <section key={tag} aria-labelledby={`tag-${tag}`} className="mt-10">
          <h2 id={`tag-${tag}`} className="font-semibold text-xl">
            {tag}
          </h2>
          <ul className="mt-3 divide-y divide-border rounded-lg border border-border bg-card">
            {operations
              .filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag)
              .map((entry) => (
                <li key={`${entry.method} ${entry.path}`}>
                  <OperationView {...entry} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function OperationView({ path, method, operation }: { path: string; method: string; operation: Described }) {
  const parameters = (operation.parameters ?? []).flatMap((given) => ('name' in given ? [given] : []));
  const body =
    operation.requestBody !== undefined && 'content' in operation.requestBody ? operation.requestBody : null;
  return (
    <details className="group px-4">
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 py-3">
        <code className="w-16 font-semibold text-sm uppercase">{method}</code>
        <code className="break-all text-sm">{path}</code>
        <span className="basis-full text-muted-foreground text-sm sm:basis-auto">{operation.summary}</span>
      </summary>
      <div className="space-y-4 pb-5 text-sm">
        <p>{operation.security?.length ? 'Needs a session or a bearer token.' : 'Open to everyone.'}</p>
        {parameters.length > 0 && (
          <div>
            <h3 className="font-medium">Parameters</h3>
            <ul className="mt-1 space-y-1">
              {parameters.map((parameter) => (
                <li key={`${parameter.in} ${parameter.name}`}>
                  <code>{parameter.name}</code>{' '}
                  <span className="text-muted-foreground">
                    in the {parameter.in}
                    {parameter.required ? '' : ', optional'}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {body !== null && <SchemaView title="Request" media={body.content['application/json']} />}
        {Object.entries(operation.responses ?? {}).map(([status, response]) =>
          'description' in response ? (
            <SchemaView
              key={status}
              title={`${status} · ${response.description}`}
              media={response.content?.['application/json']}
            />
          ) : null,
        )}
      </div>
    </details>
  );
}
