/**
 * What the operating system's errors are called since Python 3.3 (PEP 3151), by Linux error number; Python 2 says
 * `IOError`, `OSError`, `error` (socket, select) and leaves the rest to the number.
 */
const BY_NUMBER: Record<string, string> = {
  1: 'PermissionError',
  2: 'FileNotFoundError',
  3: 'ProcessLookupError',
  4: 'InterruptedError',
  10: 'ChildProcessError',
  11: 'BlockingIOError',
  13: 'PermissionError',
  17: 'FileExistsError',
  20: 'NotADirectoryError',
  21: 'IsADirectoryError',
  32: 'BrokenPipeError',
  103: 'ConnectionAbortedError',
  104: 'ConnectionResetError',
  108: 'BrokenPipeError',
  110: 'TimeoutError',
  111: 'ConnectionRefusedError',
  114: 'BlockingIOError',
  115: 'BlockingIOError',
};
const SYSTEM_ERROR = /^(?:IOError|OSError|EnvironmentError|WindowsError|error)$/;

/**
 * An exception's type as all Pythons would name it: without its module (Python 2 prints none, `__main__` comes and goes),
 * and by its newer name where Python renamed it. Of `f.<locals>.Error`: `Error`.
 */
export function commonType(type: string, message: string): string {
  const name = type.slice(type.lastIndexOf('.') + 1);
  if (SYSTEM_ERROR.test(name)) {
    const number = /^\[Errno (\d+)\]/.exec(message)?.[1];
    if (number !== undefined) return BY_NUMBER[number] ?? 'OSError';
    return name === 'error' ? name : 'OSError';
  }
  // Own name since 3.6, 3.5, 3.5; socket.timeout is an alias since 3.10.
  if (name === 'ImportError' && message.startsWith('No module named ')) return 'ModuleNotFoundError';
  if (name === 'RuntimeError' && message.startsWith('maximum recursion depth exceeded')) return 'RecursionError';
  if (name === 'ValueError' && message.startsWith('No JSON object could be decoded')) return 'JSONDecodeError';
  if (name === 'timeout') return 'TimeoutError';
  return name;
}
