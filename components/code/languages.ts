import type { Extension } from '@codemirror/state';

/** Loads the grammar for a file by its name; null for plain text. Each grammar is a chunk of its own. */
export async function loadLanguage(path: string): Promise<Extension | null> {
  const name = path.split('/').at(-1)?.toLowerCase() ?? '';
  const load = byName[name] ?? byExtension[name.split('.').at(-1) ?? ''];
  return load === undefined ? null : load();
}

type Load = () => Promise<Extension>;

const stream = async (
  mode: Promise<import('@codemirror/language').StreamParser<unknown>>,
): Promise<Extension> => {
  const { StreamLanguage } = await import('@codemirror/language');
  return StreamLanguage.define(await mode);
};

const python: Load = async () => (await import('@codemirror/lang-python')).python();
const yaml: Load = async () => (await import('@codemirror/lang-yaml')).yaml();
const json: Load = async () => (await import('@codemirror/lang-json')).json();
const html: Load = async () => (await import('@codemirror/lang-html')).html();
const markdown: Load = async () => (await import('@codemirror/lang-markdown')).markdown();
const dart: Load = () => stream(import('@codemirror/legacy-modes/mode/clike').then((mode) => mode.dart));
const toml: Load = () => stream(import('@codemirror/legacy-modes/mode/toml').then((mode) => mode.toml));
const shell: Load = () => stream(import('@codemirror/legacy-modes/mode/shell').then((mode) => mode.shell));
const properties: Load = () =>
  stream(import('@codemirror/legacy-modes/mode/properties').then((mode) => mode.properties));
const dockerfile: Load = () =>
  stream(import('@codemirror/legacy-modes/mode/dockerfile').then((mode) => mode.dockerFile));

const byName: Readonly<Record<string, Load>> = {
  dockerfile,
  '.env': properties,
  '.env.example': properties,
  '.gitignore': properties,
  '.dockerignore': properties,
  '.editorconfig': properties,
};

const byExtension: Readonly<Record<string, Load>> = {
  py: python,
  pyi: python,
  yaml,
  yml: yaml,
  json,
  arb: json,
  html,
  htm: html,
  md: markdown,
  dart,
  toml,
  lock: toml,
  sh: shell,
  ini: properties,
  cfg: properties,
  properties,
};
