"""An upload folder that nobody can climb out of

Question: What are some common security issues that affect Python web applications?
Difficulty: 2
Minutes: 30

Customers of a logistics service upload papers and fetch them again under
`/uploads/<path>`. Last week a tester fetched `../settings.py`, with the
database password in it. Since the first repair, which refuses every `..`, a
customer cannot get at `offer..final.pdf` any more, and the tester reads the
neighbouring folder `uploads-private` by way of a link that came out of an
unpacked archive. You rewrite the function that turns a visitor's path into an
open file.

The service runs on Linux. `root` is the folder of uploads, and it exists. It may
be absolute or relative to the current folder, and may itself be a link or lie
behind one. The service may read all that is in it. Nobody changes anything on
the disk while your function runs: a race between checking and opening is not
looked at here, but an interviewer will ask about it.

`requested` is what the visitor put behind `/uploads/`: any text of up to 10,000
characters that UTF-8 can encode. The framework has decoded it from the URL
already, once and for all. Only `/`, which separates the parts, and parts that
are exactly `.` or `..` have a meaning. All else stands for itself and belongs to
a name: dots, spaces (at either end too), dashes, `~`, `$`, `%2e`, backslashes,
line breaks, the letters of any script in upper or lower case.

What is served: every regular file beneath the root, in folders to any depth,
hidden ones too. Links are followed, whether their target is absolute or
relative, to a file or to a folder, at most ten in a row. A path counts by where
it ends once all links are followed, so a link that ends at a file beneath the
root is served. A hard link cannot be told from a file, and counts as one.

All else raises `FileNotFoundError`, at once and whatever the reason, so that a
visitor learns nothing about the disk:

- what ends outside the root;
- what begins with `/`, even if it leads to a file beneath the root;
- what is missing, a link to nowhere, a link in a circle, or leads through
  something that is not a folder;
- what is not a regular file: a folder, the root itself (the path may be empty),
  a socket, a named pipe (and nobody waits for its writer);
- what no path can be: one with a NUL, or with a name that is too long.

Three things are up to you. A path with parts that are empty, `.` or `..`, which
ends at a file beneath the root, like `a//b`, `./b`, `b/`, `a/../b` or
`../uploads/b`: serve that file or refuse. A link whose own path leaves the root
and comes back: the same. And a `..` behind a link, a file or a missing folder:
read it as the system does, or by the text alone.

The rule that the security team will look for: no file and no folder outside the
root is ever opened, not even one that you refuse afterwards. To ask the system
about it (`stat`, `readlink` and the like) is fine.

Examples:

>>> from tempfile import TemporaryDirectory
>>> folder = TemporaryDirectory()
>>> root = Path(folder.name, "uploads")
>>> root.mkdir()
>>> _ = Path(folder.name, "settings.py").write_bytes(b"PASSWORD = 'tulip'")
>>> _ = (root / "offer..final.pdf").write_bytes(b"12 crates")
>>> (root / "latest").symlink_to("offer..final.pdf")
>>> with open_upload(root, "latest") as file:
...     file.read()
b'12 crates'
>>> open_upload(root, "../settings.py")  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
FileNotFoundError: the text is up to you
>>> folder.cleanup()

Requirements:

- serves_files_under_any_name
- stays_beneath_the_root (critical)
- judges_links_by_where_they_end (critical)
- refuses_absolute_paths
- opens_regular_files_only
- answers_impossible_paths
- accepts_any_spelling_of_the_root
"""

from pathlib import Path
from typing import BinaryIO


def open_upload(root: Path, requested: str) -> BinaryIO:
    """Open the file beneath `root` that the visitor asked for, and return it.

    The answer is a binary file object at its beginning: reading it gives the
    file's bytes as they are, and the caller closes it. Raises
    `FileNotFoundError` for all that is not served.
    """
    raise NotImplementedError
