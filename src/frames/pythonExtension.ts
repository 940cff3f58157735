import type { Event, Uri } from 'vscode';

/** What we use of the API of `ms-python.python`, as its documentation describes it. */
export interface PythonExtension {
  environments: EnvironmentsApi;
}

/** Which Python each folder uses. */
export interface EnvironmentsApi {
  getActiveEnvironmentPath(resource?: Uri): EnvironmentPath;
  resolveEnvironment(environment: EnvironmentPath): Promise<ResolvedEnvironment | undefined>;
  onDidChangeActiveEnvironmentPath: Event<unknown>;
}

/** An environment's id and the path of its folder or program. */
export interface EnvironmentPath {
  id: string;
  path: string;
}

/** An environment as it was looked into; `sysPrefix` is Python's own `sys.prefix`. */
export interface ResolvedEnvironment {
  executable: { sysPrefix?: string };
}
