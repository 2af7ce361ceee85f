# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The helpers that every CMakeLists.txt of the project uses.

# Static libraries of ours, linked against the shared libMLIR, libclang-cpp
# and libLLVM only: a static MLIR archive beside them would bring a second
# copy of MLIR's core.
function(cubeport_add_library name)
  cmake_parse_arguments(ARG "NO_PCH;CLANG" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_compile_options(${name} PRIVATE -fno-exceptions
                         -Wall -Wextra -Wno-unused-parameter)
  target_link_libraries(${name} PUBLIC ${ARG_LINK})
  if(ARG_CLANG)
    target_link_libraries(${name} PUBLIC clang-cpp)
  endif()
  target_link_libraries(${name} PUBLIC MLIR LLVM)
  if(ARG_CLANG AND TARGET cubeport_clang_pch)
    target_precompile_headers(${name} REUSE_FROM cubeport_clang_pch)
  elseif(NOT ARG_NO_PCH)
    target_precompile_headers(${name} REUSE_FROM cubeport_pch)
  endif()
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
  if(TARGET cubeport_tablegen AND NOT name MATCHES "pch")
    add_dependencies(${name} cubeport_tablegen)
  endif()
endfunction()

# cubeport_add_dialect(Davinci davinci OP_FAMILIES Cube Vector ...)
# In the current folder: <Room>Dialect.td, <Room>Types.td, <Room>Attrs.td and
# <Room>Interfaces.td where they exist, and <Room><Family>Ops.td per family.
function(cubeport_add_dialect room mnemonic)
  cmake_parse_arguments(ARG "" "" "OP_FAMILIES;SOURCES;LINK" ${ARGN})
  set(outs)
  macro(emit td)
    set(LLVM_TARGET_DEFINITIONS ${td})
    foreach(pair ${ARGN})
      string(REPLACE "=" ";" pair "${pair}")
      list(GET pair 0 file)
      list(GET pair 1 gen)
      string(REPLACE "," ";" gen "${gen}")
      mlir_tablegen(${file} ${gen})
    endforeach()
  endmacro()
  emit(${room}Dialect.td ${room}Dialect.h.inc=-gen-dialect-decls,-dialect,${mnemonic}
       ${room}Dialect.cpp.inc=-gen-dialect-defs,-dialect,${mnemonic})
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${room}Attrs.td)
    emit(${room}Attrs.td ${room}Enums.h.inc=-gen-enum-decls
         ${room}Enums.cpp.inc=-gen-enum-defs
         ${room}Attrs.h.inc=-gen-attrdef-decls,-attrdefs-dialect,${mnemonic}
         ${room}Attrs.cpp.inc=-gen-attrdef-defs,-attrdefs-dialect,${mnemonic})
  endif()
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${room}Interfaces.td)
    emit(${room}Interfaces.td ${room}Interfaces.h.inc=-gen-op-interface-decls
         ${room}Interfaces.cpp.inc=-gen-op-interface-defs)
  endif()
  foreach(family ${ARG_OP_FAMILIES})
    emit(${room}${family}Ops.td ${room}${family}Ops.h.inc=-gen-op-decls
         ${room}${family}Ops.cpp.inc=-gen-op-defs)
  endforeach()
  add_public_tablegen_target(Cubeport${room}IncGen)
  add_dependencies(cubeport_tablegen Cubeport${room}IncGen)
  cubeport_add_library(Cubeport${room} SOURCES ${ARG_SOURCES}
                       DEPENDS Cubeport${room}IncGen LINK ${ARG_LINK})
endfunction()

# cubeport_add_stage(Lift SOURCES ... LINK ...): a stage of the pipeline. A
# Passes.td in its folder gives Passes.h.inc, group name = the stage's name.
function(cubeport_add_stage stage)
  cmake_parse_arguments(ARG "CLANG" "" "SOURCES;LINK" ${ARGN})
  set(deps)
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/Passes.td)
    set(LLVM_TARGET_DEFINITIONS Passes.td)
    mlir_tablegen(Passes.h.inc -gen-pass-decls -name ${stage})
    add_public_tablegen_target(Cubeport${stage}PassIncGen)
    add_dependencies(cubeport_tablegen Cubeport${stage}PassIncGen)
    set(deps Cubeport${stage}PassIncGen)
  endif()
  set(clang)
  if(ARG_CLANG)
    set(clang CLANG)
  endif()
  cubeport_add_library(Cubeport${stage} ${clang} SOURCES ${ARG_SOURCES}
                       DEPENDS ${deps} LINK ${ARG_LINK})
endfunction()

function(cubeport_add_tool name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_compile_options(${name} PRIVATE -fno-exceptions
                         -Wall -Wextra -Wno-unused-parameter)
  target_link_libraries(${name} PRIVATE ${ARG_LINK} MLIR LLVM)
  target_precompile_headers(${name} REUSE_FROM cubeport_pch)
  add_dependencies(${name} cubeport_tablegen)
endfunction()

# cubeport_embed_support(Host): the headers of the stage's folder Support as
# text in SupportFiles.inc, for the stage's sources to include.
function(cubeport_embed_support stage)
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/Support/*.h)
  set(inc ${CMAKE_CURRENT_BINARY_DIR}/SupportFiles.inc)
  set(script ${CMAKE_SOURCE_DIR}/cmake/EmbedSupport.cmake)
  add_custom_command(OUTPUT ${inc}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${headers}" -DOUT=${inc} -P ${script}
    DEPENDS ${headers} ${script} VERBATIM)
  add_custom_target(Cubeport${stage}SupportFiles DEPENDS ${inc})
  target_include_directories(Cubeport${stage}
                             PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
  add_dependencies(Cubeport${stage} Cubeport${stage}SupportFiles)
endfunction()
