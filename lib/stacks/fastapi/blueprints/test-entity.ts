import { wire } from '../../wire.ts';
import type { AppModel, EntityModel, FieldModel } from '../model.ts';
import type { PythonSource } from '../targets.ts';
import { sortableFields } from './entity-schemas.ts';
import { capitalize, quote } from './python.ts';
import { linkTests, referenceTests } from './test-relations.ts';
import { invalidValues, isUnlimited, sampleFields } from './test-values.ts';

/** The promises of one entity's routes; which ones there are depends on its fields, references and links. */
export function entityTests(app: AppModel, entity: EntityModel): PythonSource {
  const factories = app.entities.flatMap(({ file }) => [`create_${file}`, `any_${file}`]);
  return {
    doc: `${capitalize(entity.pluralLabel)} over HTTP.`,
    imports: [
      'from typing import Any',
      'from uuid import uuid4',
      'import pytest',
      'from fastapi.testclient import TestClient',
      `from tests.factories import ${[`${entity.file}_payload`, ...factories.filter((name) => name.startsWith('create_'))].join(', ')}`,
    ],
    body: [
      `PATH = ${quote(wire.prefix + entity.path)}`,
      crudTests(entity),
      accessTests(entity),
      validationTests(entity),
      entity.capacity >= 2 ? listTests(entity) : '',
      ...(entity.fields.filter((field) => field.filter !== null).length > 0
        ? [filterTests(app, entity)]
        : []),
      searchTests(entity),
      ...uniqueTests(entity),
      ...referenceTests(app, entity),
      ...linkTests(app, entity),
    ]
      .filter((part) => part !== '')
      .join('\n\n\n'),
  };
}

function crudTests(entity: EntityModel): string {
  const { file } = entity;
  const optional = entity.fields.filter((field) => !field.required);
  const change = entity.capacity >= 2 ? changeableField(entity) : null;
  const emptied =
    optional.length === 0
      ? ''
      : `


def test_what_is_optional_can_be_left_out(client: TestClient) -> None:
    optional = [${optional.map(({ json }) => quote(json)).join(', ')}]
    payload = ${file}_payload(client)
    for name in optional:
        payload.pop(name, None)
    response = client.post(PATH, json=payload)
    assert response.status_code == 201
    assert [response.json()[name] for name in optional] == [None] * len(optional)`;
  const update =
    change === null
      ? ''
      : `


def test_an_update_changes_what_it_names_and_nothing_else(client: TestClient) -> None:
    before = create_${file}(client)
    value = ${file}_payload(client)[${quote(change.json)}]
    response = client.patch(f"{PATH}/{before['id']}", json={${quote(change.json)}: value})
    assert response.status_code == 200
    after = response.json()
    assert after.pop("updated_at") >= before.pop("updated_at")
    assert after == before | {${quote(change.json)}: value}`;
  return `def test_what_is_created_can_be_read(client: TestClient) -> None:
    payload = ${file}_payload(client)
    response = client.post(PATH, json=payload)
    assert response.status_code == 201
    created = response.json()
    assert {name: created[name] for name in payload} == payload
    assert client.get(f"{PATH}/{created['id']}").json() == created${emptied}${update}


def test_an_empty_update_changes_no_field(client: TestClient) -> None:
    before = create_${file}(client)
    response = client.patch(f"{PATH}/{before['id']}", json={})
    assert response.status_code == 200
    assert response.json() | {"updated_at": None} == before | {"updated_at": None}


def test_what_is_deleted_is_gone(client: TestClient) -> None:
    created = create_${file}(client)
    assert client.delete(f"{PATH}/{created['id']}").status_code == 204
    assert client.get(f"{PATH}/{created['id']}").status_code == 404
    assert client.delete(f"{PATH}/{created['id']}").status_code == 404


def test_an_unknown_id_is_not_found(client: TestClient) -> None:
    path = f"{PATH}/{uuid4()}"
    assert client.get(path).status_code == 404
    assert client.patch(path, json={}).status_code == 404
    assert client.delete(path).status_code == 404


def test_an_id_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get(f"{PATH}/first").status_code == 422`;
}

function accessTests({ file }: EntityModel): string {
  return `def test_writing_needs_a_sign_in_and_reading_does_not(
    client: TestClient, anonymous: TestClient
) -> None:
    created = create_${file}(client)
    path = f"{PATH}/{created['id']}"
    assert anonymous.post(PATH, json={}).status_code == 401
    assert anonymous.patch(path, json={}).status_code == 401
    assert anonymous.delete(path).status_code == 401
    assert anonymous.get(path).json() == created
    assert anonymous.get(PATH).json()["total"] == 1`;
}

function validationTests(entity: EntityModel): string {
  const { file, fields } = entity;
  const required = fields.filter((field) => field.required).map(({ json }) => quote(json));
  const invalid = fields.flatMap((field) =>
    invalidValues(field).map((value) => `(${quote(field.json)}, ${value})`),
  );
  const parts: string[] = [];
  if (required.length > 0) {
    parts.push(`@pytest.mark.parametrize("field", ${list(required)})
def test_what_is_required_is_asked_for(client: TestClient, field: str) -> None:
    payload = ${file}_payload(client)
    created = client.post(PATH, json=payload).json()
    del payload[field]
    missing = client.post(PATH, json=payload)
    emptied = client.patch(f"{PATH}/{created['id']}", json={field: None})
    for response in (missing, emptied):
        assert response.status_code == 422
        assert response.json()["detail"][0]["loc"] == ["body", field]`);
  }
  if (invalid.length > 0) {
    parts.push(`@pytest.mark.parametrize(("field", "value"), ${list(invalid)})
def test_invalid_values_are_refused(client: TestClient, field: str, value: Any) -> None:
    response = client.post(PATH, json=${file}_payload(client, **{field: value}))
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][:2] == ["body", field]`);
  }
  parts.push(`def test_unknown_fields_are_refused(client: TestClient) -> None:
    response = client.post(PATH, json=${file}_payload(client, no_such_field=1))
    assert response.status_code == 422`);
  return parts.join('\n\n\n');
}

function listTests(entity: EntityModel): string {
  const { file } = entity;
  const length = Math.min(3, entity.capacity);
  const sorted = sortableFields(entity)
    .filter((field) => sampleFields(entity).includes(field) && field.kind !== 'enum')
    .map(({ json }) => quote(json));
  return `def test_a_list_comes_in_pages(client: TestClient) -> None:
    ids = [create_${file}(client)["id"] for _ in range(${length})]
    first = client.get(PATH, params={"sort": "created_at", "limit": ${length - 1}}).json()
    second = client.get(
        PATH, params={"sort": "created_at", "limit": ${length - 1}, "offset": ${length - 1}}
    ).json()
    assert [item["id"] for item in first["items"] + second["items"]] == ids
    assert (first["total"], first["limit"], first["offset"]) == (${length}, ${length - 1}, 0)
    assert (second["total"], second["offset"]) == (${length}, ${length - 1})


@pytest.mark.parametrize("field", ${list(['"created_at"', '"updated_at"', ...sorted])})
def test_a_list_can_be_sorted_both_ways(client: TestClient, field: str) -> None:
    for _ in range(${length}):
        create_${file}(client)
    upwards = [item[field] for item in client.get(PATH, params={"sort": field}).json()["items"]]
    downwards = client.get(PATH, params={"sort": f"-{field}"}).json()["items"]
    assert upwards == sorted(upwards)
    assert [item[field] for item in downwards] == upwards[::-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", 0), ("limit", 101), ("offset", -1), ("sort", "colour"), ("no_such_filter", 1)],
)
def test_a_list_refuses_what_it_does_not_know(client: TestClient, name: str, value: Any) -> None:
    assert client.get(PATH, params={name: value}).status_code == 422`;
}

function filterTests(app: AppModel, entity: EntityModel): string {
  const { file } = entity;
  const samples = sampleFields(entity);
  const filtered = entity.fields.filter((field) => field.filter !== null && samples.includes(field));
  if (filtered.length === 0) return '';
  const pairs = filtered.map(({ filter, json }) => `(${quote(filter?.parameter ?? '')}, ${quote(json)})`);
  const distinct = filtered.filter(
    ({ kind, reference }) =>
      kind === 'boolean' || reference === null || isUnlimited(app.entity(reference.target)),
  );
  const other = entity.capacity >= 2 && distinct.length === filtered.length;
  return `@pytest.mark.parametrize(("parameter", "field"), ${list(pairs)})
def test_a_list_can_be_filtered(client: TestClient, parameter: str, field: str) -> None:
    wanted = create_${file}(client)${other ? `\n    create_${file}(client)` : ''}
    answer = client.get(PATH, params={parameter: wanted[field]}).json()
    assert wanted["id"] in [item["id"] for item in answer["items"]]
    assert {item[field] for item in answer["items"]} == {wanted[field]}
    assert answer["total"] == len(answer["items"])`;
}

function searchTests(entity: EntityModel): string {
  const { file } = entity;
  const field = sampleFields(entity).find(({ kind }) => ['string', 'text', 'email', 'url'].includes(kind));
  if (field === undefined) return '';
  return `def test_a_search_looks_into_the_texts(client: TestClient) -> None:
    wanted = create_${file}(client)
    text = wanted[${quote(field.json)}].upper()
    found = client.get(PATH, params={"q": text}).json()["items"]
    assert [item["id"] for item in found] == [wanted["id"]]
    assert client.get(PATH, params={"q": "100%_nothing"}).json()["items"] == []`;
}

function uniqueTests(entity: EntityModel): string[] {
  const { file, capacity } = entity;
  const unique = sampleFields(entity).filter((field) => field.unique);
  if (unique.length === 0 || capacity < 2) return [];
  const names = list(unique.map(({ json }) => quote(json)));
  const created = `@pytest.mark.parametrize("field", ${names})
def test_a_value_that_is_taken_is_refused(client: TestClient, field: str) -> None:
    earlier = create_${file}(client)
    payload = ${file}_payload(client, **{field: earlier[field]})
    response = client.post(PATH, json=payload)
    assert response.status_code == 409
    assert response.json()["detail"].endswith(f"already has this {field.replace('_', ' ')}.")
    assert client.get(PATH).json()["total"] == 1`;
  const updated = `@pytest.mark.parametrize("field", ${names})
def test_an_update_to_a_value_that_is_taken_is_refused(client: TestClient, field: str) -> None:
    earlier = create_${file}(client)
    later = create_${file}(client)
    path = f"{PATH}/{later['id']}"
    assert client.patch(path, json={field: earlier[field]}).status_code == 409
    assert client.get(path).json() == later
    assert client.patch(path, json={field: later[field]}).status_code == 200`;
  return [created, updated];
}

/** A field whose next value is another and harms no unique one. */
function changeableField(entity: EntityModel): FieldModel | null {
  return (
    sampleFields(entity).find(
      ({ kind, unique }) => !unique && ['string', 'text', 'integer', 'decimal', 'date'].includes(kind),
    ) ??
    sampleFields(entity).find(({ kind }) => kind !== 'reference' && kind !== 'boolean') ??
    null
  );
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}
