import * as l10n from '@vscode/l10n';
import { type Project, type Projects } from '../projects.ts';
import { CredentialNode } from './nodes/credential.ts';
import { MissingCredentialNode } from './nodes/missing-credential.ts';
import { type TreeNode } from './nodes/node.ts';
import { ProblemNode } from './nodes/problem.ts';
import { ProjectNode } from './nodes/project.ts';
import { Tree } from './tree.ts';

/** The view “External Credentials”. */
export class CredentialsTree extends Tree {
  readonly #projects: Projects;

  constructor(projects: Projects) {
    super('flowSecrets.credentials');
    this.#projects = projects;
  }

  protected rows(): readonly TreeNode[] {
    const projects = this.#projects.all;
    const [only] = projects;
    if (projects.length === 1 && only) return projectRows(only, undefined);
    const filled = projects.filter((project) => projectRows(project, undefined).length > 0);
    return filled.map((project) => new ProjectNode(project, (parent) => projectRows(project, parent)));
  }

  protected message(): undefined {
    return undefined;
  }
}

function projectRows(project: Project, parent: TreeNode | undefined): readonly TreeNode[] {
  const { credentials, problem, source, unmerged } = project.catalog.credentials;
  const rows: TreeNode[] = credentials.map((credential) => new CredentialNode(project, credential, parent));
  if (problem !== undefined && source !== undefined) {
    const label = l10n.t('Credentials can’t be read');
    const kind = unmerged === true ? 'broken+unmerged' : 'broken';
    rows.push(new ProblemNode({ kind, root: project.root, label, problem }, source, parent));
  }
  // Without a single space there is no store that could lack them.
  const missing = project.catalog.spaces.length > 0 ? project.state.missingCredentials : [];
  return [...rows, ...missing.map(([name, count]) => new MissingCredentialNode(project, name, count, parent))];
}
