import { cutMiddle } from '../core/wording/cutMiddle.ts';
import { visible } from '../core/wording/visible.ts';

/** Attributes by name; those that are false or undefined are left out, true stands for an empty one. */
export type Attributes = Record<string, string | number | boolean | undefined>;
/** What an element can hold; false and undefined are left out. */
export type Child = Node | string | false | undefined;

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element with attributes and children. Every text of the page goes through here or `fill`: as text, never as markup,
 * with control characters shown (`visible`). There is no way to give it a `style`.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for a component's tag. */
export function customElement(tag: `vscode-${string}`, attributes: Attributes, ...children: Child[]): HTMLElement {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
export function drawing<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

/** Puts other children into an element. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter((child) => child !== undefined && child !== false).map(node));
}

/** Text of others: set apart, so that its direction does not turn what stands around it. */
export function foreign(text: string, attributes: Attributes = {}): HTMLElement {
  return element('bdi', attributes, text);
}

/** The same for a name, cut in its middle to what a sentence can hold; the whole is its title. */
export function foreignName(name: string): HTMLElement {
  const cut = cutMiddle(name, 48);
  return foreign(cut, cut === name ? {} : { title: name });
}

/** Shows or hides an element that keeps its place in the document. */
export function show(shown: Element, visible: boolean): void {
  shown.toggleAttribute('hidden', !visible);
}

function dress<Made extends Element>(made: Made, attributes: Attributes, children: readonly Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : visible(String(value)));
  }
  if (children.length > 0) fill(made, ...children);
  return made;
}

function node(child: Node | string): Node {
  return typeof child === 'string' ? document.createTextNode(visible(child)) : child;
}
