// @ts-check
import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** Tells whether a folder is set and writable. @param {string | undefined} folder */
function isWritable(folder) {
  if (!folder || !path.isAbsolute(folder)) return false;
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the environment for npm, pip and Go. If the home folder is missing or read-only, their caches go into the project's own state; variables that
 * the user has set stay. Otherwise the environment is unchanged.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} state the project's folder for downloads and generated files
 * @param {() => string} [fallback] returns the home folder if HOME isn't set
 * @returns {NodeJS.ProcessEnv}
 */
export function withCaches(env, state, fallback = homedir) {
  const home = () => {
    try {
      return env.HOME ?? fallback();
    } catch {
      return undefined;
    }
  };
  if (isWritable(home())) return env;
  const caches = path.join(state, "cache");
  return {
    HOME: path.join(caches, "home"),
    npm_config_cache: path.join(caches, "npm"),
    PIP_CACHE_DIR: path.join(caches, "pip"),
    GOCACHE: path.join(caches, "go-build"),
    GOPATH: path.join(caches, "go"),
    // Without -modcacherw, Go makes its modules read-only, and deleting the state fails.
    GOFLAGS: [env.GOFLAGS, "-modcacherw"].filter(Boolean).join(" "),
    ...Object.fromEntries(Object.entries(env).filter(([name]) => name !== "HOME" && name !== "GOFLAGS")),
  };
}
