import { wire } from '../../wire.ts';
import type { AppModel, EntityModel, FieldModel, LinkModel } from '../model.ts';
import { quote } from './python.ts';
import { isUnlimited } from './test-values.ts';

/** What holds for references: they lead somewhere, and deletion of their target does what the spec says. */
export function referenceTests(app: AppModel, entity: EntityModel): string[] {
  const references = entity.fields.filter((field) => field.reference !== null);
  if (references.length === 0) return [];
  const names = references.map(({ json }) => quote(json)).join(', ');
  const { file, capacity } = entity;
  const unknown = `@pytest.mark.parametrize("field", [${names}])
def test_an_unknown_reference_is_refused(client: TestClient, field: str) -> None:
    created = create_${file}(client)
    change = {field: str(uuid4())}
    attempts = [client.patch(f"{PATH}/{created['id']}", json=change)]${
      capacity >= 2 ? `\n    attempts.append(client.post(PATH, json=${file}_payload(client) | change))` : ''
    }
    for response in attempts:
        assert response.status_code == 422
        assert response.json()["detail"][0]["loc"] == ["body", field]`;
  return [
    unknown,
    ...references.flatMap((field) => oneToOneTest(app, entity, field)),
    ...references.flatMap((field) => deletionTest(app, entity, field)),
  ];
}

/** Required ones are promised with the other unique fields. */
function oneToOneTest(app: AppModel, entity: EntityModel, field: FieldModel): string[] {
  const { reference, json, unique, required } = field;
  if (reference === null || !unique || required || entity.capacity < 2) return [];
  const target = app.entity(reference.target);
  if (!isUnlimited(target)) return [];
  return [
    `def test_one_record_at_most_refers_by_${json}(client: TestClient) -> None:
    target = create_${target.file}(client)
    create_${entity.file}(client, ${json}=target["id"])
    payload = ${entity.file}_payload(client, ${json}=target["id"])
    assert client.post(PATH, json=payload).status_code == 409`,
  ];
}

function deletionTest(app: AppModel, { file }: EntityModel, field: FieldModel): string[] {
  const { reference, json } = field;
  if (reference === null) return [];
  const target = app.entity(reference.target);
  // Where few can exist, other records of the same test may need the target as well.
  if (!isUnlimited(target)) return [];
  const expected = {
    restrict: `    assert response.status_code == 409
    assert client.get(path).json()[${quote(json)}] == target["id"]`,
    cascade: `    assert response.status_code == 204
    assert client.get(path).status_code == 404`,
    set_null: `    assert response.status_code == 204
    assert client.get(path).json()[${quote(json)}] is None`,
  }[reference.onDelete];
  const promise = {
    restrict: 'keeps_it_from_being_deleted',
    cascade: 'is_deleted_with_it',
    set_null: 'forgets_it_when_it_is_deleted',
  }[reference.onDelete];
  return [
    `def test_what_refers_by_${json}_${promise}(client: TestClient) -> None:
    target = create_${target.file}(client)
    created = create_${file}(client, ${json}=target["id"])
    path = f"{PATH}/{created['id']}"
    response = client.delete(f"${wire.prefix}${target.path}/{target['id']}")
${expected}`,
  ];
}

export function linkTests(app: AppModel, entity: EntityModel): string[] {
  return entity.links
    .filter((link) => isUnlimited(app.entity(link.target)))
    .map((link) => linkTest(app, entity, link));
}

function linkTest(app: AppModel, { file, capacity }: EntityModel, link: LinkModel): string {
  const target = app.entity(link.target);
  const other = capacity >= 2 ? `\n    create_${file}(client)` : '';
  return `def test_${link.relationship}_can_be_linked_replaced_and_found(client: TestClient) -> None:
    first, second = create_${target.file}(client), create_${target.file}(client)
    created = create_${file}(client, ${link.ids}=[first["id"]])${other}
    path = f"{PATH}/{created['id']}"
    assert created[${quote(link.ids)}] == [first["id"]]
    assert [item["id"] for item in created[${quote(link.relationship)}]] == [first["id"]]
    both = client.patch(path, json={${quote(link.ids)}: [second["id"], first["id"], second["id"]]})
    assert sorted(both.json()[${quote(link.ids)}]) == sorted([first["id"], second["id"]])
    replaced = client.patch(path, json={${quote(link.ids)}: [second["id"]]})
    assert replaced.json()[${quote(link.ids)}] == [second["id"]]
    found = client.get(PATH, params={${quote(link.filter)}: second["id"]}).json()
    assert [item["id"] for item in found["items"]] == [created["id"]]
    assert client.get(PATH, params={${quote(link.filter)}: first["id"]}).json()["total"] == 0


def test_${link.relationship}_that_do_not_exist_are_refused(client: TestClient) -> None:
    response = client.post(PATH, json=${file}_payload(client, ${link.ids}=[str(uuid4())]))
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", ${quote(link.ids)}]


def test_deleting_one_of_${link.relationship}_unlinks_it(client: TestClient) -> None:
    linked = create_${target.file}(client)
    created = create_${file}(client, ${link.ids}=[linked["id"]])
    assert client.delete(f"${wire.prefix}${target.path}/{linked['id']}").status_code == 204
    assert client.get(f"{PATH}/{created['id']}").json()[${quote(link.ids)}] == []


def test_a_record_with_${link.relationship}_can_be_deleted(client: TestClient) -> None:
    linked = create_${target.file}(client)
    created = create_${file}(client, ${link.ids}=[linked["id"]])
    assert client.delete(f"{PATH}/{created['id']}").status_code == 204
    assert client.get(f"${wire.prefix}${target.path}/{linked['id']}").status_code == 200`;
}
