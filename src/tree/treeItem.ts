import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TreeNode } from './node.ts';
import type { Row } from './rows/row.ts';

/** A row as the editor draws it. Its tooltip comes when it is asked for. */
export function treeItem({ id }: TreeNode, row: Row): TreeItem {
  const { label, description, icon, context, folds, command, spoken } = row;
  const item = new TreeItem(label, folds ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  item.id = id;
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken };
  if (description !== undefined) item.description = description;
  if (icon) item.iconPath = new ThemeIcon(icon.id, icon.color === undefined ? undefined : new ThemeColor(icon.color));
  if (command) item.command = { title: command.title, command: command.id, arguments: command.arguments };
  return item;
}

/** Markdown that runs no command and draws no markup of its own; log text in it must be escaped already. */
export function inertTooltip(markdown: string): MarkdownString {
  const tooltip = new MarkdownString(markdown);
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  tooltip.supportThemeIcons = false;
  return tooltip;
}
