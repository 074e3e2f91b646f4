"""The machine measured on, and the peak of the memory of this process, on Unix and on Windows."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from pathlib import Path


def described() -> dict[str, str]:
    """Processor, cores, Python and operating system; no names of hosts or folders."""
    return {
        "Processor": _processor(),
        "Cores": str(os.cpu_count()),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Operating system": f"{platform.system()} {platform.machine()}",
    }


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.is_file():
        for line in known.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "not known"


def peak_of_memory() -> int | None:
    """Most bytes of memory that this process has held so far; None where nobody can say."""
    if sys.platform == "win32":
        return _peak_on_windows()
    import resource  # there is none on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of the Windows API."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        *((f"unused_{number}", ctypes.c_size_t) for number in range(7)),
    )


def _peak_on_windows() -> int | None:
    counters = _Counters(size=ctypes.sizeof(_Counters))
    libraries = getattr(ctypes, "windll", None)
    if libraries is None:
        return None
    libraries.kernel32.GetCurrentProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(libraries.kernel32.GetCurrentProcess())
    asked = libraries.psapi.GetProcessMemoryInfo
    if not asked(process, ctypes.byref(counters), counters.size):
        return None
    return int(counters.peak_working_set)
