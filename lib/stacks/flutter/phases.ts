import type { StackPhase, StackPhaseKey } from '../stack.ts';
import * as apiClient from './blueprints/api-client.ts';
import { appShell } from './blueprints/app-shell.ts';
import * as appearance from './blueprints/appearance.ts';
import * as auth from './blueprints/auth.ts';
import * as contracts from './blueprints/contracts.ts';
import * as dataTests from './blueprints/data-tests.ts';
import * as fixtures from './blueprints/fixtures.ts';
import { formScreen } from './blueprints/form-screen.ts';
import { entityListScaffold } from './blueprints/list-scaffold.ts';
import { listViewModelBase } from './blueprints/list-view-model-base.ts';
import * as mainFiles from './blueprints/main-files.ts';
import { modelFile } from './blueprints/model-file.ts';
import * as navigation from './blueprints/navigation.ts';
import * as outcomes from './blueprints/outcomes.ts';
import {
  fakeRepositoryPath,
  fixturePath,
  modelPath,
  repositoryPath,
  screenPath,
  viewModelPath,
} from './blueprints/paths.ts';
import * as recordViewModels from './blueprints/record-view-models.ts';
import * as referenceFields from './blueprints/reference-fields.ts';
import { remoteRepository } from './blueprints/remote-repository.ts';
import { repositoryContract, repositoryLocal, repositoryRemote } from './blueprints/repositories.ts';
import { detailScreen, listScreen } from './blueprints/screens.ts';
import * as signIn from './blueprints/sign-in.ts';
import * as storage from './blueprints/storage.ts';
import * as support from './blueprints/support.ts';
import * as uiTests from './blueprints/ui-tests.ts';
import * as valueFields from './blueprints/value-fields.ts';
import { detailViewModel, formViewModel, listViewModel } from './blueprints/view-models.ts';
import * as widgets from './blueprints/widgets.ts';
import type { AppModel, EntityModel } from './model.ts';
import { type AppSource, type Blueprint, dartBlueprint, type EntitySource } from './targets.ts';

/** A phase whose targets can be rendered. */
export interface BlueprintPhase extends StackPhase {
  readonly targets: readonly Blueprint[];
}

/** Every file of a project, by the phase that promises it. */
export function blueprintPhases(app: AppModel): BlueprintPhase[] {
  const entityKeys = app.entities.map((entity): StackPhaseKey => `entity:${entity.name}`);
  return [
    {
      key: 'core',
      title: 'Core: theme, routes, storage, app shell',
      entity: null,
      after: [],
      targets: coreTargets(app),
    },
    ...app.entities.map(
      (entity, index): BlueprintPhase => ({
        key: entityKeys[index] ?? `entity:${entity.name}`,
        title: `${entity.name}: model, repositories, view models, screens, tests`,
        entity: entity.name,
        after: ['core'],
        targets: entityTargets(app, entity),
      }),
    ),
    {
      key: 'support',
      title: 'Support: pubspec, README, analysis options, test helpers',
      entity: null,
      after: ['core', ...entityKeys],
      targets: supportTargets(app),
    },
    {
      key: 'main',
      title: 'Main: entry point, dependencies, router',
      entity: null,
      after: ['support'],
      targets: mainTargets(app),
    },
  ];
}

function coreTargets(app: AppModel): Blueprint[] {
  const file = (path: string, purpose: string, source: AppSource) =>
    dartBlueprint(app, `lib/${path}`, purpose, source);
  return [
    file('utils/app_exception.dart', 'expected failures', outcomes.appException),
    file('utils/result.dart', 'sealed result type', outcomes.result),
    file('utils/command.dart', 'view model actions', outcomes.command),
    file('utils/formats.dart', 'dates and values as text', outcomes.formats),
    file('utils/inputs.dart', 'typed text as values', recordViewModels.inputs),
    file('utils/validators.dart', 'form validation', outcomes.validators),
    file('config/environment.dart', 'build-time settings', apiClient.environment),
    file('domain/models/entity.dart', 'contract of a record', contracts.entityContract),
    file('domain/models/list_query.dart', 'search, order and page', contracts.listQuery),
    file('domain/models/result_page.dart', 'one page of records', contracts.resultPage),
    file('data/services/key_value_store.dart', 'storage contract', storage.keyValueStore),
    file('data/services/preferences_store.dart', 'storage on the device', storage.preferencesStore),
    file('data/services/api_client.dart', 'HTTP client', apiClient.apiClient),
    file('data/repositories/crud_repository.dart', 'repository contract', contracts.crudRepository),
    file('data/repositories/local_repository.dart', 'records on the device', storage.localRepository),
    file('data/repositories/remote_repository.dart', 'records in the backend', remoteRepository),
    file('data/repositories/auth/auth_repository.dart', 'sign-in contract', auth.authRepository),
    file('data/repositories/auth/auth_repository_local.dart', 'no sign-in', auth.authRepositoryLocal),
    file(
      'data/repositories/auth/auth_repository_remote.dart',
      'sign-in to the backend',
      auth.authRepositoryRemote,
    ),
    file('routing/routes.dart', 'addresses', navigation.routes),
    file('routing/destinations.dart', 'places in the navigation', navigation.destinations),
    file('ui/core/themes/theme.dart', 'colors and shapes', appearance.theme),
    file('ui/core/widgets/app_shell.dart', 'responsive navigation', appShell),
    file('ui/core/widgets/page_body.dart', 'page width', widgets.pageBody),
    file('ui/core/widgets/state_views.dart', 'loading, error and empty states', widgets.stateViews),
    file('ui/core/widgets/confirm_dialog.dart', 'question before deleting', widgets.confirmDialog),
    file('ui/core/widgets/search_field.dart', 'search box', widgets.searchField),
    file('ui/core/widgets/detail_row.dart', 'labelled value', widgets.detailRow),
    file('ui/core/widgets/entity_list_scaffold.dart', 'list page', entityListScaffold),
    file('ui/core/widgets/entity_form_scaffold.dart', 'form page', recordViewModels.entityFormScaffold),
    file('ui/core/fields/date_field.dart', 'date picker', valueFields.dateField),
    file('ui/core/fields/choice_field.dart', 'drop-down', valueFields.choiceField),
    file('ui/core/fields/record_picker.dart', 'dialog to choose a record', referenceFields.recordPicker),
    file('ui/core/fields/reference_field.dart', 'reference to a record', referenceFields.referenceField),
    file('ui/core/fields/links_field.dart', 'links to records', referenceFields.linksField),
    file(
      'ui/core/view_models/record_titles.dart',
      'titles of referenced records',
      recordViewModels.recordTitles,
    ),
    file('ui/core/view_models/list_view_model.dart', 'list state', listViewModelBase),
    file('ui/core/view_models/detail_view_model.dart', 'detail state', recordViewModels.detailViewModelBase),
    file('ui/core/view_models/form_view_model.dart', 'form state', recordViewModels.formViewModelBase),
    file('ui/auth/view_models/sign_in_view_model.dart', 'sign-in state', signIn.signInViewModel),
    file('ui/auth/widgets/sign_in_screen.dart', 'sign-in page', signIn.signInScreen),
    file('ui/home/home_screen.dart', 'first page', appearance.homeScreen),
    { path: 'web/index.html', purpose: 'web page', render: () => support.webIndex(app) },
    { path: 'web/manifest.json', purpose: 'web app manifest', render: () => support.webManifest(app) },
  ];
}

function entityTargets(app: AppModel, entity: EntityModel): Blueprint[] {
  const file = (path: string, purpose: string, source: EntitySource) =>
    dartBlueprint(app, path, purpose, () => source(app, entity));
  const stem = entity.file;
  return [
    file(modelPath(entity), 'model', modelFile),
    file(repositoryPath(entity), 'repository contract', repositoryContract),
    file(repositoryPath(entity, 'local'), 'local repository', repositoryLocal),
    file(repositoryPath(entity, 'remote'), 'remote repository', repositoryRemote),
    file(viewModelPath(entity, 'list'), 'list view model', listViewModel),
    file(viewModelPath(entity, 'detail'), 'detail view model', detailViewModel),
    file(viewModelPath(entity, 'form'), 'form view model', formViewModel),
    file(screenPath(entity, 'list'), 'list screen', listScreen),
    file(screenPath(entity, 'detail'), 'detail screen', detailScreen),
    file(screenPath(entity, 'form'), 'form screen', formScreen),
    file(fixturePath(entity), 'sample records', fixtures.fixture),
    file(fakeRepositoryPath(entity), 'fake repository', fixtures.fakeRepository),
    file(`test/domain/${stem}_test.dart`, 'model test', dataTests.modelTest),
    file(
      `test/data/${stem}_repository_local_test.dart`,
      'local repository test',
      dataTests.localRepositoryTest,
    ),
    file(
      `test/data/${stem}_repository_remote_test.dart`,
      'remote repository test',
      dataTests.remoteRepositoryTest,
    ),
    file(
      `test/ui/${stem}/${stem}_list_view_model_test.dart`,
      'list view model test',
      uiTests.listViewModelTest,
    ),
    file(`test/ui/${stem}/${stem}_list_screen_test.dart`, 'list screen test', uiTests.listScreenTest),
    file(`test/ui/${stem}/${stem}_form_screen_test.dart`, 'form screen test', uiTests.formScreenTest),
  ];
}

function supportTargets(app: AppModel): Blueprint[] {
  const text = (path: string, purpose: string, render: () => string) => ({ path, purpose, render });
  return [
    text('pubspec.yaml', 'package and dependencies', () => support.pubspec(app)),
    text('analysis_options.yaml', 'analyzer and lints', support.analysisOptions),
    text('README.md', 'how to run and where things are', () => support.readme(app)),
    dartBlueprint(
      app,
      'test/helpers/fake_repository.dart',
      'fake repository base',
      support.fakeRepositoryBase,
    ),
    dartBlueprint(app, 'test/helpers/pump_screen.dart', 'widget test helper', support.pumpScreen),
  ];
}

function mainTargets(app: AppModel): Blueprint[] {
  return [
    dartBlueprint(app, 'lib/main.dart', 'entry point', mainFiles.mainFile),
    dartBlueprint(app, 'lib/app.dart', 'root widget', mainFiles.appFile),
    dartBlueprint(app, 'lib/config/dependencies.dart', 'dependency injection', mainFiles.dependencies),
    dartBlueprint(app, 'lib/routing/router.dart', 'page table', mainFiles.router),
  ];
}
