// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The drawings of the page, as SVG.
#include "lib/Chip/Dav220Timing.h"
#include "lib/Common/Html.h"
#include "lib/Profile/Print.h"
#include "lib/Profile/Summary.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <cmath>

using namespace cubeport;
using namespace cubeport::profile;
using llvm::formatv;
using llvm::StringRef;

static std::string beginSvg(double width, double height, StringRef label) {
  return formatv("<svg viewBox=\"0 0 {0:f0} {1:f0}\" role=\"img\" "
                 "aria-label=\"{2}\">",
                 width, height, escapeHtml(label));
}

static std::string drawText(double x, double y, StringRef text,
                            StringRef anchor = "start") {
  return formatv("<text x=\"{0:f1}\" y=\"{1:f1}\" text-anchor=\"{2}\">{3}"
                 "</text>",
                 x, y, anchor, escapeHtml(text));
}

static std::string drawLine(double x1, double y1, double x2, double y2,
                            StringRef style) {
  return formatv("<line x1=\"{0:f1}\" y1=\"{1:f1}\" x2=\"{2:f1}\" "
                 "y2=\"{3:f1}\" class=\"{4}\"/>",
                 x1, y1, x2, y2, style);
}

static std::string drawBox(double x, double y, double width, double height,
                           StringRef style, StringRef title) {
  return formatv("<rect x=\"{0:f2}\" y=\"{1:f1}\" width=\"{2:f2}\" "
                 "height=\"{3:f1}\" class=\"{4}\"><title>{5}</title></rect>",
                 x, y, width, height, style, escapeHtml(title));
}

//===----------------------------------------------------------------------===//
// The roofline
//===----------------------------------------------------------------------===//

namespace {
/// Both axes count powers of ten.
class LogPlot {
public:
  LogPlot(double lowX, double highX, double lowY, double highY)
      : lowX(std::floor(std::log10(lowX))), highX(std::ceil(std::log10(highX))),
        lowY(std::floor(std::log10(lowY))),
        highY(std::ceil(std::log10(highY))) {}

  static constexpr double width = 640, height = 400;
  static constexpr double left = 70, right = 20, top = 16, bottom = 46;

  double x(double value) const {
    return left +
           (std::log10(value) - lowX) / (highX - lowX) * (width - left - right);
  }
  double y(double value) const {
    return height - bottom -
           (std::log10(value) - lowY) / (highY - lowY) *
               (height - top - bottom);
  }
  std::string drawAxes() const {
    std::string svg;
    for (double power = lowX; power <= highX; ++power) {
      const double at = x(std::pow(10, power));
      svg += drawLine(at, top, at, height - bottom, "grid") +
             drawText(at, height - bottom + 16,
                      formatv("1e{0:f0}", power).str(), "middle");
    }
    for (double power = lowY; power <= highY; ++power) {
      const double at = y(std::pow(10, power));
      svg +=
          drawLine(left, at, width - right, at, "grid") +
          drawText(left - 6, at + 4, formatv("1e{0:f0}", power).str(), "end");
    }
    return svg;
  }
  /// The roof of a memory, up to where the units are the limit.
  std::string drawSlope(double bytesPerSecond, double peak, StringRef name,
                        double lift) const {
    const double from =
        std::max(std::pow(10, lowX), std::pow(10, lowY) / bytesPerSecond);
    const double to = std::min(std::pow(10, highX), peak / bytesPerSecond);
    const double middle = std::sqrt(from * to);
    return drawLine(x(from), y(from * bytesPerSecond), x(to),
                    y(to * bytesPerSecond), "roof") +
           drawText(
               x(middle) + (lift > 0 ? 6 : -6),
               y(middle * bytesPerSecond) + lift,
               formatv("{0} {1:f2} TB/s", name, bytesPerSecond * 1e-12).str(),
               lift > 0 ? "start" : "end");
  }
  double highestX() const { return std::pow(10, highX); }

private:
  double lowX, highX, lowY, highY;
};
} // namespace

static std::string drawPoint(const LogPlot &plot, double perByte,
                             const RooflinePoint &point, size_t number,
                             StringRef style, StringRef title) {
  const double x = plot.x(perByte), y = plot.y(point.perSecond);
  return formatv("<circle cx=\"{0:f1}\" cy=\"{1:f1}\" r=\"5\" class=\"{2}\">"
                 "<title>{3}</title></circle>",
                 x, y, style, escapeHtml(title))
             .str() +
         drawText(x + 8, y + 4, std::to_string(number));
}

std::string profile::drawRoofline(const Profile &profile) {
  const chip::Dav220Timing &timing = chip::ascend910b1;
  const double peak = mostWorkPerSecond(false);
  double lowX = 2e-3, highX = 1, lowY = peak / 1e3;
  bool hasPoints = false;
  for (const KernelSum &kernel : profile.run.kernels) {
    const RooflinePoint point = placeUnderRoof(kernel);
    for (double perByte : {point.perHbmByte, point.perL2Byte}) {
      if (perByte > 0 && point.perSecond > 0) {
        hasPoints = true;
        lowX = std::min(lowX, perByte);
        highX = std::max(highX, perByte);
        lowY = std::min(lowY, point.perSecond);
      }
    }
  }
  if (!hasPoints) {
    return "<p class=\"dim\">No kernel has both vector work and bytes to "
           "compare it with.</p>";
  }
  const LogPlot plot(lowX, highX * 1.01, lowY, peak * 1.01);
  std::string svg =
      beginSvg(LogPlot::width, LogPlot::height, "roofline") + plot.drawAxes();
  svg += plot.drawSlope(timing.hbmBytesPerSecond, peak, "HBM", 30) +
         plot.drawSlope(chip::dav220::l2BytesPerSecond, peak, "L2", -10);
  svg += drawLine(plot.x(peak / chip::dav220::l2BytesPerSecond), plot.y(peak),
                  plot.x(plot.highestX()), plot.y(peak), "roof") +
         drawText(plot.x(plot.highestX()) - 4, plot.y(peak) - 5,
                  formatv("{0} vector cores", timing.vectorCores).str(), "end");
  size_t number = 0;
  for (const KernelSum &kernel : profile.run.kernels) {
    ++number;
    const RooflinePoint point = placeUnderRoof(kernel);
    if (point.perSecond <= 0) {
      continue;
    }
    if (point.perL2Byte > 0) {
      svg += drawPoint(plot, point.perL2Byte, point, number, "l2point",
                       kernel.kernel + ", by bytes through L2");
    }
    if (point.perHbmByte > 0) {
      svg += drawPoint(plot, point.perHbmByte, point, number, "point",
                       kernel.kernel + ", by bytes of HBM");
    }
  }
  svg += drawText(LogPlot::width / 2, LogPlot::height - 8,
                  "cycles of vector and cube units per byte", "middle");
  svg += formatv("<text transform=\"translate(14 {0:f0}) rotate(-90)\" "
                 "text-anchor=\"middle\">cycles per second</text>",
                 LogPlot::height / 2 - 12);
  return svg + "</svg>";
}

//===----------------------------------------------------------------------===//
// The timeline
//===----------------------------------------------------------------------===//

static bool startsBefore(const Event *a, const Event *b) {
  return a->start != b->start ? a->start < b->start : a < b;
}

/// Names of the twin's pipes in the order of its numbers.
static constexpr StringRef kPipes[] = {"S",    "V",    "M",  "MTE1",
                                       "MTE2", "MTE3", "FIX"};

namespace {
/// A part of a timeline, with a row for each pipe of some cores.
class Timeline {
public:
  Timeline(double from, double to)
      : from(from), to(std::max(to, from + 1e-6)) {}

  std::string draw(llvm::ArrayRef<Event> events,
                   llvm::ArrayRef<unsigned> cores) {
    for (unsigned core : cores) {
      for (unsigned pipe = 0; pipe < std::size(kPipes); ++pipe) {
        drawRow(events, core, pipe);
      }
      height += 6;
    }
    const std::string axis = drawAxis();
    return beginSvg(width, height + 24, "timeline of pipes") + axis + body +
           "</svg>";
  }

private:
  static constexpr double width = 1000, left = 110, right = 10, row = 18;

  double x(double time) const {
    return left + (time - from) / (to - from) * (width - left - right);
  }

  /// Instructions that no eye could tell apart become one box.
  void drawRow(llvm::ArrayRef<Event> events, unsigned core, unsigned pipe) {
    std::vector<const Event *> shown;
    for (const Event &event : events) {
      if (event.core == core && event.pipe == pipe && event.start < to &&
          event.start + event.duration > from) {
        shown.push_back(&event);
      }
    }
    if (shown.empty()) {
      return;
    }
    llvm::sort(shown, startsBefore);
    body += drawText(left - 6, height + row - 6,
                     formatv("core {0} {1}", core, kPipes[pipe]).str(), "end");
    double start = 0, end = 0;
    size_t count = 0;
    const Event *first = nullptr;
    auto flush = [&] {
      if (count > 0) {
        body += drawBox(start, height + 2, std::max(0.6, end - start), row - 5,
                        formatv("pipe{0}", pipe).str(),
                        count == 1
                            ? formatv("{0}, {1:f3} us, line {2}", first->name,
                                      first->duration, first->line)
                                  .str()
                            : formatv("{0} instructions from {1}, line {2}",
                                      count, first->name, first->line)
                                  .str());
      }
      count = 0;
    };
    for (const Event *event : shown) {
      const double a = x(std::max(from, event->start));
      const double b = x(std::min(to, event->start + event->duration));
      if (count > 0 && (a - end > 0.8 || b - a > 3)) {
        flush();
      }
      if (count == 0) {
        first = event;
        start = a;
        end = b;
      }
      end = std::max(end, b);
      ++count;
    }
    flush();
    height += row;
  }

  std::string drawAxis() const {
    double step = std::pow(10, std::floor(std::log10(to - from)));
    for (double factor : {0.5, 0.4, 0.5}) {
      if ((to - from) / step < 4) {
        step *= factor;
      }
    }
    std::string svg;
    for (double at = std::ceil(from / step) * step; at <= to; at += step) {
      svg += drawLine(x(at), 4, x(at), height, "grid");
      if (x(at) < width - 60) {
        svg +=
            drawText(x(at), height + 15, formatv("{0:f3}", at).str(), "middle");
      }
    }
    return svg + drawText(width - right, height + 15, "us", "end");
  }

  double from, to, height = 6;
  std::string body;
};
} // namespace

std::string profile::drawTimeline(const KernelSum &kernel,
                                  const std::vector<Event> &recorded,
                                  double begin) {
  std::vector<Event> events = recorded;
  std::set<unsigned> all;
  double end = 0;
  for (Event &event : events) {
    event.start -= begin;
    end = std::max(end, event.start + event.duration);
    all.insert(event.core);
  }
  const std::vector<unsigned> cores(all.begin(), all.end());
  std::vector<unsigned> shown = {cores.front()};
  for (unsigned core : {cores[cores.size() / 2], cores.back()}) {
    if (core != shown.back()) {
      shown.push_back(core);
    }
  }
  std::string page =
      "<h3>Pipes of " +
      std::string(shown.size() > 1 ? "some cores" : "a core") +
      ", longest launch</h3><div class=\"wide\">" +
      Timeline(0, std::max(end, kernel.longest)).draw(events, shown) + "</div>";
  // Close up: some fifty instructions from the middle of the first core.
  std::vector<const Event *> ofFirst;
  for (const Event &event : events) {
    if (event.core == shown.front()) {
      ofFirst.push_back(&event);
    }
  }
  constexpr size_t kClose = 50;
  if (ofFirst.size() < 2 * kClose) {
    return page;
  }
  llvm::sort(ofFirst, startsBefore);
  const size_t middle = ofFirst.size() / 2;
  const Event &last = *ofFirst[middle + kClose / 2];
  return page + "<h3>The same, close up</h3><div class=\"wide\">" +
         Timeline(ofFirst[middle - kClose / 2]->start,
                  last.start + last.duration)
             .draw(events, shown.front()) +
         "</div>";
}

//===----------------------------------------------------------------------===//
// The buffers
//===----------------------------------------------------------------------===//

std::string profile::drawBuffers(const KernelRange &range) {
  constexpr double width = 1000, left = 60, right = 10, top = 6, depth = 300;
  uint64_t used = 0;
  for (const Buffer &buffer : range.buffers) {
    used = std::max(used, buffer.address + buffer.bytes);
  }
  const double lines = std::max(1u, range.lastLine - range.firstLine);
  auto x = [&](uint64_t address) {
    return left + double(address) / double(used) * (width - left - right);
  };
  auto y = [&](unsigned line) {
    return top + double(line - range.firstLine) / lines * depth;
  };
  std::string svg = beginSvg(width, top + depth + 24, "buffers in the UB");
  for (unsigned part = 0; part <= 4; ++part) {
    const uint64_t address = used * part / 4;
    svg += drawLine(x(address), top, x(address), top + depth, "grid") +
           drawText(x(address), top + depth + 16, std::to_string(address),
                    part == 4 ? "end" : "middle");
    const unsigned line = range.firstLine + unsigned(lines * part / 4);
    svg += drawText(left - 6, y(line) + (part ? 4 : 10), std::to_string(line),
                    "end");
  }
  for (const Buffer &buffer : range.buffers) {
    const double height =
        std::max(3.0, y(buffer.lastLine) - y(buffer.firstLine));
    const double boxWidth =
        std::max(1.0, x(buffer.address + buffer.bytes) - x(buffer.address) - 1);
    svg += drawBox(x(buffer.address), y(buffer.firstLine), boxWidth, height,
                   "buffer",
                   formatv("{0}: {1}, {2} bytes at {3}, lines {4} to {5}",
                           buffer.name, buffer.type, buffer.bytes,
                           buffer.address, buffer.firstLine, buffer.lastLine)
                       .str());
    if (boxWidth > 7.5 * double(buffer.name.size()) && height > 13) {
      svg += drawText(x(buffer.address) + 3, y(buffer.firstLine) + 12,
                      buffer.name);
    }
  }
  return svg + "</svg>";
}
