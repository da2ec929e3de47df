/** What ⌘K offers, `?` lists and the header opens: pages say so by an event, and whoever shows it listens. */
export type ShellPanel = 'palette' | 'shortcuts';

const openEvent = 'cairn:open';

export function openPanel(panel: ShellPanel): void {
  window.dispatchEvent(new CustomEvent(openEvent, { detail: panel }));
}

export function onOpenPanel(listener: (panel: ShellPanel) => void): () => void {
  const handle = (event: Event) => listener((event as CustomEvent<ShellPanel>).detail);
  window.addEventListener(openEvent, handle);
  return () => window.removeEventListener(openEvent, handle);
}

export interface PageCommand {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

/** What the page that is shown can do, on top of what every page can. */
const pageCommands = new Set<readonly PageCommand[]>();

export function offerCommands(commands: readonly PageCommand[]): () => void {
  pageCommands.add(commands);
  return () => pageCommands.delete(commands);
}

export function offeredCommands(): readonly PageCommand[] {
  return [...pageCommands].flat();
}

export const shortcuts: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Ctrl', 'K'], does: 'Search and run anything (⌘K on a Mac)' },
  { keys: ['?'], does: 'Show these shortcuts' },
  { keys: ['G', 'P'], does: 'Go to the projects' },
  { keys: ['G', 'N'], does: 'Go to a new project' },
  { keys: ['G', 'G'], does: 'Go to the gallery' },
  { keys: ['G', 'Q'], does: 'Go to the queue' },
  { keys: ['/'], does: 'Search, where a page has a search' },
  { keys: ['Ctrl', 'Enter'], does: 'Send what you described' },
  { keys: ['←', '→'], does: 'Move between tabs' },
  { keys: ['↑', '↓'], does: 'Move in the file tree; Enter opens' },
  { keys: ['Esc'], does: 'Close what is open' },
];
