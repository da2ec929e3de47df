import { wire } from '../../wire.ts';
import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import { capitalize, plain } from './python.ts';

export function readme(app: AppModel): string {
  const description = plain(app.description);
  return `
# ${plain(app.title)}

${description === '' ? '' : `${description}\n\n`}An HTTP API with FastAPI, SQLAlchemy and pydantic, for Python 3.11 and later.

## Start

\`\`\`sh
python -m venv .venv && . .venv/bin/activate
pip install -r requirements.txt
pytest
uvicorn app.main:app --reload
\`\`\`

The API describes itself at <http://127.0.0.1:8000/docs>. Data is kept in \`${app.packageName}.db\`; the tables are created at the
first start.

## Settings

From the environment or a \`.env\` file; see \`.env.example\`.

| Name | Default | |
| --- | --- | --- |
| \`SECRET_KEY\` | random at each start | Signs access tokens; at least 32 characters |
| \`DATABASE_URL\` | \`sqlite:///./${app.packageName}.db\` | \`postgresql://…\` works too, with \`pip install "psycopg[binary]"\` |
| \`ACCESS_TOKEN_MINUTES\` | \`720\` | How long a sign-in lasts |
| \`PUBLIC_READS\` | \`true\` | Whether reading needs no sign-in; writing always does |
| \`CORS_ORIGINS\` | \`[]\` | Web origins that browsers may call from |

## Signing in

\`\`\`sh
api=http://127.0.0.1:8000${wire.prefix}
curl $api${wire.signUp} --json '{"email": "ada@example.com", "password": "correct horse battery"}'
curl $api${wire.signIn} -d username=ada@example.com -d password='correct horse battery'
curl $api${wire.me} -H "Authorization: Bearer $access_token"
\`\`\`

Accounts (\`auth_accounts\`) say who may write; they are apart from the records below.

## Records

Every collection answers \`GET\` (list) and \`POST\`, every record \`GET\`, \`PATCH\` and \`DELETE\`. Records have an \`id\`, \`created_at\`
and \`updated_at\` besides their own fields.

${app.entities.map((entity) => section(app, entity)).join('\n\n')}

Lists take \`limit\` (20, at most 100), \`offset\`, \`sort\` (a field, after \`-\` for descending), \`q\` (text search) and a field's name
for equality, as in \`?limit=10&sort=-created_at\`. They answer \`{"items", "total", "limit", "offset"}\`.

| Status | Means |
| --- | --- |
| 401 | Sign in first |
| 404 | There is no such record |
| 409 | A unique value is taken, or other records still need this one |
| 422 | A value is not accepted; \`detail\` names the field |

## Layout

| Path | |
| --- | --- |
| \`app/core\` | Settings, database, passwords and tokens, errors |
| \`app/models\` | Tables |
| \`app/schemas\` | What requests and answers look like |
| \`app/repositories\` | Reading and writing, one transaction per change |
| \`app/api\` | Routes and what they depend on |
| \`tests\` | Every promise above, on a database in memory |

Once there is data to keep, change the tables with migrations (\`pip install alembic\`) rather than by hand.
`;
}

function section(app: AppModel, entity: EntityModel): string {
  const rows = [
    ...entity.fields.map((field) => `| \`${field.json}\` | ${typeOf(app, field)} | ${notes(app, field)} |`),
    ...entity.links.map(
      (link) =>
        `| \`${link.ids}\` | ids of ${app.entity(link.target).pluralLabel} | \`${link.relationship}\` in answers; filter by \`${link.filter}\` |`,
    ),
  ];
  const description = plain(entity.description);
  return `### ${capitalize(entity.pluralLabel)}: \`${wire.prefix}${entity.path}\`
${description === '' ? '' : `\n${description}\n`}
| Field | Type | |
| --- | --- | --- |
${rows.join('\n')}`;
}

function typeOf(app: AppModel, { kind, enumeration, reference }: FieldModel): string {
  if (reference !== null) return `id of ${app.entity(reference.target).label}`;
  if (enumeration !== null) return enumeration.values.map(({ wire: value }) => `\`${value}\``).join(', ');
  return kind;
}

function notes(app: AppModel, { required, unique, reference, description }: FieldModel): string {
  const target = reference === null ? '' : app.entity(reference.target).label;
  const deletion = {
    restrict: `keeps the ${target} from being deleted`,
    cascade: `deleted with the ${target}`,
    set_null: `emptied when the ${target} is deleted`,
  };
  return [
    required ? 'required' : 'optional',
    ...(unique ? ['unique'] : []),
    ...(reference === null ? [] : [deletion[reference.onDelete]]),
    ...(description === '' ? [] : [plain(description).replaceAll('|', '\\|')]),
  ].join('; ');
}
