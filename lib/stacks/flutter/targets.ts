import type { FileTarget } from '../stack.ts';
import { dartImports } from './blueprints/dart.ts';
import type { AppModel, EntityModel } from './model.ts';

/** A promised file together with the pure function that writes it, before formatting. */
export interface Blueprint extends FileTarget {
  render(): string;
}

/** `imports`: `material`, `dart:…`, `package:…`, or a project path (`lib/…`, `test/…`). */
export interface DartSource {
  readonly imports: readonly string[];
  readonly body: string;
}

export type AppSource = (app: AppModel) => DartSource;
export type EntitySource = (app: AppModel, entity: EntityModel) => DartSource;

export function dartBlueprint(
  app: AppModel,
  path: string,
  purpose: string,
  source: (app: AppModel) => DartSource,
): Blueprint {
  return {
    path,
    purpose,
    render() {
      const { imports, body } = source(app);
      return `${dartImports(app, path, imports)}${body.trim()}\n`;
    },
  };
}
