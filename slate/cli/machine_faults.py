"""What the machine lacks, in the words of a message: memory, open files, a disk that works.

Such a failure can occur anywhere, even where a module is loaded, and is no bug in slate.
"""

import errno

_NO_MEMORY = "There is not enough memory."
_TOO_MANY_FILES = "Too many files are open. Raise the limit, for example with: ulimit -n 256"
_NOT_LOADED = "failed to map segment"  # of a shared library, as the dynamic linker reports it
_OF_FILES = (errno.EMFILE, errno.ENFILE)


def machine_fault(error: BaseException) -> str | None:
    """Return what the machine lacks or reports, None if the error is about something else."""
    if _is_about_memory(error):
        return _NO_MEMORY
    if isinstance(error, SystemError):  # a part of Python did not expect to get no memory
        return f"Python failed, probably for lack of memory ({error})."
    if not isinstance(error, OSError):
        return None
    if error.errno in _OF_FILES:
        return _TOO_MANY_FILES
    where = f" ({error.filename})" if error.filename else ""
    what = error.strerror or str(error)
    return f"The system reports: {what}{where}. To see where, run: slate --debug ..."


def _is_about_memory(error: BaseException) -> bool:
    if isinstance(error, ImportError):
        return _NOT_LOADED in str(error)
    return isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM
