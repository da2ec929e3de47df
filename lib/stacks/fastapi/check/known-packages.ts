const split = (text: string): string[] => text.trim().split(/\s+/);

/** `sys.stdlib_module_names` of Python 3.11, without private ones and those that 3.12 and 3.13 removed. */
export const standardModules: ReadonlySet<string> = new Set([
  '__future__',
  ...split(`
    abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile calendar cmath cmd
    code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg csv
    ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler
    fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp
    gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache
    locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath
    nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix
    posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline
    reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket
    socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess
    symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this threading time timeit tkinter token
    tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uuid venv
    warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
  `),
]);

/** Import names that differ from the distribution's, for packages that web servers use; several where forks exist. */
const distributions: Readonly<Record<string, readonly string[]>> = {
  argon2: ['argon2-cffi'],
  attr: ['attrs'],
  bs4: ['beautifulsoup4'],
  dateutil: ['python-dateutil'],
  dns: ['dnspython'],
  dotenv: ['python-dotenv'],
  email_validator: ['email-validator'],
  google: ['google-auth', 'google-cloud-storage', 'protobuf'],
  jose: ['python-jose'],
  jwt: ['pyjwt'],
  magic: ['python-magic'],
  multipart: ['python-multipart'],
  psycopg2: ['psycopg2', 'psycopg2-binary'],
  pythonjsonlogger: ['python-json-logger'],
  serial: ['pyserial'],
  slugify: ['python-slugify'],
  sklearn: ['scikit-learn'],
  socketio: ['python-socketio'],
  yaml: ['pyyaml'],
  Crypto: ['pycryptodome'],
  MySQLdb: ['mysqlclient'],
  PIL: ['pillow'],
};

/** Distributions that give an importable top-level name; the likeliest first. */
export function distributionOf(module: string): readonly string[] {
  const own = normalizeDistribution(module);
  return distributions[module] ?? [own];
}

/** "Names and normalization", Python packaging specification. */
export function normalizeDistribution(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
