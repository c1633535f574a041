"""What one compilation of a dataset takes, measured in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

COMPILE = """
import json, resource, sqlite3, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
try:
    from countycli.index.make.write import compile_folder
except ImportError:  # an older version, with which a newer one is compared
    from countycli.dataset.compile import compile_folder
target = Path(sys.argv[3]).absolute()
start, processor_start = time.perf_counter(), time.process_time()
compile_folder(Path(sys.argv[2]), target)
wall, processor = time.perf_counter() - start, time.process_time() - processor_start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
figures = sqlite3.connect(target).execute("SELECT count(*) FROM observations").fetchone()[0]
size = target.stat().st_size
print(json.dumps({"figures": figures, "wall": wall, "processor": processor, "peak": peak, "size": size}))
"""


class Compiled(NamedTuple):
    """What a compilation took: seconds of the clock and of the processor, bytes of memory at most and of the index."""

    figures: int
    wall: float
    processor: float
    peak: int
    size: int

    def each(self, amount: float) -> float:
        """For 100,000 figures."""
        return amount * 1e5 / self.figures


def compiled(packages: Path, dataset: Path, index: Path) -> Compiled:
    """Compile a dataset to `index` with the countycli in a folder of packages. Raises CalledProcessError."""
    command = [sys.executable, "-c", COMPILE, str(packages), str(dataset), str(index)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Compiled(**json.loads(done.stdout))
