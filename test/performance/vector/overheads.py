# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the clock costs a run on the twin, and what a translation costs beside
Clang on the same file. Wall time of this machine; only ratios are kept.
"""
import os
import subprocess
import tempfile
import time

from programs import Refusal, code_of

# Words that stand in cubeport's own command line of Clang,
# lib/Frontend/CommandLine.cpp.
CLANG = ["/usr/lib/llvm-22/bin/clang++", "-x", "cuda", "-nocudainc",
         "-nocudalib", "-nogpulib", "--cuda-gpu-arch=sm_80",
         "--cuda-path=/dev/null", "--cuda-feature=+ptx70", "-w",
         "-D__NVCC__", "-D__CUDACC__", "-D__CUDACC_VER_MAJOR__=12",
         "-D__CUDACC_VER_MINOR__=8", "-D__CUDACC_VER_BUILD__=0",
         "-std=gnu++17", "-O1", "-Xclang", "-disable-llvm-passes",
         "-gline-tables-only", "-S", "-emit-llvm", "-o", "/dev/null"]
HEADERS = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       *[os.pardir] * 3, "include", "cuda")
CLOCKED = [("elementwise", ["add", 4 << 20, 256], "vector addition"),
           ("reduction", ["sum", "tree", 1 << 20], "sum by shared memory"),
           ("rows", ["softmax", "block", 512, 1024], "softmax"),
           ("transpose", ["naive", 512, 512], "naive transpose")]
COUNTS = (1, 16, 64, 256)
TARGET = 2.0  # of both ratios, at most

# Kernels as programs have them; NAME and K differ from kernel to kernel.
FORMS = ["""
__global__ void NAME(const float *a, const float *b, float *c, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    c[i] = K.0f * a[i] + b[i];
}
""", """
__global__ void NAME(const float *a, const float *b, float *c, int n) {
  __shared__ float part[256];
  int i = blockIdx.x * 256 + threadIdx.x;
  part[threadIdx.x] = i < n ? a[i] * b[i] + K.0f : 0.0f;
  __syncthreads();
  for (int width = 128; width > 0; width /= 2) {
    if (threadIdx.x < width)
      part[threadIdx.x] += part[threadIdx.x + width];
    __syncthreads();
  }
  if (threadIdx.x == 0)
    c[blockIdx.x] = part[0];
}
""", """
__global__ void NAME(const float *a, const float *b, float *c, int n) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < 1 || y < 1 || x >= n - 1 || y >= n - 1)
    return;
  int i = y * n + x;
  c[i] = b[i] + 0.25f * (a[i - 1] + a[i + 1] + a[i - n] + a[i + n]) - K.0f;
}
""", """
__global__ void NAME(const float *a, const float *b, float *c, int n) {
  float sum = 0;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n;
       i += gridDim.x * blockDim.x)
    sum += a[i] > K.0f ? sqrtf(a[i]) : expf(b[i]);
  atomicAdd(c, sum);
}
"""]


def program_of(count):
    """A program of so many kernels, all launched."""
    text = "#include <cuda_runtime.h>\n"
    for k in range(count):
        text += FORMS[k % len(FORMS)].replace("NAME", f"kernel{k}") \
            .replace("K.", f"{k + 1}.")
    text += "\nint main() {\n  float *a;\n  cudaMalloc(&a, 1 << 20);\n"
    for k in range(count):
        text += f"  kernel{k}<<<4, 256>>>(a, a + 65536, a + 131072, 256);\n"
    return text + "  return cudaDeviceSynchronize();\n}\n"


def seconds(command, **more):
    start = time.monotonic()
    subprocess.run(list(map(str, command)), check=True, capture_output=True,
                   **more)
    return time.monotonic() - start


def note_of(error):
    return code_of(error.stderr.decode()) or f"status {error.returncode}"


def row_of(group, name, **more):
    row = dict(group=f"vector/{group}", name=name, value=None, unit="ratio",
               target=TARGET, ok=False, case=name)
    row.update(more)
    return row


def measure_clock(programs):
    for program, words, what in CLOCKED:
        name = f"{what}: run with the clock / without"
        try:
            binary = programs.build(program)
            with tempfile.TemporaryDirectory() as folder:
                report = os.path.join(folder, "report")
                timed = dict(os.environ, CUBEPORT_TWIN_CLOCK=report)
                untimed = dict(os.environ)
                untimed.pop("CUBEPORT_TWIN_CLOCK", None)
                # In turns, so that other work on the machine meets both.
                pairs = [[seconds([binary, *words], env=environment)
                          for environment in (timed, untimed)]
                         for _ in range(3)]
            with_clock, without = (min(column) for column in zip(*pairs))
            yield row_of("clock", name, value=round(with_clock / without, 2),
                         ok=with_clock <= TARGET * without,
                         seconds=[round(with_clock, 3), round(without, 3)])
        except Refusal as refusal:
            yield row_of("clock", name, note=str(refusal))
        except subprocess.CalledProcessError as error:
            yield row_of("clock", name, note=note_of(error))


def time_clang(path):
    """Both halves, parsed and turned into LLVM IR."""
    resources = subprocess.run([CLANG[0], "-print-resource-dir"], check=True,
                               capture_output=True, text=True).stdout.strip()
    headers = []
    for folder in (os.path.join(resources, "include/cuda_wrappers"), HEADERS):
        headers += ["-Xclang", "-internal-isystem", "-Xclang", folder]
    return sum(seconds([*CLANG, *headers, "-include", "cuda_runtime.h", half,
                        path])
               for half in ("--cuda-device-only", "--cuda-host-only"))


def measure_compile_time(compiler, options):
    for count in COUNTS:
        name = f"{count} kernel{'s' * (count > 1)} in a file: translate / Clang"
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "kernels.cu")
            with open(path, "w") as file:
                file.write(program_of(count))
            command = [compiler, "translate", path, "-o",
                       os.path.join(folder, "project"), *options]
            try:
                pairs = [[seconds(command), time_clang(path)]
                         for _ in range(3 if count < 100 else 1)]
            except subprocess.CalledProcessError as error:
                yield row_of("compile", name, note=note_of(error))
                continue
        translation, clang = (min(column) for column in zip(*pairs))
        yield row_of("compile", name, value=round(translation / clang, 2),
                     ok=translation <= TARGET * clang,
                     seconds=[round(translation, 3), round(clang, 3)])
