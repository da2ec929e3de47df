import type { AppModel, EntityModel, EnumModel, FieldModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, docComment, quote } from './dart.ts';

/** Dart type of a field's value, without the question mark of optional ones. */
export function dartType(field: FieldModel): string {
  switch (field.kind) {
    case 'integer':
      return 'int';
    case 'decimal':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'date':
    case 'datetime':
      return 'DateTime';
    case 'json':
      return 'Json';
    case 'enum':
      return field.enumeration?.className ?? 'String';
    case 'links':
      return 'List<String>';
    default:
      return 'String';
  }
}

/** Links are never null: no link is an empty list. */
export function isNullable(field: FieldModel): boolean {
  return !field.required && field.kind !== 'links';
}

export function modelFile(_app: AppModel, entity: EntityModel): DartSource {
  const { className, fields } = entity;
  const has = (...kinds: string[]) => fields.some((field) => kinds.includes(field.kind));
  const declared = (field: FieldModel) => dartType(field) + (isNullable(field) ? '?' : '');
  return {
    imports: [
      ...(has('json') ? ['dart:convert'] : []),
      ...(has('links') ? ['package:flutter/foundation.dart'] : []),
      'lib/domain/models/entity.dart',
      ...(has('date') ? ['lib/utils/formats.dart'] : []),
    ],
    body: dart`
${fields.map((field) => (field.enumeration === null ? '' : enumDeclaration(field.enumeration))).join('')}
${docComment(entity.description || `One ${entity.label.toLowerCase()}.`)}class ${className} implements Entity {
  const ${className}({
    this.id = '',
    ${fields.map(constructorParameter).join('\n    ')}
    this.createdAt,
    this.updatedAt,
  });

  factory ${className}.fromJson(Json json) => ${className}(
    id: json['id']! as String,
    ${fields.map((field) => `${field.property}: ${decoded(field)},`).join('\n    ')}
    createdAt: readDateTime(json['created_at']),
    updatedAt: readDateTime(json['updated_at']),
  );

  @override
  final String id;

  ${fields.map((field) => `${docComment(field.description, '  ')}final ${declared(field)} ${field.property};`).join('\n  ')}

  /// Null until the record is stored.
  final DateTime? createdAt;
  final DateTime? updatedAt;

  @override
  String get displayTitle => ${displayTitle(entity)};

  @override
  Json toJson() => {
    'id': id,
    ...toInput(),
    'created_at': createdAt?.toIso8601String(),
    'updated_at': updatedAt?.toIso8601String(),
  };

  @override
  Json toInput() => {
    ${fields.map((field) => `${quote(field.wire)}: ${encoded(field)},`).join('\n    ')}
  };

  /// A copy with some values replaced; optional ones are given as a function, so that they can become null.
  ${className} copyWith({
    String? id,
    ${fields.map(copyParameter).join('\n    ')}
    DateTime? createdAt,
    DateTime? updatedAt,
  }) => ${className}(
    id: id ?? this.id,
    ${fields.map(copyArgument).join('\n    ')}
    createdAt: createdAt ?? this.createdAt,
    updatedAt: updatedAt ?? this.updatedAt,
  );

  @override
  bool operator ==(Object other) =>
      identical(this, other) ||
      other is ${className} &&
          other.id == id &&
          ${fields.map((field) => `${equality(field)} &&`).join('\n          ')}
          other.createdAt == createdAt &&
          other.updatedAt == updatedAt;

  @override
  int get hashCode => Object.hashAll([
    id,
    ${fields.map((field) => `${hashed(field)},`).join('\n    ')}
    createdAt,
    updatedAt,
  ]);
}
`,
  };
}

function enumDeclaration(enumeration: EnumModel): string {
  const { className, values } = enumeration;
  const entries = values.map((value) => `  ${value.identifier}(${quote(value.wire)}, ${quote(value.label)})`);
  return dart`
enum ${className} {
${entries.join(',\n')};

  const ${className}(this.wireName, this.label);

  factory ${className}.fromWire(Object? wireName) => values.firstWhere(
    (value) => value.wireName == wireName,
    orElse: () => throw FormatException('Unknown ${className}: $wireName'),
  );

  /// As it is written in JSON.
  final String wireName;

  /// As people read it.
  final String label;
}

`;
}

function constructorParameter(field: FieldModel): string {
  if (field.kind === 'links') return `this.${field.property} = const [],`;
  return `${field.required ? 'required ' : ''}this.${field.property},`;
}

function displayTitle(entity: EntityModel): string {
  const field = entity.titleField;
  if (field === null) return quote(entity.label).replace(/'$/, " $id'");
  return field.required ? field.property : `${field.property} ?? 'Untitled'`;
}

function decoded(field: FieldModel): string {
  const raw = `json[${quote(field.wire)}]`;
  const bang = field.required ? '!' : '';
  switch (field.kind) {
    case 'integer':
      return field.required ? `(${raw}! as num).toInt()` : `(${raw} as num?)?.toInt()`;
    case 'decimal':
      return `readDecimal(${raw})${bang}`;
    case 'date':
    case 'datetime':
      return `readDateTime(${raw})${bang}`;
    case 'enum': {
      const read = `${dartType(field)}.fromWire(${raw})`;
      return field.required ? read : `${raw} == null ? null : ${read}`;
    }
    case 'links':
      return `[for (final id in ${raw} as List<Object?>? ?? const []) id! as String]`;
    default:
      return field.required ? `${raw}! as ${dartType(field)}` : `${raw} as ${dartType(field)}?`;
  }
}

function encoded(field: FieldModel): string {
  const { property } = field;
  const nullable = isNullable(field);
  switch (field.kind) {
    case 'date':
      if (!nullable) return `Formats.date(${property})`;
      return `switch (${property}) { null => null, final day => Formats.date(day) }`;
    case 'datetime':
      return `${property}${nullable ? '?' : ''}.toUtc().toIso8601String()`;
    case 'enum':
      return `${property}${nullable ? '?' : ''}.wireName`;
    default:
      return property;
  }
}

function copyParameter(field: FieldModel): string {
  return isNullable(field)
    ? `${dartType(field)}? Function()? ${field.property},`
    : `${dartType(field)}? ${field.property},`;
}

function copyArgument(field: FieldModel): string {
  const { property } = field;
  return isNullable(field)
    ? `${property}: ${property} == null ? this.${property} : ${property}(),`
    : `${property}: ${property} ?? this.${property},`;
}

function equality(field: FieldModel): string {
  const { property } = field;
  if (field.kind === 'links') return `listEquals(other.${property}, ${property})`;
  if (field.kind === 'json') return `jsonEncode(other.${property}) == jsonEncode(${property})`;
  return `other.${property} == ${property}`;
}

function hashed(field: FieldModel): string {
  if (field.kind === 'links') return `...${field.property}`;
  return field.kind === 'json' ? `jsonEncode(${field.property})` : field.property;
}
