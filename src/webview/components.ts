import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { type Attributes, type Child, customElement } from './element.ts';

/**
 * The components of the page, all that come from the toolkit, which is kept up no more: another library would be put in
 * here. Its badge and its ring with a value are not used: they set inline styles, which the page's policy refuses.
 */
export function registerComponents(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

/** A button with a verb on it. */
export function button(text: string, press: () => void, attributes: Attributes = {}): HTMLElement {
  const made = customElement('vscode-button', { appearance: 'secondary', ...attributes }, text);
  made.addEventListener('click', press);
  return made;
}

/** A field for one line of text. */
export interface TextField {
  element: HTMLElement;
  value(): string;
  clear(): void;
}

/** A text field with its name for screen readers; `input` is called on every change. */
export function textField(name: string, input: (text: string) => void): TextField {
  // The toolkit takes the name from the text within and nothing else.
  const made = customElement('vscode-text-field', { placeholder: name }, name) as HTMLElement & { value: string };
  made.addEventListener('input', () => input(made.value));
  return { element: made, value: () => made.value, clear: () => (made.value = '') };
}

/** A turning ring: something is under way. */
export function progressRing(): HTMLElement {
  return customElement('vscode-progress-ring', { 'aria-label': 'Loading' });
}

/** A tab and what it shows. */
export interface TabPart {
  id: string;
  title: Child;
  view: HTMLElement;
}

/** Tabs over their views. `chosen` is called when the reader chose another one. */
export function tabs(
  parts: readonly TabPart[],
  current: string,
  chosen: (id: string) => void,
): { element: HTMLElement; choose(id: string): void; focus(id: string): void } {
  const made = customElement(
    'vscode-panels',
    { activeid: tabId(current), 'aria-label': 'Sections' },
    ...parts.map(({ id, title }) => customElement('vscode-panel-tab', { id: tabId(id) }, title)),
    ...parts.map(({ id, view }) => customElement('vscode-panel-view', { id: `view-${id}` }, view)),
  );
  made.addEventListener('change', (event) => {
    if (event.target !== made) return;
    const { id } = (event as CustomEvent<HTMLElement>).detail;
    chosen(id.slice(tabId('').length));
  });
  return {
    element: made,
    choose: (id) => made.setAttribute('activeid', tabId(id)),
    focus: (id) => document.getElementById(tabId(id))?.focus(),
  };
}

function tabId(id: string): string {
  return `tab-${id}`;
}
