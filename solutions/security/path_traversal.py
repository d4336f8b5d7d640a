"""What are some common security issues that affect Python web applications?

Say it in a minute
    The usual list: broken access control, injection, cross-site scripting, forged requests, open redirects,
    server-side request forgery, unsafe deserialising, and path traversal, which this code is about. It happens
    when a visitor's text becomes part of a file name: `..` climbs, an absolute path replaces the folder that I
    join it to, and a link jumps. I do not search the text for bad pieces. I ask where the path ends: resolve the
    root, resolve the joined path with all its links, and serve it only if the second lies beneath the first,
    compared part by part, and is a regular file. I open the very path that I checked. Every refusal is the same
    404. Better still, no visitor's text is in a path: store under a generated id, keep the name in the database.

Trade-offs
    - Resolving follows links, so files may be linked within the folder. Where nobody needs links, `O_NOFOLLOW` at
      every step is stricter and easier to reason about. At the last step alone it is no help: a folder on the way
      can be the link.
    - Check, then open, is a race: whoever can plant a link between the two gets through. If only the service
      writes into the folder, nobody can. Otherwise walk down part by part with `dir_fd` and `O_NOFOLLOW`, or let
      Linux do it, `openat2` with RESOLVE_BENEATH, which the `os` module (3.14) does not offer.
    - nginx with `X-Accel-Redirect`, or an object store with signed addresses, takes the bytes out of Python. The
      decision who may have which file stays here.

Follow-up questions
    *Do Flask and Django not do this for me?* Half of it. `send_from_directory` relies on Werkzeug's `safe_join`, and
    Django's storage has its own: both look at the text only and follow whatever links they meet. That is fine
    while the application alone decides what lies in the folder, and not after unpacking somebody's archive.
    *Is `secure_filename` enough?* It is for saving: it makes a tame name out of a wild one. `Größe.pdf` becomes
    `Groe.pdf`, folders are lost, and two names may become one. It does not find the file again.
    *What else goes wrong when uploads are served?* An HTML or SVG file runs scripts on your origin: send
    `X-Content-Type-Options: nosniff` and `Content-Disposition: attachment`, or use a domain of its own. And lying
    in the folder is not permission: ask whose file it is.

What people get wrong
    - `str(path).startswith(str(root))` lets `uploads-private` through, and so does `os.path.commonprefix`.
      `is_relative_to` and `os.path.commonpath` compare parts.
    - `replace("../", "")` turns `....//` into `../`. Refusing whatever contains `..` refuses `a..b` and sees no link.
    - `normpath`, `abspath` and a bare `is_relative_to` look at the text: `root/../x` is "relative to" `root`. Only
      `resolve` and `realpath` follow links, and the root needs it too, or nothing is served where it is a link.
    - Decoding once more. The framework has done it; a file may well be called `%2e%2e`, and what was checked
      before the second decoding is not what is opened after it.
    - "I catch FileNotFoundError." A NUL is a ValueError, a long name an OSError, and for `Path.resolve` a link in
      a circle a RuntimeError before Python 3.13. Each is a 500, which tells something. A pipe is none: it hangs.

Read on
    - https://owasp.org/www-community/attacks/Path_Traversal
    - https://cwe.mitre.org/data/definitions/22.html, and for links https://cwe.mitre.org/data/definitions/59.html
    - https://docs.python.org/3/library/pathlib.html#pathlib.Path.resolve
    - https://man7.org/linux/man-pages/man2/openat2.2.html
"""

from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it."""
    target = _find(root.resolve(), requested)
    if target is None:
        raise FileNotFoundError("no such upload")  # one error for every reason: a difference would be an answer
    return target.open("rb")


def _find(root: Path, requested: str) -> Path | None:
    # Joined to an absolute path the root would vanish; and one that leads back in tells a guesser where the root is.
    if requested.startswith("/"):
        return None
    try:
        # Strict: what cannot be followed to its end is an error, and not a path that is half resolved.
        target = (root / requested).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):  # not there or too long; NUL; a circle of links before Python 3.13
        return None
    # Links are gone from both, so comparing parts is enough. A pipe must not even be opened: that would wait.
    return target if target.is_relative_to(root) and target.is_file() else None
