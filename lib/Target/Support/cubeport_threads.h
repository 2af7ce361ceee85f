// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs the threads of a CUDA grid one by one on one scalar unit. A thread goes
// on until it waits for others; then the next one has its turn. Part of the
// support headers of a project written by cubeport.
#ifndef CUBEPORT_THREADS_H
#define CUBEPORT_THREADS_H

#include "cubeport_barriers.h"

namespace cubeport {

/// Where a thread is in the grid, and the memory of its block and its own.
struct Place {
  int32_t threadX, threadY, threadZ;
  int32_t blockX, blockY, blockZ;
  __gm__ uint8_t *shared;
  __gm__ uint8_t *own;
};

/// Extents of a launch, and the bytes that a block and a thread need.
struct Shape {
  int32_t gridX, gridY, gridZ;
  int32_t blockX, blockY, blockZ;
  int64_t sharedBytes, ownBytes;
  /// Blocks that are under way at a time; 0: all of the grid.
  int64_t atOnce;

  __aicore__ inline int64_t blocks() const {
    return int64_t(gridX) * gridY * gridZ;
  }
  __aicore__ inline int64_t threads() const {
    return int64_t(blockX) * blockY * blockZ;
  }
  __aicore__ inline int64_t places() const {
    return atOnce == 0 || atOnce > blocks() ? blocks() : atOnce;
  }
};

/// Lines of the data cache, so that no two things share one.
__aicore__ inline int64_t wholeLines(int64_t bytes) {
  return (bytes + 63) / 64 * 64;
}

/// The threads of a launch; Thread is a ThreadState with what the kernel
/// keeps of a thread while others run.
template <typename Thread> class GridThreads {
public:
  __aicore__ inline GridThreads(__gm__ uint8_t *workspace, const Shape &shape)
      : shape(shape), count(shape.threads()), places(shape.places()),
        blocks((__gm__ BlockState *)workspace) {
    threads = (__gm__ Thread *)(workspace +
                                wholeLines(places * sizeof(BlockState)));
    shared = (__gm__ uint8_t *)threads +
             wholeLines(places * count * sizeof(Thread));
    own = shared + places * wholeLines(shape.sharedBytes);
    for (int64_t i = 0; i < places; ++i) {
      startNext(i);
    }
  }

  /// Host: bytes of workspace for a launch.
  static uint64_t bytes(const Shape &shape) {
    int64_t places = shape.places(), all = places * shape.threads();
    return wholeLines(places * sizeof(BlockState)) +
           wholeLines(all * sizeof(Thread)) +
           places * wholeLines(shape.sharedBytes) +
           all * wholeLines(shape.ownBytes) + 64;
  }

  /// Finds the next thread that can go on; false if all are at their end.
  __aicore__ inline bool next() {
    for (;;) {
      for (; place < places; ++place, index = -1) {
        if (blocks[place].isIdle) {
          continue;
        }
        if (findInBlock()) {
          hasProgress = true;
          return true;
        }
      }
      place = 0;
      index = -1;
      if (hasProgress) {
        hasProgress = false;
      } else if (!wake()) {
        return false;
      }
    }
  }

  /// The thread that next() found.
  __aicore__ inline __gm__ Thread *thread() const {
    return threads + place * count + index;
  }

  /// Where that thread is.
  __aicore__ inline Place where() const {
    int64_t block = blocks[place].number;
    Place at;
    at.threadX = int32_t(index % shape.blockX);
    at.threadY = int32_t(index / shape.blockX % shape.blockY);
    at.threadZ = int32_t(index / shape.blockX / shape.blockY);
    at.blockX = int32_t(block % shape.gridX);
    at.blockY = int32_t(block / shape.gridX % shape.gridY);
    at.blockZ = int32_t(block / shape.gridX / shape.gridY);
    at.shared = shared + place * wholeLines(shape.sharedBytes);
    at.own = own + (place * count + index) * wholeLines(shape.ownBytes);
    return at;
  }

private:
  Shape shape;
  int64_t count, places;
  __gm__ BlockState *blocks;
  __gm__ Thread *threads;
  __gm__ uint8_t *shared, *own;
  int64_t nextBlock = 0, place = 0, index = -1;
  int32_t turns = 0;
  bool hasProgress = false;

  /// Begins the next block of the grid, if there is one.
  __aicore__ inline void startNext(int64_t at) {
    blocks[at].isIdle = nextBlock >= shape.blocks();
    if (blocks[at].isIdle) {
      return;
    }
    blocks[at].number = nextBlock++;
    for (int32_t i = 0; i < kNamedBarriers; ++i) {
      blocks[at].arrived[i] = 0;
    }
    for (int64_t i = 0; i < count; ++i) {
      threads[at * count + i].step = 0;
      threads[at * count + i].wait = Wait::Nothing;
    }
  }

  /// The next runnable thread of this block behind `index`. Warps whose
  /// threads wait for each other go on as soon as all have come.
  __aicore__ inline bool findInBlock() {
    __gm__ Thread *block = threads + place * count;
    for (++index; index < count; ++index) {
      if (block[index].step != kDone && block[index].wait == Wait::Nothing) {
        return true;
      }
      bool isLastOfWarp = index % 32 == 31 || index == count - 1;
      if (isLastOfWarp) {
        int64_t first = index / 32 * 32;
        if (releaseWarp(block + first, int32_t(index - first + 1),
                        Release::Complete)) {
          index = first - 1;
        }
      }
    }
    if (releaseBlock(block, count, blocks[place])) {
      index = -1;
      return findAgain(block);
    }
    if (isDone(block, count)) {
      startNext(place);
      index = -1;
      return !blocks[place].isIdle && findAgain(block);
    }
    return false;
  }

  /// After a release the first thread that was released.
  __aicore__ inline bool findAgain(__gm__ Thread *block) {
    for (++index; index < count; ++index) {
      if (block[index].step != kDone && block[index].wait == Wait::Nothing) {
        return true;
      }
    }
    return false;
  }

  __aicore__ inline bool releaseWarps(Release release) {
    bool isAny = false;
    for (int64_t i = 0; i < places; ++i) {
      for (int64_t first = 0; !blocks[i].isIdle && first < count; first += 32) {
        int64_t rest = count - first;
        isAny |= releaseWarp(threads + i * count + first,
                             int32_t(rest < 32 ? rest : 32), release);
      }
    }
    return isAny;
  }

  /// Nothing runs any more: threads that only gave others a turn go on, then
  /// those that wait for the grid, then warps with those that have come.
  __aicore__ inline bool wake() {
    int64_t all = places * count;
    bool isAny = false, isGrid = true;
    for (int64_t i = 0; i < all; ++i) {
      if (blocks[i / count].isIdle || threads[i].step == kDone) {
        continue;
      }
      isGrid &= threads[i].wait == Wait::Grid;
      if (threads[i].wait == Wait::Turn) {
        threads[i].wait = Wait::Nothing;
        isAny = true;
      }
    }
    bool isOver = true;
    for (int64_t i = 0; i < places; ++i) {
      isOver &= bool(blocks[i].isIdle);
    }
    if (isOver) {
      return false;
    }
    // Those that have had many turns may wait for what active ones would do.
    if (isAny) {
      if (++turns % 16 == 0) {
        releaseWarps(Release::Active);
      }
      return true;
    }
    if (isGrid && nextBlock >= shape.blocks()) {
      for (int64_t i = 0; i < all; ++i) {
        threads[i].wait = Wait::Nothing;
      }
      return true;
    }
    isAny = releaseWarps(Release::Active) || releaseWarps(Release::Anyhow);
    if (!isAny) {
      // CP8100: each thread waits for one that does not come.
      AscendC::Trap();
    }
    return isAny;
  }
};

} // namespace cubeport

#endif
