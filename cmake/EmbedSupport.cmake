# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Writes the support headers as C++ raw strings into OUT, in pieces that every
# compiler takes. Run with -DFILES=a;b -DOUT=file.
set(text "")
foreach(file ${FILES})
  file(READ ${file} content)
  get_filename_component(name ${file} NAME)
  string(APPEND text "{\"${name}\", std::string(")
  string(LENGTH "${content}" length)
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${content}" ${at} 8000 piece)
    string(APPEND text "R\"CUBEPORT(${piece})CUBEPORT\"\n")
    math(EXPR at "${at} + 8000")
  endwhile()
  string(APPEND text "), false},\n")
endforeach()
file(WRITE ${OUT} "${text}")
