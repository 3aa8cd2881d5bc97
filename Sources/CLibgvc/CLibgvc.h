// Exists so that SwiftPM asks pkg-config for libgvc; only the shim includes it.
#pragma once
#if __has_include(<gvc.h>)
#include <gvc.h>
#endif
