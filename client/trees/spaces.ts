import { relative } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CONFIG_FILE } from '../../config/config.ts';
import { type BrokenSpace } from '../../language/catalog.ts';
import { type Project, type Projects } from '../projects.ts';
import { AccessNode } from './nodes/access.ts';
import { LockedNode } from './nodes/locked.ts';
import { type TreeNode } from './nodes/node.ts';
import { ProblemNode } from './nodes/problem.ts';
import { ProjectNode } from './nodes/project.ts';
import { SpaceNode } from './nodes/space.ts';
import { Tree } from './tree.ts';

/** The view “Spaces”. */
export class SpacesTree extends Tree {
  readonly #projects: Projects;

  constructor(projects: Projects) {
    super('flowSecrets.spaces');
    this.#projects = projects;
  }

  protected rows(): readonly TreeNode[] {
    const projects = this.#projects.all;
    const [only] = projects;
    if (projects.length === 1 && only) return projectRows(only, undefined);
    const any = projects.some((project) => projectRows(project, undefined).length > 0);
    return any ? projects.map((project) => new ProjectNode(project, (parent) => projectRows(project, parent))) : [];
  }

  protected message(): string | undefined {
    const { all, reading } = this.#projects;
    if (reading === 'failed' && all.length > 0) {
      return l10n.t('The language server does not answer: uses may be out of date.');
    }
    return all.find((project) => project.state.problem !== undefined)?.state.problem;
  }
}

function projectRows(project: Project, parent: TreeNode | undefined): readonly TreeNode[] {
  const { problem, configFile } = project.state;
  if (problem !== undefined && configFile !== undefined) {
    const label = l10n.t('{0} can’t be used', CONFIG_FILE);
    return [new ProblemNode({ kind: 'config', root: project.root, label, problem }, configFile, parent)];
  }
  return [
    ...(isOutsider(project) ? [outsiderNode(project, parent)] : []),
    ...project.catalog.spaces.map((space) => new SpaceNode(project, space, parent)),
    ...project.catalog.broken.map((broken) => brokenNode(project, broken, parent)),
  ];
}

/** Why there are names only: identities that are closed may open more than those at hand. */
function outsiderNode(project: Project, parent: TreeNode | undefined): TreeNode {
  return project.lock ? new LockedNode(project, project.lock, parent) : new AccessNode(project, parent);
}

/** Someone whose identity opens no space at all; in Restricted Mode nobody knows. */
function isOutsider(project: Project): boolean {
  const roles = [...project.access.values()];
  return vscode.workspace.isTrusted && roles.length > 0 && roles.every(({ role }) => role === 'names');
}

function brokenNode(project: Project, broken: BrokenSpace, parent: TreeNode | undefined): ProblemNode {
  const label = broken.space ?? relative(project.root, broken.source);
  const kind = broken.unmerged === true ? 'broken+unmerged' : 'broken';
  const row = { kind, root: project.root, label, problem: broken.problem } as const;
  return new ProblemNode(row, broken.source, parent);
}
