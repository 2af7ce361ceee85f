// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The style that all pages share.
#include "lib/Common/Html.h"

using namespace cubeport;
using llvm::StringRef;

static constexpr StringRef kStyle = R"(
:root { --bg:#fbfbfa; --fg:#1d2126; --dim:#667079; --line:#dfe2e5;
  --card:#fff; }
@media (prefers-color-scheme: dark) {
  :root { --bg:#16181b; --fg:#e4e6e8; --dim:#98a1a9; --line:#33383d;
    --card:#1e2125; } }
* { box-sizing:border-box; }
body { margin:0 auto; max-width:72rem; padding:1rem; background:var(--bg);
  color:var(--fg); font:16px/1.45 system-ui,sans-serif; }
h1 { font-size:1.4rem; margin:.2rem 0 1rem; } h2 { font-size:1.05rem; }
.tiles { display:grid; grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));
  gap:.6rem; }
.tile { background:var(--card); border:1px solid var(--line);
  border-radius:.5rem; padding:.6rem .8rem; }
.tile b { display:block; font-size:1.5rem; font-variant-numeric:tabular-nums; }
.tile span, .dim { color:var(--dim); font-size:.85rem; }
.bar { display:flex; height:.9rem; border-radius:.3rem; overflow:hidden;
  background:var(--line); min-width:6rem; flex:1; }
.bar i { display:block; }
details { background:var(--card); border:1px solid var(--line);
  border-radius:.4rem; margin:.3rem 0; }
summary { cursor:pointer; padding:.45rem .7rem; }
code { font-size:.88em; }
.inner { border-top:1px solid var(--line); padding:.5rem .7rem;
  overflow-x:auto; }
table { border-collapse:collapse; width:100%; font-size:.9rem; }
td, th { text-align:left; padding:.2rem .8rem .2rem 0;
  border-bottom:1px solid var(--line); vertical-align:top; }
pre { background:var(--bg); padding:.5rem; overflow:auto; max-height:16rem;
  font-size:.8rem; }
)";

std::string cubeport::escapeHtml(StringRef text) {
  std::string result;
  for (char c : text) {
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    default:
      result += (unsigned char)c < 32 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return result;
}

std::string cubeport::beginPage(StringRef title, StringRef style) {
  return ("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
          "<meta name=\"viewport\" content=\"width=device-width, "
          "initial-scale=1\"><title>" +
          escapeHtml(title) + "</title><style>" + kStyle + style +
          "</style></head>\n<body>")
      .str();
}

std::string cubeport::printTile(StringRef number, StringRef label) {
  return ("<div class=\"tile\"><b>" + number + "</b><span>" + label +
          "</span></div>")
      .str();
}
